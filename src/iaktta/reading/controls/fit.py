"""How well some pieces of a table fit a column: by its width, by what its cells say, by where cells begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.reading.controls.pieces import ON_LINE, Gap, Piece, Stretch, stretch
from iaktta.reading.controls.words import Role, treatment_of
from iaktta.reading.dates import date_in

Row = tuple[tuple[Passage, ...], ...]
"""For each column the lines of its cell, none for a blank one."""

Cut = tuple[int, int, int]
"""A cell: its column, and the pieces [start, end) that it holds."""

GRADED = {Role.STATUS, Role.LEVEL}
"""Columns whose cells are statuses or grades."""

LEVELS = {Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE}
"""Columns whose cells are figures."""

SHORT = {
    Role.REPORT_WHEN,
    Role.RESPONSIBLE,
    Role.REPORT_TO,
    Role.REPORTED,
    Role.FREQUENCY,
    Role.OCCASION,
    Role.COMMITTEE,
}
"""Columns of a few words a cell."""

_SHORT_WIDTH = 25
_SLACK = 6  # letters by which a cell may well be longer than those seen
_LEVEL = re.compile(r"\d{1,2}(?:[.):]?\s[A-Za-zÅÄÖåäö ]{2,25}|\.)?\Z")
_VALUE = re.compile(r"\d{1,3}\Z")
_NUMBER = re.compile(r"(?:\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3}|\d{1,2}\.\d{1,2})[.):]?\Z")
_PATTERNS = {
    Role.LIKELIHOOD: _LEVEL,
    Role.CONSEQUENCE: _LEVEL,
    Role.VALUE: _VALUE,
    Role.NUMBER: _NUMBER,
    Role.RISK_NUMBER: _NUMBER,
}
_VERY_WORDS, _OTHER_WORDS = -2.0, 6.0
_SHORT_ON_LINE = 1.5  # as narrow columns of a few words may
_FIGURE_ON_LINE = 1.0  # narrow columns of figures share a line
_BLANK = 2.5
_BLANK_CELL = {Role.CONTROL: 6.0, Role.RISK: 6.0, Role.PROCESS: 4.0}
BLANK_AT_END = 2.0
"""What each column costs that a row leaves out at its end."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and how wide each column is, in letters, where that is known."""

    rows: tuple[Row, ...] = ()
    widths: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, how wide it is (None: not known), and the short words that recur in it.

    `longest` is the longest cell on one line where none wrapped: the column is at least so wide.
    """

    role: Role
    width: int | None = None
    longest: int | None = None
    usual: frozenset[str] = frozenset()


def blank_cost(column: Column) -> float:
    """What it costs that a row leaves a column out."""
    return _BLANK_CELL.get(column.role, _BLANK)


def measured(
    columns: Sequence[Column], rows: Sequence[Sequence[Piece]], cuts: Sequence[list[Cut]], sure: bool = True
) -> tuple[Column, ...]:
    """The columns with their widths and usual words, as some rows' cuts show them.

    `sure`: the cuts may be trusted. Cuts that are a first guess give the width that half the cells keep to,
    for some
    of them hold what belongs beside them.
    """
    widest: list[list[int]] = [[] for _ in columns]
    alone: list[list[int]] = [[] for _ in columns]
    texts: list[Counter[str]] = [Counter() for _ in columns]
    for row, cut in zip(rows, cuts, strict=True):
        for column, start, end in cut:
            cell = stretch(row[start:end])
            texts[column][cell.text.casefold()] += 1
            # A column's width is seen where a line wrapped.
            (widest if len(cell.lengths) > 1 else alone)[column].append(max(cell.lengths))
    return tuple(
        Column(
            column.role,
            _width(seen, sure),
            None if seen or not single else sorted(single)[int(0.8 * (len(single) - 1))],
            frozenset(text for text, times in said.items() if times > 1),
        )
        for column, seen, single, said in zip(columns, widest, alone, texts, strict=True)
    )


def _width(widest: list[int], sure: bool) -> int | None:
    if not widest:
        return None
    ordered = sorted(widest)
    if not sure:
        return ordered[(len(ordered) - 1) // 2]
    # One cell cut wrongly must not widen the column.
    return ordered[-1] if len(ordered) < 12 else ordered[int(0.95 * (len(ordered) - 1))]


_BEGINNING = {Gap.BLANK: 0.0, Gap.SOFT: 1.5, Gap.LINE: 2.5, Gap.FIRST: 2.0, Gap.WORD: 3.0}


def cell_cost(cell: Stretch, column: Column) -> float:
    """How ill a stretch of pieces fits a column; 0 is well, less than 0 is the very words of such a
    column."""
    cost = _beginning(cell, column) + 1.5 * cell.breaks + 0.3 * cell.soft_breaks
    cost += _words_cost(cell, column)
    if cell.text[:1].islower():
        cost += 2.0
    if column.width is not None:
        widest, least = column.width + 1, column.width - 1
        if max(cell.lengths) > widest:
            cost += sum(min(6.0, 0.5 * (length - widest)) for length in cell.lengths if length > widest)
        if cell.wraps and min(cell.wraps) < least:
            cost += sum(min(3.0, 0.15 * (least - wrap)) for wrap in cell.wraps if wrap < least)
    elif column.longest is not None and max(cell.lengths) > column.longest + _SLACK:
        cost += min(4.0, 0.25 * (max(cell.lengths) - column.longest - _SLACK))
    return cost


def _beginning(cell: Stretch, column: Column) -> float:
    cost = _BEGINNING[cell.gap]
    if cell.gap in ON_LINE and column.role in LEVELS and _PATTERNS[column.role].match(cell.text):
        return _FIGURE_ON_LINE
    if cell.gap is Gap.WORD and column.role in SHORT and not cell.text[:1].isdigit():
        cost = _SHORT_ON_LINE
    if cell.gap in ON_LINE:
        cost += 1.5 * cell.text[:1].isdigit() - 0.5 * cell.after_sentence
        # The longest first cell wins, all else alike, and stock phrases begin a cell.
        cost -= 0.2 * cell.opens_grade
    return cost


def _words_cost(cell: Stretch, column: Column) -> float:
    if column.role in GRADED:
        return _VERY_WORDS if cell.performed or cell.graded else _OTHER_WORDS
    if column.role in _PATTERNS:
        return _VERY_WORDS if _PATTERNS[column.role].match(cell.text) else _OTHER_WORDS
    if column.role is Role.DUE:
        return _VERY_WORDS if len(cell.text) < _SHORT_WIDTH and date_in(cell.text) else _OTHER_WORDS
    if column.role is Role.TREATMENT:
        return 0.0 if treatment_of(cell.text) is not None else 3.0
    if column.role in SHORT:
        if cell.text.casefold() in column.usual:
            return _VERY_WORDS
        return 0.1 * max(0, len(cell.text) - _SHORT_WIDTH) + (2.0 if cell.performed or cell.graded else 0.0)
    return 3.0 if cell.performed or _VALUE.match(cell.text) else 0.0
