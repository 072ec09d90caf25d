"""The risk that a row or card tells of, with its levels in cells or in the risk's own words."""

from __future__ import annotations

import re

from iaktta.document import Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields, reference_of
from iaktta.reading.controls.words import Role, treatment_of
from iaktta.report import Risk

_LEADING_NUMBER = re.compile(r"\A(?P<number>\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3})[.):]?\s+(?=[A-ZÅÄÖ])")
_LEVEL = re.compile(r"\A\(?(?P<level>\d{1,2})\)?(?:[.):]|\s|\Z|(?=\s?[-–=]))|\((?P<inner>\d{1,2})\)\s*\Z")
_PRODUCT = re.compile(
    r"\A(?P<likelihood>\d{1,2})\s?[x×*·]\s?(?P<consequence>\d{1,2})(?:\s?[=:,;(\s→]\s?(?P<value>\d{1,3})\)?)?\Z",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"[\s,;(]*\bS(?:annolikhet)?\s?[:=]?\s?(?P<likelihood>\d{1,2})\s?[,;x×*/]?\s*"
    r"K(?:onsekvens)?\s?[:=]?\s?(?P<consequence>\d{1,2})"
    r"(?:\s?[,;=/]?\s*(?:R[VT]?|risk(?:värde|tal|poäng))?\s?[:=]?\s?(?P<value>\d{1,3}))?\s?\)?\.?\s*\Z",
    re.IGNORECASE,
)
_LEVELS = (Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE)


def risk_of(cells: Cells, fields: Fields) -> Risk | None:
    """The risk of a row; None where it names none."""
    key = fields.get(Role.RISK)
    if key is None or reference_of(fields) is not None:
        return None
    # A row's number is the control's, where it has one, unless it stands for the risk.
    number = fields.get(Role.RISK_NUMBER)
    if number is None and Role.CONTROL not in fields.words:
        number = fields.get(Role.NUMBER)
    if number is None and (match := _LEADING_NUMBER.match(key.text)):
        number, key = key[match.start("number") : match.end("number")], key[match.end() :]
    key, levels = _levels(key, fields)
    treatment = fields.get(Role.TREATMENT)
    category = fields.get(Role.CATEGORY)
    figures = {role: level_value(words.text) for role, words in levels.items()}
    return Risk(
        text=key.text,
        number=number.text if number else None,
        category=category.text if category else None,
        likelihood=figures.get(Role.LIKELIHOOD),
        consequence=figures.get(Role.CONSEQUENCE),
        value=figures.get(Role.VALUE),
        treatment=treatment_of(treatment.text) if treatment else None,
        places=cells.places(
            number=number,
            category=category,
            treatment=treatment,
            **{role.value: words for role, words in levels.items()},
        ),
        source=cells.place(key),
    )


def _levels(key: Passage, fields: Fields) -> tuple[Passage, dict[Role, Passage]]:
    """The risk's words without levels, and its levels: in cells, as "3x4=12", or as "(S 2, K 4, R 8)"."""
    levels = {role: words for role in _LEVELS if (words := fields.get(role)) is not None}
    value = levels.get(Role.VALUE)
    if value is not None and (match := _PRODUCT.match(value.text)):
        return key, {
            role: value[match.start(role.value) : match.end(role.value)]
            for role in _LEVELS
            if match[role.value]
        }
    match = _IN_WORDS.search(key.text)
    if levels or match is None or match.start() == 0:
        return key, levels
    told = {
        role: key[match.start(role.value) : match.end(role.value)] for role in _LEVELS if match[role.value]
    }
    return key[: match.start()].strip(), told


def level_value(words: str | None) -> int | None:
    """The figure of a level ("3", "3. Möjlig", "Möjlig (3)"); None where there is none."""
    match = _LEVEL.search(words.strip()) if words else None
    return int(match["level"] or match["inner"]) if match else None
