"""The roles of headings, column heads and labels, each with its wordings.

The wordings are those of audit reports and their follow-ups in general (glossary: domain.md 4 and 5); the
first role whose pattern matches a heading's bare words is its role.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What the text under a heading, in a column or after a label is."""

    RECOMMENDATIONS = "recommendations"
    NEW_RECOMMENDATIONS = "new_recommendations"
    RESPONSES = "responses"
    OBSERVATIONS = "observations"
    DOCUMENT_REVIEW = "document_review"
    COMMENT = "comment"
    STATUS = "status"
    ASSESSMENT = "assessment"
    GROUNDS = "grounds"
    PURPOSE = "purpose"
    ORIGINAL_ASSESSMENT = "original_assessment"
    SUMMARY = "summary"
    BACKGROUND = "background"
    METHOD = "method"
    CRITERIA = "criteria"
    QUESTIONS = "questions"
    FACT_CHECK = "fact_check"
    CONTACTS = "contacts"
    SOURCES = "sources"
    CONCLUSION = "conclusion"
    DEADLINE = "deadline"
    AUDITEES = "auditees"
    DECISION = "decision"
    YEAR = "year"
    OTHER = "other"
    CONTENTS = "contents"


FOLLOW_UP_ROLES = frozenset(
    {Role.RECOMMENDATIONS, Role.RESPONSES, Role.OBSERVATIONS, Role.ASSESSMENT, Role.ORIGINAL_ASSESSMENT}
)
"""Roles that show that a chapter treats an audit."""

_WHOSE = (
    r"(?:vår|våra|vårt|den|de|det|en|ett|revisionens|revisorernas|revisorers|granskningens|granskningen|"
    r"uppföljningens|"
    r"nämndens|nämndernas|styrelsens|styrelsernas|förvaltningens|förvaltningarnas|kontorets|kommunens|bolagets|"
    r"tidigare|lämnade|lämnad|samlad|samlade|sammanfattande|sammanfattad|sammanfattade|övergripande|slutlig|"
    r"sammantagen|sammanvägd|"
    r"givna|gjorda|genomförda|kvarstående|ursprungliga|ursprunglig|inkomna|inkomment|skriftliga|skriftligt|"
    r"gemensamt|gemensamma|respektive|identifierade|konstaterade|föreslagna|väsentliga|viktigaste|"
    r"huvudsakliga|detaljerade|fördjupade|kortfattad|kort|allmän|allmänna|revisionell|aktuella|förnyad|"
    r"berörda|ansvarig|ansvariga|nämnds|kommunstyrelsens|årets|"
    r"[a-zåäö]{3,}(?:ens|ets|arnas|ernas))"
)
_OF = (
    r"(?:\s(?:från|i|vid|av|utifrån|efter|till|på|för|om|med anledning av|avseende|enligt|inför|över|"
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
    # Headings that ask: "Vad rekommenderade revisorerna?"
    (
        Role.RECOMMENDATIONS,
        re.compile(r"vad\srekommendera(?:de|t|s)\b.*|vilka\srekommendationer\s.*", re.IGNORECASE),
    ),
    (Role.RESPONSES, re.compile(r"(?:hur|vad)\s(?:har\s)?(?:\w+\s)?svara(?:de|t|r)\b.*", re.IGNORECASE)),
    (
        Role.OBSERVATIONS,
        re.compile(
            r"(?:vad|hur)\shar\s(?:\w+\s){0,2}?(?:gjorts?|hänt|åtgärdats?|hanterats?|genomförts?)\b.*|"
            r"vilka\såtgärder\shar\s.*|hur\sser\sdet\sut\s(?:i\sdag|idag|nu)",
            re.IGNORECASE,
        ),
    ),
    (Role.ASSESSMENT, re.compile(r"(?:hur|vad)\sbedömer\s(?:vi|revisorerna|revisionen)\b.*", re.IGNORECASE)),
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
            r"granskningens?\s(?:sammanfatta\w+\s|samlad\w*\s)*(?:bedömning\w*|slutsats\w*|resultat)"
            r"(?:\s(?:var|är)(?:\satt)?)?|"
            r"(?:bedömning\w*|slutsats\w*|resultat)\s(?:från|i|vid|av)\s(?:den\s)?(?:tidigare|ursprungliga|förra|genomförda)"
            r"\sgranskning\w*|tidigare granskning(?:ens resultat)?|"
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
            r"utvecklingsområde\w*",
            r"revisionens förslag",
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
            r"yttrande\w*",
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
        _wordings(r"status", r"åtgärdsstatus", r"uppfyllelse", r"uppfyllt", r"genomförd\?", r"åtgärdad\??"),
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
            r"läget idag",
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
            r"slutbedömning",
            r"svar på revisionsfråg\w+",
            r"bedömning utifrån uppföljningen",
        ),
    ),
    (
        Role.CONCLUSION,
        _wordings(
            r"slutsats(?:er|en)?",
            r"avslutning",
            r"avslutande kommentar(?:er)?",
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
            r"barn(?:konsekvens\w*|perspektivet)",
            r"finansiering",
            r"beslutet\s(?:skickas|expedieras|delges)\still",
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
            r"(?:om |den )?(?:tidigare |ursprungliga )?(?:granskningen|rapporten)",
            r"granskningen i korthet",
            r"i korthet",
            r"sammanfattning av (?:den )?(?:tidigare )?granskning\w*",
            r"beskrivning av granskningen",
        ),
    ),
    (
        Role.AUDITEES,
        re.compile(
            r"avser|(?:granska(?:d|de)|berör(?:d|da)|revidera(?:d|de)|ansvarig(?:a)?|adresserad(?:e)?)\s"
            r"(?:nämnd(?:er)?(?:\s?(?:/|och|eller)\s?styrelse)?|styrelse|verksamhet(?:er)?)|riktad\still|gäller\snämnd|granskade",
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
    piece = re.sub(r"^(?:om|kring)\s", "", piece.strip(" ?!.:-–—()"))
    for role, pattern in _PIECES:
        if pattern.fullmatch(piece):
            return role
    return None
