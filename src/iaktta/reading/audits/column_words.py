"""How well the first words of a cell suit what its column holds: costs, below 0 where they speak for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from iaktta.reading.audits.cell_units import Unit
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.committee_cells import committees_of_cell
from iaktta.reading.dates import date_in
from iaktta.reading.mending import joined
from iaktta.report import Basis

_ADVICE = re.compile(
    r"^(?:[•–−-]\s*)?(?:\d+[.)]\s*)?(?:att\b|det\sbör|bör\b|se\söver|säkerställ|ta\sfram|utveckl|upprätt|tillse|stärk|fortsätt"
    r"|överväg|inför|följ\supp|utred|klargör|tydliggör|förtydliga|dokumentera|genomför\s|fastställ|intensifiera|revidera|utvärdera)",
    re.IGNORECASE,
)
# An infinitive or an imperative, as most recommendations begin with; not a pronoun or a noun in the plural.
_VERB = re.compile(
    r"^(?:\d+[.)]\s*)?(?:(?!(?:Samma|Alla|Några|Berörda|Denna|Dessa|Båda|Vissa|Andra|Inga|Flera|Många|Samtliga|Övriga|Egna|Tidigare)\b)"
    r"[A-ZÅÄÖ][a-zåäö]+(?<!arna)(?<!orna)(?<!erna)(?<!ena)(?<!iga)a|Gör|Ge|Mät|Stäm|Håll|Lägg|Sätt|Bygg|Begär|Utse|Vidtag|Klarlägg"
    r"|Låt|Se|Hitta|Sök|Lös|Byt|Bjud|Använd|Tag)\s(?!har\b|är\b|kommer\b|ska\b|finns\b)"
)
_OPENS = re.compile(r"^(?:\S+\s){1,6}?(?:bör|rekommenderas)\b", re.IGNORECASE)
# The patterns from here on are searched for in folded words: many times faster than with re.IGNORECASE.
_SHOULD = re.compile(r"\b(?:bör|behöver|måste|rekommendera\w*)\b")
_TOLD = re.compile(
    r"\b(?:enligt\suppgift|uppges|uppger|har\s\w+(?:t|ts|it|its)\b|vi\s(?:noterar|har|kan)|pågår|har\sinte|vid\suppföljningen"
    r"|\w+(?:ade|og|orde|örde)s\b|finns\snu|är\s(?:klar|antagen|framtagen|genomförd|gjord|på\splats)|saknas|återstår|procent)"
)
_PROMISE = re.compile(
    r"\b(?:kommer\s(?:att)?|ska|avser|planeras|instämmer|delar|föreslår|tar\s(?:med|fram)|tas\sfram|antar|tillsätter|utser|lyfter|lyfts|införs|läggs\sin"
    r"|i\suppdrag|ställer\ssig|ser\spositivt|håller\smed|överlämnas)\b"
)
_OF_ANSWER = re.compile(r"\b(?:i\ssitt\ssvar|inte\s(?:besvarat|berört|svarat|kommenterat)|saknar?\ssvar)\b")
"""Words about an answer, which stand beside it and not in it."""
_GRADE = re.compile(
    r"^(?:ja|nej|ej$|delvis|helt|klar|klart|ok|grön|gul|röd|pågår|pågående|påbörjad|kvarstår|inaktuell|avslutad|avskriven|ej\sbedömd"
    r"|(?:delvis|ej|inte|helt|under)?\s?(?:åtgärda|genomför|uppfyll|påbörja|genomförande)\w*)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\(?[A-Z]{0,3}\d{1,3}[.)]?(?:\s|$)")


def misfits(unit: Unit, roles: Sequence[Role]) -> list[float]:
    """The cost of letting a unit open a cell in each of some columns."""
    text = " ".join(line.text for line in unit.lines[:4])
    short = len(text.split()) <= 6
    return [_misfit(unit, role, text, short) for role in roles]


def _misfit(unit: Unit, role: Role, text: str, short: bool) -> float:
    if role is Role.NUMBER:
        return -2.5 if _NUMBER.match(text) and len(text) < 6 else 5.0
    if role in (Role.STATUS, Role.EFFECT):
        if _GRADE.match(text) and short:
            return -2.5
        return 0.5 if role is Role.STATUS and not unit.item else 2.0
    if role is Role.COMMITTEE:
        return -2.0 if short and committees_of_cell(joined(unit.lines).text) else 4.0
    if role is Role.DUE:
        return -1.5 if short and (date_in(text) or re.search(r"20\d\d|löpande|klar", text)) else 3.0
    if role is Role.RESPONSIBLE:
        return 0.0 if short else 3.0
    if role is Role.YEAR:
        return -2.5 if re.match(r"^(?:19|20)\d\d$", text) else 5.0
    if role is Role.OTHER:
        return 0.0 if short else 1.0
    if role is Role.RECOMMENDATION:
        return _unlike_advice(unit, text)
    return _unlike_answer(text, role)


def is_advice(text: str) -> bool:
    """Whether words recommend something."""
    return bool(_ADVICE.match(text) or _VERB.match(text) or _SHOULD.search(text.casefold()))


def misplaced(unit: Unit, role: Role) -> float:
    """The cost of a unit standing in such a column at all: an answer holds no review of documents."""
    if unit.label is None:
        return 0.0
    if role is Role.RESPONSE:
        return 2.5 if unit.label.basis is not Basis.STATEMENT else 0.5
    return 3.0 if role is Role.RECOMMENDATION else 0.0


@lru_cache(maxsize=64)
def _advises(text: str) -> bool:
    return bool(_ADVICE.match(text) or _OPENS.match(text))


@lru_cache(maxsize=64)
def _tells(folded: str) -> bool:
    return _TOLD.search(folded) is not None


@lru_cache(maxsize=64)
def _promises(folded: str) -> bool:
    return _PROMISE.search(folded) is not None


def _unlike_advice(unit: Unit, text: str) -> float:
    if _advises(text):
        return -1.5
    if _VERB.match(text):
        return -1.0
    folded = text.casefold()
    if _SHOULD.search(folded):
        return -0.7
    if _tells(folded):
        return 1.5
    return 1.0 if _promises(folded) else 0.3


def _unlike_answer(text: str, role: Role) -> float:
    if _advises(text):
        return 1.5
    if _VERB.match(text):
        return 0.7
    folded = text.casefold()
    if role is Role.RESPONSE:
        if _OF_ANSWER.search(folded):
            return 1.5
        return -0.5 if _promises(folded) else 0.5 if _tells(folded) else 0.0
    return -0.5 if _tells(folded) else 0.0
