"""Risks with their levels, where a table's rows were written as running lines.

A row ends with its levels ("2. Mindre sannolik 3. Kännbar 6", "3 2 6"); what stands before them is category,
number and the risk's text. A category may cover several rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.words import Role, treatment_of
from iaktta.reading.mending import joined
from iaktta.report import Risk

_LABEL = r"(?:\s?[–=-])?\s?(?:[A-ZÅÄÖa-zåäö][A-Za-zåäöÅÄÖ/-]*(?:\s[a-zåäö]+){0,2})?"
_LEVEL_ROLES = (Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE)
_NUMBER = re.compile(r"(?:\A|(?<=\s))(?P<number>\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3})[.):]?\s+(?=[A-ZÅÄÖ\"”])")
_CATEGORIES = (Role.CATEGORY, Role.PROCESS)
_LONGEST_CATEGORY = 6  # words
_NAMED = re.compile(r"[A-ZÅÄÖ]\S*(?:\s[^\WA-ZÅÄÖ][^\s.]*){0,4}\s(?=[A-ZÅÄÖ])")
"""A category of a few words before the capital that begins the risk's own."""
_WIDE = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A row's words: what stands before its levels, the levels by role, what stands after them."""

    before: list[Passage]
    levels: dict[Role, Passage]
    after: Passage


def tail_pattern(roles: Sequence[Role]) -> re.Pattern[str] | None:
    """What the levels of a row look like, in the order of the head's columns; None where it has fewer than
    two."""
    levels = [role for role in roles if role in _LEVEL_ROLES]
    if len(levels) < 2 or Role.RISK not in roles or roles.index(Role.RISK) > roles.index(levels[0]):
        return None
    parts = (
        rf"(?P<{role.value}>\d{{1,3}})"
        if role is Role.VALUE
        else rf"(?P<{role.value}>\d{{1,2}}[.):]?{_LABEL})"
        for role in levels
    )
    # The last place on the line that fits: a risk's own number may stand before its words.
    return re.compile(r"(?:.*\s)?(?P<levels>" + r"\s+".join(parts) + r")(?=\s|\Z)")


def risk_rows(lines: Sequence[Passage], roles: Sequence[Role]) -> list[RiskRow]:
    """The rows among the lines under a risk table's head; none where they do not end in levels."""
    pattern = tail_pattern(roles)
    if pattern is None:
        return []
    rows: list[RiskRow] = []
    pending: list[Passage] = []
    for line in lines:
        match = pattern.match(line.text)
        if match is None:
            pending.append(line)
            continue
        if opening := line[: match.start("levels")].strip():
            pending.append(opening)
        levels = {
            Role(name): line[match.start(name) : match.end(name)]
            for name in match.groupdict()
            if name != "levels"
        }
        if pending := [part for part in pending if part]:
            rows.append(RiskRow(pending, levels, line[match.end() :].strip()))
        pending = []
    return rows


def risks_from(
    cells: Cells, rows: Sequence[RiskRow], roles: Sequence[Role], above: str | None = None
) -> list[Risk]:
    """The risks of a table's rows; a category stands until the next one, `above` is that of the page
    before."""
    risks: list[Risk] = []
    category: Passage | None = None
    for row in rows:
        own, number, text = _opening(
            row, any(role in _CATEGORIES for role in roles[: roles.index(Role.RISK)])
        )
        category = own or category
        figures = {role: _figure(words) for role, words in row.levels.items()}
        places = {role.value: words for role, words in row.levels.items()}
        treatment = treatment_of(row.after.text) if Role.TREATMENT in roles and row.after else None
        risks.append(
            Risk(
                text=text.text,
                number=number.text if number else None,
                category=category.text if category else above,
                treatment=treatment,
                likelihood=figures.get(Role.LIKELIHOOD),
                consequence=figures.get(Role.CONSEQUENCE),
                value=figures.get(Role.VALUE),
                places=cells.places(
                    number=number, category=category, treatment=row.after if treatment else None, **places
                ),
                source=cells.place(text),
            )
        )
    return risks


def _figure(words: Passage) -> int:
    """The number that a level begins with."""
    match = re.match(r"\d+", words.text)
    assert match is not None  # the pattern of levels begins with figures
    return int(match.group())


def _opening(row: RiskRow, categorised: bool) -> tuple[Passage | None, Passage | None, Passage]:
    """Category, number and text of the words before the levels."""
    whole = joined(row.before)
    match = _NUMBER.search(whole.text)
    # A number within the risk's own words stands after more than a category's few.
    if match is not None and (match.start() == 0 or categorised):
        category = whole[: match.start()].strip()
        if len(category.text.split()) <= _LONGEST_CATEGORY:
            number, words = whole[match.start("number") : match.end("number")], whole[match.end() :]
            if categorised and not category and (named := _NAMED.match(words.text)):
                return words[: named.end()].strip(), number, words[named.end() :]
            return category or None, number, words
    if categorised and (gap := _WIDE.search(row.before[0].text)):
        rest = [row.before[0][gap.end() :], *row.before[1:]]
        return row.before[0][: gap.start()], None, joined(rest)
    return None, None, whole
