"""The words of plans and their follow-ups: what columns and labels are called, and how results are graded.

Synonyms as municipalities use them; a word that stands for several things is settled by the columns beside
it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from iaktta.report import DeviationLevel, Execution, Treatment


class Role(StrEnum):
    """What a column or a labelled text holds."""

    NUMBER = "number"
    CATEGORY = "category"
    PROCESS = "process"
    RISK = "risk"
    RISK_NUMBER = "risk_number"
    LIKELIHOOD = "likelihood"
    CONSEQUENCE = "consequence"
    VALUE = "value"
    BAND = "band"
    TREATMENT = "treatment"
    CONTROL = "text"
    METHOD = "method"
    FREQUENCY = "frequency"
    RESPONSIBLE = "responsible"
    REPORT_TO = "report_to"
    REPORT_WHEN = "report_when"
    REPORTED = "reported"  # to whom or when: the cell's words tell
    OCCASION = "occasion"
    COMMITTEE = "committee"
    STATUS = "status"
    LEVEL = "deviation_level"
    DUE = "due"
    DEVIATION = "deviation"
    ACTION = "action"
    COMMENT = "comment"
    REASON = "reason"
    POPULATION = "population"
    SAMPLE = "sample"


_NAMES: dict[Role, str] = {
    Role.NUMBER: (
        "id|id-nr|id nr|nr|nummer|löpnr|löpnummer|ref|#|kontroll nr|kontrollnr|kontroll-id|ref nr|refnr"
        "|ref.nr"
        "|ref.|nr.|punkt|kontrollnummer|id.|kontroll id|km nr|moment nr|kp|referens"
    ),
    Role.CATEGORY: (
        "kategori|riskområde|riskkategori|delområde|perspektiv|risktyp|kategori av risk|riskgrupp"
        "|riskens kategori|område för risk|målområde|typ av risk"
    ),
    Role.PROCESS: (
        "rutin/process|process/rutin|rutin|process|rutiner|processer|system|rutin/system"
        "|rutin/system/process|process/system|område|verksamhetsområde|granskningsområde"
        "|kontrollområde|process/område|område/process|verksamhet|rutin eller process|process, rutin"
        "|granskad process|rutin/område|process/rutin/system|processområde|huvudprocess|delprocess"
        "|verksamhet/process|process/verksamhet|flöde|rutin/process/system|process eller rutin"
        "|arbetsprocess"
    ),
    Role.RISK: (
        "risk nr|risknr|risk-id|risknummer|risk-nr|risk|risker|riskbeskrivning|beskrivning av risk"
        "|beskrivning av risken|identifierad risk|riskhändelse|risk för|risk (beskrivning)"
        "|risk/händelse|vad kan gå fel|vad kan hända|riskmoment|oönskad händelse|händelse|risk/brist"
        "|beskrivning av risk/händelse|identifierade risker|risk att|risk som kontrolleras|riskformulering"
        "|möjlig händelse|risk (händelse)|riskid|riskscenario"
    ),
    Role.LIKELIHOOD: ("sannolikhet|sannolikhet (s)|s|sannolikhet (1-4)|sannolikhet (1-5)|sannolikhetsnivå"),
    Role.CONSEQUENCE: (
        "konsekvens|påverkan|konsekvens (k)|k|p|konsekvens/påverkan|konsekvens (1-4)|konsekvens (1-5)"
        "|konsekvensnivå|väsentlighet"
    ),
    Role.VALUE: (
        "riskvärde|värde|risktal|riskpoäng|r|rv|rt|s x k|s*k|s × k|riskvärde (s x k)|riskvärde (sxk)"
        "|riskvärde (s*k)|riskvärde (s × k)|risktal (s x k)|riskvärde (r)|sxk|s×k|rp|riskvärdering"
        "|sannolikhet x konsekvens|sannolikhet * konsekvens|sannolikhet × konsekvens|risktal (sxk)"
        "|summa riskvärde|riskbedömning|riskbedömning (s x k)|riskbedömning (sxk)|bruttorisk|risksumma"
    ),
    Role.BAND: "risknivå|riskklass|nivå|bedömd risknivå|risknivå (färg)|riskgrad",
    Role.TREATMENT: (
        "hantering|riskhantering|hantering av risk|hantering av risken|beslut om hantering|behandling"
        "|riskåtgärd|beslut om risk|riskbehandling|beslut|hanteras|beslutad hantering|hur hanteras risken"
        "|riskhanteringsbeslut|riskrespons|riskstrategi|åtgärd/hantering|val av hantering"
    ),
    Role.CONTROL: (
        "kontrollmoment|kontroll|kontrollaktivitet|kontrollaktiviteter|vad ska kontrolleras"
        "|vad kontrolleras|vad skall kontrolleras|kontrollpunkt|kontrollpunkter|kontrollåtgärd"
        "|gemensamt kontrollmoment|kontroller|gemensam kontroll|kontrollfråga|vad ska granskas"
        "|granskningsmoment|internkontrollmoment|kontrollmål|vad ska följas upp|kontrollbeskrivning"
        "|beskrivning av kontroll|beskrivning av kontrollen|beskrivning av kontrollmoment|kontroll av"
        "|kontroller/moment"
        "|kontroll/kontrollmoment|planerad kontroll|planerade kontroller|kontrollens innehåll"
        "|vad kontrollerar vi|kontrollmoment/aktivitet|uppföljningsmoment"
    ),
    Role.METHOD: (
        "metod|hur|tillvägagångssätt|kontrollmetod|hur ska det kontrolleras|hur kontrolleras"
        "|metod för kontroll|granskningsmetod|hur ska kontrollen utföras|metod/omfattning"
        "|hur görs kontrollen"
        "|hur utförs kontrollen|hur kontrolleras det|kontrollsätt|metod och omfattning|genomförs genom"
        "|så kontrollerar vi|metodbeskrivning|hur genomförs kontrollen|metod (hur)"
    ),
    Role.FREQUENCY: (
        "frekvens|omfattning|när|hur ofta|kontrollfrekvens|intervall|periodicitet|frekvens/omfattning"
        "|frekvens/tidpunkt|tidpunkt|omfattning/frekvens|när kontrolleras|när görs kontrollen"
        "|hur ofta görs kontrollen"
        "|kontrolltidpunkt|tidsintervall|antal gånger|när utförs kontrollen|frekvens (när)|när/hur ofta"
        "|hur ofta kontrolleras|kontrollintervall|tidpunkt för kontroll|när ska kontrollen göras"
    ),
    Role.RESPONSIBLE: (
        "ansvarig|kontrollansvarig|utförare|vem|ansvarig för kontroll|ansvarig för kontrollen"
        "|kontrollant|ansvarig funktion|ansvarig tjänsteperson|ansvarig tjänsteman|vem utför"
        "|utförs av|vem kontrollerar|ansvarig för genomförande|ansvarig utförare|vem ansvarar"
        "|kontrollutförare"
        "|ansvarig person|vem gör kontrollen|vem utför kontrollen|ansvarig chef|ansvarig roll"
        "|ansvarig (funktion)|ansvarig enhet|ansvarig handläggare|genomförs av|kontrolleras av"
        "|ansvarig (vem)|utförd av|ansvarig granskare"
    ),
    Role.REPORT_TO: (
        "rapporteras till|rapportering till|mottagare|rapport till|rapportmottagare|till vem"
        "|redovisas till|återrapporteras till|rapporteras till vem|mottagare av rapport"
        "|rapportering görs till"
        "|återrapportering till|rapporteringsmottagare|vem får rapporten|rapporteras (till)|resultat till"
        "|rapport lämnas till|avrapporteras till|resultatet rapporteras till"
    ),
    Role.REPORT_WHEN: (
        "återredovisas|återredovisning|rapporteringstidpunkt|rapporteras när|rapportering när"
        "|när rapporteras|rapporttidpunkt|tidpunkt för rapportering|rapporteringstillfälle"
        "|när redovisas|rapporteringsdatum|redovisas när|rapporteringstid|tid för rapportering"
        "|återrapporteras när"
        "|när återrapporteras|när lämnas rapport|rapporteras senast|rapport senast"
    ),
    Role.REPORTED: "rapporteras|rapportering|redovisas|återrapportering|återrapporteras|rapport",
    Role.OCCASION: (
        "uppföljning|tillfälle|kontrolltillfälle|uppföljningstillfälle|period|kontrollperiod|omgång"
        "|uppföljningar"
    ),
    Role.COMMITTEE: (
        "nämnd|styrelse|nämnd/styrelse|nämnd/bolag|styrelse/nämnd|nämnd eller styrelse|nämnd/enhet"
        "|förvaltning"
    ),
    Role.STATUS: (
        "status|genomförande|genomförd|genomförandestatus|läge|kontrollstatus|utförd"
        "|kontroll genomförd|genomförd kontroll|granskning genomförd|är kontrollen genomförd|gjord"
        "|kontroll utförd"
        "|utförd kontroll|kontrollen genomförd|genomfört|utfört|genomförd (ja/nej)|utförd (ja/nej)"
        "|kontroll gjord"
        "|status kontroll|kontrollens status|genomförd/ej genomförd"
    ),
    Role.LEVEL: (
        "trafikljus|färgmarkering|avvikelsegrad|avvikelsenivå|bedömning|grad av avvikelse"
        "|bedömd avvikelse|resultatnivå|gradering|omdöme|bedömning av avvikelse|avvikelsens grad|betyg"
        "|färg|signal|grad|avvikelseklass|klassning|bedömning av resultat|resultatbedömning"
        "|bedömning av utfall"
        "|allvarlighetsgrad|bedömt utfall|utfallsbedömning"
    ),
    Role.DUE: (
        "slutdatum|datum|klart|klar senast|klart senast|senast|förfallodatum|sluttid|slutdag"
        "|utfört datum|utförd datum|kontrolldatum|måldatum"
    ),
    Role.DEVIATION: (
        "konstaterad avvikelse|konstaterade avvikelser|resultat|iakttagelse|iakttagelser|utfall"
        "|avvikelse|avvikelser|resultat av kontroll|resultat av kontrollen|resultat av granskning"
        "|kontrollresultat|resultat av uppföljning|resultat av uppföljningen|noterade avvikelser"
        "|resultat av genomförd kontroll|resultat/iakttagelse|resultat och iakttagelser|resultat/avvikelse"
        "|resultat/avvikelser|vad visade kontrollen|kontrollens resultat|resultatet av kontrollen"
        "|noterad avvikelse"
        "|utfall av kontroll|utfall av kontrollen|iakttagelser/resultat|uppföljningsresultat|noterat"
        "|vad framkom|vad har framkommit|avvikelse/iakttagelse|iakttagelser/avvikelser|fynd|brister|brist"
        "|kontrollutfall|utfall/avvikelse|resultat av granskningen"
    ),
    Role.ACTION: (
        "förslag på åtgärd|förslag på åtgärder|förslag till åtgärd|förslag till åtgärder|åtgärd"
        "|åtgärder|vidtagen/planerad åtgärd|vidtagna/planerade åtgärder|vidtagen åtgärd"
        "|vidtagna åtgärder|planerad åtgärd|planerade åtgärder|åtgärdsförslag|föreslagen åtgärd"
        "|föreslagna åtgärder|vidtagen eller planerad åtgärd|beslutad åtgärd|beslutade åtgärder"
        "|åtgärd vid avvikelse|vidtagna och planerade åtgärder|åtgärd med anledning av avvikelse"
        "|åtgärder med anledning av resultatet|vad gör vi åt det|förbättringsåtgärd|förbättringsåtgärder"
        "|korrigerande åtgärd|korrigerande åtgärder|åtgärder/förbättringar|åtgärd/uppföljning|direktåtgärd"
        "|åtgärder vid avvikelse|planerad/vidtagen åtgärd|fortsatt hantering|åtgärd och ansvarig"
    ),
    Role.COMMENT: (
        "kommentar|kommentarer|anmärkning|notering|noteringar|kommentar till resultatet"
        "|beskrivning av avvikelse"
        "|kommentar till resultat|kommentar/åtgärd|kommentar/analys"
        "|kommentar till utfall|beskrivning av resultat"
    ),
    Role.REASON: "orsak|skäl|anledning|orsak till avvikelse|skäl till att kontrollen inte genomförts",
    Role.POPULATION: "population|underlag|totalt antal",
    Role.SAMPLE: "stickprov|urval|antal stickprov|stickprovsstorlek",
}

HEADS: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split("|")}
"""The name of a column or label, in lower case -> what it holds."""

LONGEST_HEAD = max(len(name.split()) for name in HEADS)
"""Words in the longest name."""

_ENDINGS = re.compile(r"[\s:.*_]+\Z")
_STARTS = re.compile(r"\A[\s*_#|]+(?=\S)")


_BARE = " \t*_#|:."
_FIRST_WORDS = frozenset(re.split(r"[\s/]", name)[0].strip(_BARE) for name in HEADS)


def role_of(words: str) -> Role | None:
    """What a column or label of this name holds; None where the name is not known."""
    return _role_of(words) if opens_name(words) else None


def opens_name(words: str) -> bool:
    """Whether the first word is that of a known name, or only marks: else no name begins here."""
    first = words.split(maxsplit=1)[:1]
    bare = first[0].strip(_BARE).casefold().partition("/")[0].strip(_BARE) if first else ""
    return not bare or bare in _FIRST_WORDS


@lru_cache(maxsize=2048)
def _role_of(words: str) -> Role | None:
    name = _ENDINGS.sub("", _STARTS.sub("", words)).casefold()
    name = re.sub(r"\s*/\s*", "/", " ".join(name.split()))
    if name in HEADS:
        return HEADS[name]
    # "System/rutin", "kontroll och metod": names of one kind beside each other.
    roles = {HEADS.get(part) for part in re.split(r"/|\s(?:och|eller)\s", name)}
    return roles.pop() if len(roles) == 1 else None


_WHAT = r"(?:gransk(?:ning|ad)|kontroll(?:en|moment(?:et)?)?|uppföljning)?\s?(?:är\s|har\s)?"
_DONE = r"(?:genomförd|genomfört|genomförts|utförd|utfört|utförts"
_EXECUTION: dict[Execution, str] = {
    Execution.PERFORMED: rf"{_WHAT}{_DONE})|klar|klart|avslutad|avslutat|ja|slutförd|färdig",
    Execution.NOT_PERFORMED: rf"{_WHAT}(?:ej|inte)\s{_DONE}|påbörjad|påbörjat|slutförd)"
    r"|nej|uteblev|uteblivit|utgår|utgått|(?:utgår\soch\s)?flytta[ds]\s(?:till\snästa\sår|fram)?",
    Execution.IN_PROGRESS: rf"{_WHAT}(?:pågår|pågående|påbörjad|påbörjat|delvis\s{_DONE}|klar))",
}
_LACKS = r"(?:avvikelser?|brist(?:er)?|anmärkning(?:ar)?)"
_SEEN = r"(?:identifierade?|konstaterade?|noterade?s?|väsentliga|har\snoterats|funna)"
_LEVEL: dict[DeviationLevel, str] = {
    DeviationLevel.NONE: rf"(?:inga|ingen|utan)(?:\s{_SEEN})?\s{_LACKS}(?:\s{_SEEN})?"
    r"|u\.?\s?a\.?|ok|godkänd|godkänt|grön|ej\savvikelse",
    DeviationLevel.MINOR: rf"(?:mindre|vissa|viss|enstaka|några|smärre)\s{_LACKS}|gul",
    DeviationLevel.MAJOR: rf"(?:större|stora|stor|väsentliga?|omfattande|allvarliga?|betydande)\s{_LACKS}"
    r"|underkänd|underkänt|ej\sgodkänd|ej\sgodkänt|röd",
}
_BARE_LEVEL: dict[DeviationLevel, str] = {
    DeviationLevel.NONE: r"inga|ingen",
    DeviationLevel.MINOR: r"mindre",
    DeviationLevel.MAJOR: r"större|stora?",
}
"""Words that grade only where they are a whole cell."""

_TREATMENT: tuple[tuple[Treatment, re.Pattern[str]], ...] = (
    (Treatment.ACCEPT, re.compile(r"\baccept|ordinarie\sarbete|ingen\såtgärd", re.IGNORECASE)),
    (
        Treatment.CONTROL,
        re.compile(r"\bgransk|kontroll|\btas\smed\si|\bi\splanen\b", re.IGNORECASE),
    ),
    (Treatment.ACT, re.compile(r"åtgärd|\breducer|\bbegränsa|\bminska|\beliminer|\bundvik", re.IGNORECASE)),
)
_LONGEST_TREATMENT = 60


Code = TypeVar("Code", Execution, DeviationLevel)


def _whole(table: dict[Code, str]) -> tuple[tuple[Code, re.Pattern[str]], ...]:
    return tuple((code, re.compile(rf"(?:{words})[.!]?\Z", re.IGNORECASE)) for code, words in table.items())


_EXECUTIONS, _LEVELS = _whole(_EXECUTION), (*_whole(_LEVEL), *_whole(_BARE_LEVEL))
_LEVEL_WORDS = re.compile(
    r"(?<!\w)(?:" + "|".join(words for words in _LEVEL.values()) + r")(?!\w)", re.IGNORECASE
)
_EXECUTION_WORDS = re.compile(
    r"(?<!\w)(?:"
    + "|".join(_EXECUTION[code] for code in (Execution.NOT_PERFORMED, Execution.IN_PROGRESS))
    + "|"
    + _EXECUTION[Execution.PERFORMED]
    + r")(?!\w)",
    re.IGNORECASE,
)


def _code(table: tuple[tuple[Code, re.Pattern[str]], ...], words: str) -> Code | None:
    text = " ".join(words.split())
    return next((code for code, pattern in table if pattern.match(text)), None)


def execution_of(words: str) -> Execution | None:
    """What a status cell says of whether the control was performed; None where its words say neither."""
    return _code(_EXECUTIONS, words)


def level_of(words: str) -> DeviationLevel | None:
    """The grade that a cell states; None for words that grade nothing."""
    return _code(_LEVELS, words)


def treatment_of(words: str) -> Treatment | None:
    """What is decided about a risk; None for other words."""
    if len(words) > _LONGEST_TREATMENT:
        return None
    return next((code for code, pattern in _TREATMENT if pattern.search(words)), None)


def grades_in(text: str) -> list[re.Match[str]]:
    """Each wording in a line that may be a grade or a status: [start, end) of those that begin with a
    capital."""
    found = [*_LEVEL_WORDS.finditer(text), *_EXECUTION_WORDS.finditer(text)]
    return sorted((match for match in found if match.group()[:1].isupper()), key=lambda match: match.start())


_EXECUTION_TOLD = re.compile(
    r"\A(?:(?:kontrollen|kontrollmomentet|granskningen|kontroll|granskning)\s)?"
    r"(?P<words>(?:är\s|har\s)?(?P<no>ej|inte)?\s?(?:genomförd|genomförts|utförd|utförts))(?=[\s.,;:]|\Z)",
    re.IGNORECASE,
)


def execution_told(comment: str) -> tuple[Execution, str] | None:
    """What a comment that opens with "Ej genomförd ..." or "Kontrollen har genomförts ..." says, with those
    words."""
    match = _EXECUTION_TOLD.match(comment.strip())
    if match is None:
        return None
    return (Execution.NOT_PERFORMED if match["no"] else Execution.PERFORMED), match["words"]
