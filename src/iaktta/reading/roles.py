"""The roles of headings, column heads and labels, each with its wordings.

The wordings are those of audit reports and their follow-ups in general (glossary: domain.md 4 and 5); the
first role whose pattern matches a heading's bare words is its role.
"""

from __future__ import annotations

import re

from iaktta.reading.clause_headings import CLAUSES
from iaktta.reading.role import FOLLOW_UP_ROLES, Role

__all__ = ["FOLLOW_UP_ROLES", "Role", "role_of_words"]

_WHOSE = (
    r"(?:vår|våra|vårt|den|de|det|en|ett|revisionens|revisorernas|revisorers|granskningens|granskningen|"
    r"uppföljningens|"
    r"nämndens|nämndernas|styrelsens|styrelsernas|förvaltningens|förvaltningarnas|kontorets|kommunens|bolagets|"
    r"tidigare|lämnade|lämnad|samla[dt]e?|sammanfattande|sammanfattad|sammanfattade|övergripande|slutlig|"
    r"sammantagen|sammanvägd|"
    r"givna|gjorda|genomförda|kvarstående|ursprungliga|ursprunglig|inkomna|inkomment|skriftliga|skriftligt|"
    r"gemensamt|gemensamma|respektive|identifierade|konstaterade|föreslagna|väsentliga|viktigaste|"
    r"huvudsakliga|detaljerade|fördjupade|kortfattad|kort|allmän|allmänna|revisionell|aktuella|förnyad|uppföljande|ny|aktuell|preliminär|egen|egna|"
    r"berörda|ansvarig|ansvariga|nämnds|kommunstyrelsens|årets|"
    r"[a-zåäö]{3,}(?:ens|ets|arnas|ernas))"
)
_OF = (
    r"(?:\s(?:från|i|vid|av|per|utifrån|efter|till|på|för|om|med anledning av|avseende|enligt|inför|över|"
    r"mot|gällande)\s"
    r"(?:den\s|de\s|vår\s|denna\s|vid\s)?(?:tidigare\s|förra\s|genomförda?\s|lämnade\s|föregående\s|senaste\s|"
    r"ursprungliga\s|fördjupade\s|vidtagna\s|aktuella\s|granskade\s)*"
    r"(?:(?:revisions)?granskning\w*|uppföljning\w*|revision\w*|åtgärd\w*|rekommendation\w*|nämnd\w*|styrelse\w*|"
    r"rapport\w*|förvaltning\w*|svar\w*|iakttagels\w*|genomförande|fråg\w*|nuläge\w*))*"
)


def _wordings(*nouns: str) -> re.Pattern[str]:
    joined = "|".join(nouns)
    return re.compile(rf"(?:{_WHOSE}\s)*(?:{joined}){_OF}(?:\s[ivx\d]+)?", re.IGNORECASE)


