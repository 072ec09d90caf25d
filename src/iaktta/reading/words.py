"""What headings, column heads and labels of the field mean: wordings -> roles.

The wordings are those of audit reports and their follow-ups in general (glossary: domain.md 4 and 5), matched
after numbers, years, committee names and bullets are taken away. A heading may have several roles
("Iakttagelser och bedömning") or none: then it is a topic.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from iaktta.reading.committees import mentions


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
            r"kontrollmål",
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
            r"aktuellt läge",
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
            r"syfte(?:t)?", r"syfte med (?:uppdraget|granskningen)", r"uppdrag(?:et)?", r"ändamål", r"mål"
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
            r"ansvarig(?:a)? nämnd(?:er)?",
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
        Role.BACKGROUND,
        _wordings(r"bakgrund", r"inledning", r"introduktion", r"inledande bakgrund", r"förord"),
    ),
    (
        Role.SUMMARY,
        _wordings(
            r"sammanfattning(?:en)?",
            r"om granskningen",
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

SECTION_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\.(?=\D|$)|(?=\s)|$)\s*")
"""A section number at the start of a heading, as "3", "3.1" or "3.1."."""

CONTINUED = re.compile(
    r"\(?\b(?:fortsättning|forts\b\.?|fortsatt)\)?\s*[-–—:]?\s*|,?\s*\(?forts\.?\)?\s*$", re.IGNORECASE
)
"""The mark of a heading that goes on from the page before."""

_YEAR = re.compile(r"\(?\b(?:år\s)?(?:19|20)\d\d\b(?:[-–/](?:19|20)?\d\d)?(?:\sårs)?\)?")
_TOPIC = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|:\s+")
_JOINT = re.compile(r"\s*(?:,|/|&|\boch\b|\bsamt\b|\+)\s*", re.IGNORECASE)
_MARKS = re.compile(r"^[#>\s*_•▪■▶➢–—-]+|[*_]+|[:?.!\s]+$")


def plain_heading(text: str) -> str:
    """A heading without marks, section number, "fortsättning", years and white space that differs."""
    text = " ".join(_MARKS.sub("", text).split())
    text = SECTION_NUMBER.sub("", text)
    text = CONTINUED.sub("", text)
    text = " ".join(_YEAR.sub(" ", text).split())
    return re.sub(r"^[\s,–—-]+|[\s,:–—-]+$", "", text)


@lru_cache(maxsize=4096)
def roles_of(text: str) -> tuple[Role, ...]:
    """The roles of a heading, column head or label, in printed order; none for a topic or a sentence.

    Words before a dash decide where words after it only repeat the topic:
    "Nämndens svar – Granskning av inköp" is a heading of responses.
    """
    plain = plain_heading(text)
    if not plain or len(plain) > 160:
        return ()
    found = _roles(plain)
    if found:
        return found
    for cut in _TOPIC.finditer(plain):
        if found := _roles(plain[: cut.start()]):
            return found
    return ()


def _roles(plain: str) -> tuple[Role, ...]:
    bare = _without_committees(plain)
    if not bare:
        return ()
    whole = _role(bare)
    if whole is not None:
        return (whole,)
    parts = [part for part in _JOINT.split(bare) if part]
    if not 1 < len(parts) <= 6:
        return ()
    roles = [_role(part) for part in parts]
    if any(role is None for role in roles):
        return ()
    return tuple(dict.fromkeys(role for role in roles if role is not None))


def _without_committees(text: str) -> str:
    kept, end = [], 0
    for mention in mentions(text):
        kept.append(text[end : mention.start])
        end = max(end, mention.end)
    rest = " ".join("".join([*kept, text[end:]]).split())
    if end:
        rest = re.sub(
            r"^(?:(?:,|och|samt|&|/|från|för)\s*)+|[\s,–—-]*(?:,|och|samt|&|/|från|för|\s[-–—])?$", "", rest
        )
    return rest.strip(" ,:–—-")


def _role(piece: str) -> Role | None:
    piece = re.sub(r"^(?:om|kring)\s", "", piece.strip(" ?!.:-–—()"))
    for role, pattern in _PIECES:
        if pattern.fullmatch(piece):
            return role
    return None


_CAPITAL = re.compile(r"(?<![\w/-])(?=[A-ZÅÄÖ])")
_CELL = re.compile(r"\s*(?:\||\t| {3,})\s*")


@lru_cache(maxsize=4096)
def column_roles(text: str) -> tuple[tuple[Role, int, int], ...]:
    """The roles of a table head whose columns stand on one line, each with its [start, end).

    Empty where the line is no such head: every part that begins with a capital must have a role, and there
    are at least two. Heads of control tables have other words and are not found here.
    """
    if len(text) > 200 or text.rstrip().endswith((".", ";")):
        return ()
    cells = [cell for cell in _CELL.split(text.strip(" |")) if cell]
    pieces = cells if len(cells) > 1 else [piece.strip() for piece in _CAPITAL.split(text) if piece.strip()]
    found, start = [], 0
    for piece in pieces:
        start = text.index(piece, start)
        if roles := roles_of(piece):
            found.append((roles[0], start, start + len(piece)))
        elif len(cells) < 2:
            return ()
        start += len(piece)
    distinct = {role for role, _, _ in found}
    return tuple(found) if len(distinct) > 1 else ()


def is_continued(text: str) -> bool:
    """Whether a heading says that it goes on from the page before."""
    return bool(CONTINUED.search(text))
