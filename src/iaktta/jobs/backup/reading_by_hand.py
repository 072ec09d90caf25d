"""What a backup tells whoever opens it without Iaktta, perhaps in ten years. It stands in the file itself."""

README_NAME = "LÄS MIG.txt"
README = """\
Det här är en säkerhetskopia från Iaktta, ett register över intern kontroll och revisorernas
rekommendationer. Filen är ett vanligt zip-arkiv med textfiler i UTF-8 och går att läsa utan Iaktta.

  manifest.json       vilken version av Iaktta som gjorde kopian och när, vilka tabeller den har, hur
                      många rader och vilken kontrollsumma varje tabell har, och var händelsekedjorna slutar
  rader/TABELL.jsonl  en rad för varje rad i tabellen, skriven som JSON; "id" är radens nyckel, och en
                      kolumn som slutar på "_id" pekar på en rad i en annan tabell
  filer/AB/ABCD...    innehållet i en fil; namnet är filens kontrollsumma (SHA-256), som också står i den
                      rad som filen hör till; filens eget namn står i rader/register.SourceDocument.jsonl
  ankare/             det som visar att loggen är orörd (iaktta verify); den offentliga nyckeln står i
                      manifest.json
  SHA256SUMS          kontrollsumman för varje del; kontrollera med: sha256sum -c SHA256SUMS

Tider är i UTC. Zip-filens kommentar, dess sista tecken, är kontrollsumman (SHA-256) för allt före den.

Lägg in kopian i en tom installation av Iaktta med: iaktta restore FIL
Kopian innehåller allt i registret, också det som är sekretessbelagt. Förvara den därefter.
"""