_PIECES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.CONTENTS, _wordings("innehåll", "innehållsförteckning")),
    (
        Role.QUESTIONS,
        _wordings(
            r"revisions?fråg\w+",
            r"frågeställning\w*",
            r"delfrågor",
            r"granskningsfrågor",
            r"kontrollfrågor",
            r"revisionsfråge\w*",
            r"frågor",
            r"övergripande fråga",
        ),
    ),
    (
        Role.CRITERIA,
        _wordings(
            r"revisionskriteri\w+",
            r"bedömningsgrund\w*",
            r"bedömningskriteri\w+",
            r"kriterier",
            r"utgångspunkter",
            r"granskningskriteri\w+",
            r"regelverk",
            r"lagar",
        ),
    ),
    (Role.ASSESSMENT, _wordings(r"svar på (?:den övergripande )?(?:revisions)?fråg\w+")),
    (
        Role.NEW_RECOMMENDATIONS,
        re.compile(
            r"(?:våra\s|revisionens\s|revisorernas\s)?(?:nya|ytterligare|fortsatta|nya och kvarstående)\s"
            r"(?:rekommendationer|förbättringsområden|förslag)|våra rekommendationer|vi rekommenderar|"
            r"rekommendationer med anledning av (?:denna |vår |den )?uppföljning\w*|"
            r"rekommendationer (?:utifrån|efter|från) (?:vår |denna |den )?uppföljning\w*",
            re.IGNORECASE,
        ),
    ),
    (
        Role.ORIGINAL_ASSESSMENT,
        re.compile(
            r"(?:(?:revisionens|revisorernas|vår|den|granskningens)\s)*(?:tidigare|ursprunglig\w*|dåvarande)\s"
            r"(?:sammanfatta\w+\s|samlad\w*\s)*(?:bedömning\w*|slutsats\w*|revisionell bedömning)|"
            r"granskningens?\s(?:sammanfatta\w+\s|samlad\w*\s|huvudsakliga\s|viktigaste\s|övergripande\s)*(?:bedömning\w*|slutsats\w*|resultat)"
            r"(?:\s(?:var|är)(?:\satt)?)?|"
            r"(?:bedömning\w*|slutsats\w*|resultat)\s(?:från|i|vid|av)\s(?:den\s)?(?:tidigare|ursprungliga|förra|genomförda)"
            r"\sgranskning\w*|tidigare granskning(?:ens resultat)?|tidigare\siakttagelser(?:na)?|"
            r"iakttagelser\si\sden\s(?:tidigare|ursprungliga)\sgranskningen|"
            r"den\s(?:sammanfatta\w+|samlade)\s(?:bedömningen|slutsatsen)\s(?:var|löd|lydde|blev)(?:\satt)?|"
            r"(?:\w+s\s)?(?:sammanfatta\w+\s|samlad\w*\s)?bedömning\s(?:då|vid\sgranskning(?:en|stillfället)|vid\sden\stiden)",
            re.IGNORECASE,
        ),
    ),
    (
        Role.RECOMMENDATIONS,
        _wordings(
            r"rekommendation(?:er|erna|en|s)?",
            r"förbättringsområde\w*",
            r"förbättringsförslag",
            r"synpunkt\w*",
            r"utvecklings(?:område|behov|punkt|möjlighet)\w*",
            r"förbättrings(?:punkt|behov|möjlighet|åtgärd)\w*",
            r"påpekande\w*",
            r"påtalade brister",
            r"uppmaning(?:ar|arna|en)?",
            r"råd(?:en)?",
            r"rekommenderade åtgärder",
            r"åtgärdsförslag",
            r"förslag till (?:förbättring\w*|åtgärd\w*)",
            r"(?:revisionens|revisorernas|lämnade|granskningens|tidigare) förslag",
            r"kvarstående punkter",
        ),
    ),
    (
        Role.DEADLINE,
        _wordings(
            r"sista svarsdag\w*", r"svar senast", r"svar önskas senast", r"svarstid\w*", r"sista dag för svar"
        ),
    ),
    (
        Role.RESPONSES,
        _wordings(
            r"svar(?:et|en)?",
            r"(?:svars)?yttrande\w*",
            r"svarsskrivelse\w*",
            r"bemötande",
            r"(?:allmänna|övergripande|generella) kommentarer",
            r"revisionssvar",
            r"svar och åtgärder",
            r"nämndsvar",
            r"återkoppling",
            r"kommentarer från (?:nämnd\w*|förvaltning\w*)",
            r"missivsvar",
            r"ställningstagande",
            r"remissvar",
        ),
    ),
    (
        Role.DOCUMENT_REVIEW,
        _wordings(r"dokument(?:granskning|studier?|genomgång)", r"granskning av dokument"),
    ),
    (
        Role.COMMENT,
        _wordings(r"kommentar(?:er)?", r"revisionens kommentar(?:er)?", r"granskarens kommentar(?:er)?"),
    ),
    (
        Role.STATUS,
        _wordings(
            r"status",
            r"åtgärdsstatus",
            r"uppfyllelse",
            r"uppfyllt",
            r"genomförd\?",
            r"åtgärda[dt]\??",
            r"(?:åtgärds|genomförande)grad",
            r"grad av (?:genomförande|uppfyllelse)",
            r"statusbedömning",
            r"bedömd status",
            r"bedömning av status",
            r"omhändertagen\??",
        ),
    ),
    (
        Role.GROUNDS,
        re.compile(
            r"(?:grund(?:er)?|motiv(?:ering)?|skäl)(?: (?:för|till) (?:vår )?bedömning\w*)?", re.IGNORECASE
        ),
    ),
    (
        Role.OBSERVATIONS,
        _wordings(
            r"(?:aktuellt |aktuella )?läget?",
            r"nuläge\w*",
            r"nulägesbeskrivning",
            r"nuvarande läge",
            r"läget i dag",
            r"läget (?:idag|nu)",
            r"läget? (?:i |under |per )?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|"
            r"oktober|november|december|våren|sommaren|hösten|vintern)",
            r"(?:dagens |nuvarande )?(?:läge|situation(?:en)?)(?: i ?dag)?",
            r"dagsläge(?:t)?",
            r"läges(?:beskrivning|bild|rapport|redovisning|avstämning)(?:en)?",
            r"nulägesbild(?:en)?",
            r"(?:gjorda|utförda|beslutade) åtgärder",
            r"åtgärder som (?:har )?(?:vidtagits|genomförts|gjorts)",
            r"utveckling(?:en)? sedan (?:dess|sist|granskningen)",
            r"(?:arbete|arbetet|åtgärder|hänt|gjort) sedan (?:dess|sist|granskningen)",
            r"hantering av rekommendationerna",
            r"fynd",
            r"avstämning(?:en)?",
            r"uppföljning(?:en)?",
            r"(?:uppföljande |våra |uppföljningens )*iakttagelser?(?:na)?",
            r"resultat(?:et)?",
            r"vad visar (?:uppföljningen|granskningen)",
            r"vidtagna åtgärder",
            r"genomförda åtgärder",
            r"åtgärder",
            r"gransknings?resultat",
            r"utfall",
            r"uppföljningsresultat",
            r"uppföljande granskning(?:en)?",
            r"observationer",
            r"noteringar",
            r"vad har (?:gjorts|hänt)",
            r"vad har hänt sedan (?:dess|granskningen)",
            r"resultat av uppföljningen",
            r"uppföljning visar",
        ),
    ),
    (
        Role.ASSESSMENT,
        _wordings(
            r"bedömning(?:ar|en|arna)?",
            r"sammanfattande bedömning",
            r"samlad bedömning",
            r"slutbedömning(?:en)?",
            r"(?:helhets|total|sam)bedömning(?:en)?",
            r"(?:slut)?omdöme(?:t)?",
            r"värdering(?:en)?",
            r"(?:revisorernas|revisionens|vår|vårt) (?:samlade |sammanfattande )?"
            r"(?:syn|bild|ställningstagande|utlåtande)",
            r"svar på revisionsfråg\w+",
            r"bedömning utifrån uppföljningen",
        ),
    ),
    (
        Role.CONCLUSION,
        _wordings(
            r"slutsats(?:er|en)?",
            r"avslutning",
            r"avslutande (?:kommentar(?:er)?|ord|synpunkter|reflektion(?:er)?)",
            r"slutord(?:et)?",
            r"slutkommentar(?:er)?",
            r"sammanfattande slutsats(?:er)?",
        ),
    ),
    (
        Role.PURPOSE,
        _wordings(
            r"syfte(?:t)?(?: med (?:uppdraget|granskningen|uppföljningen|rapporten))?",
            r"uppdrag(?:et)?",
            r"ändamål",
            r"mål",
        ),
    ),
    (
        Role.METHOD,
        _wordings(
            r"metod(?:er|ik)?",
            r"genomförande",
            r"urval",
            r"avgränsning(?:ar)?",
            r"omfattning",
            r"tillvägagångssätt",
            r"arbetssätt",
            r"revisionsmetod",
            r"granskningens genomförande",
            r"definitioner",
            r"läsanvisning",
            r"granskningsobjekt",
            r"organisation",
            r"projektorganisation",
        ),
    ),
    (
        Role.FACT_CHECK,
        _wordings(
            r"fakta(?:kontroll|granskning|granskad)", r"sak(?:granskning|kontroll)", r"kvalitetssäkring"
        ),
    ),
    (
        Role.CONTACTS,
        _wordings(
            r"kontaktpersoner",
            r"intervju(?:er|personer|ade)(?: personer| funktioner)?",
            r"intervjuade",
            r"uppgiftslämnare",
            r"respondenter",
            r"intervjuförteckning",
            r"medverkande",
        ),
    ),
    (
        Role.SOURCES,
        _wordings(
            r"käll(?:or|förteckning)",
            r"dokumentförteckning",
            r"referens(?:er|lista)",
            r"granskade dokument",
            r"granskat underlag",
            r"underlag",
            r"beslutsunderlag",
            r"litteratur",
            r"granskade handlingar",
            r"dokument",
            r"skriftliga källor",
            r"muntliga källor",
            r"förteckning över dokument",
        ),
    ),
    (
        Role.OTHER,
        _wordings(
            r"(?:ekonomiska|juridiska|sociala|miljömässiga|organisatoriska|personella)\s"
            r"(?:konsekvenser|aspekter|överväganden)",
            r"konsekvens(?:er|analys)(?:\sför\s\w+)?",
            r"(?:ekonomi(?:sk bedömning)?|kostnader)",
            r"barn(?:ets (?:bästa|rättigheter)|konsekvens\w*|perspektiv(?:et)?|rätts\w*)",
            r"(?:hållbarhets|miljö|folkhälso|landsbygds|mångfalds|tillgänglighets)(?:perspektiv\w*|aspekter|konsekvenser)",
            r"(?:facklig )?samverkan(?: och mbl)?",
            r"mbl",
            r"tidplan",
            r"finansiering",
            r"(?:(?:beslutet|yttrandet|svaret|skrivelsen|rapporten|protokollet)\s)?(?:ska(?:ll)?\s)?"
            r"(?:skickas|expedieras|delges|sänds|översänds|meddelas)\still",
            r"kopia(?: till)?",
            r"kontakt(?:uppgifter)?",
            r"tack",
            r"expedier(?:as\still|ing)",
            r"underskrifter?",
            r"sändlista",
            r"övrig(?:t|a (?:synpunkter|kommentarer|frågor|upplysningar))",
            r"kontrollmål(?:\s\d+)?",
            r"jämställdhet\w*",
            r"handlingar(?: i ärendet)?",
            r"bilagor",
            r"för\skännedom",
        ),
    ),
    (
        Role.BACKGROUND,
        _wordings(
            r"ärendet",
            r"(?:ärende)?beskrivning(?: av ärendet)?",
            r"bakgrund",
            r"inledning",
            r"introduktion",
            r"inledande bakgrund",
            r"förord",
        ),
    ),
    (
        Role.SUMMARY,
        _wordings(
            r"sammanfattning(?:en)?",
            r"(?:om |den )?(?:tidigare |ursprungliga )?(?:granskningen|rapporten)(?: då)?",
            r"(?:den )?(?:tidigare|ursprungliga?) granskning",
            r"då|läget då|utgångsläge(?:t)?",
            r"granskningen i korthet",
            r"i korthet",
            r"sammanfattning av (?:den )?(?:tidigare )?granskning\w*",
            r"beskrivning av granskningen",
        ),
    ),
    (
        Role.AUDITEES,
        re.compile(
            r"avser|(?:granska(?:d|de)|berör(?:d|da)?|revidera(?:d|de)|ansvarig(?:a)?|adresserad(?:e)?)\s"
            r"(?:nämnd(?:er)?(?:\s?(?:/|och|eller)\s?styrelse)?|styrelse|verksamhet(?:er)?)|(?:riktad|ställd)a?\still|adressat(?:er)?|mottagare|gäller\snämnd|granskade",
            re.IGNORECASE,
        ),
    ),
    (
        Role.YEAR,
        re.compile(
            r"granskningsår|rapport\sfrån\sår|rapportår|granskning(?:en)?\s(?:genomförd|genomfördes|från|gjord)(?:\sår)?|"
            r"år\sför\sgranskning(?:en)?|ursprungligt\sår|revisionsår",
            re.IGNORECASE,
        ),
    ),
    (Role.DECISION, _wordings(r"beslut", r"förslag till beslut", r"beslutad", r"fastställd", r"antagen")),
)


def role_of_words(piece: str) -> Role | None:
    """The role of a heading's bare words; None where they name a topic."""
    piece = piece.strip(" ?!.:-–—()")
    for role, pattern in CLAUSES:
        if pattern.fullmatch(piece):
            return role
    piece = re.sub(r"^(?:om|kring)\s", "", piece)
    for role, pattern in _PIECES:
        if pattern.fullmatch(piece):
            return role
    return None
