"""Tables whose cells were written one after another, taken apart again by the cheapest cut.

A text made from a PDF often has a table row by row, cell after cell, with an empty line between most cells
and none between narrow ones. What tells them apart is the order of the columns, how wide each column is (a
line does not wrap before its column is full), what statuses and dates look like, and where sentences begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.fit import (
    BLANK_AT_END,
    GRADED,
    LEVELS,
    SHORT,
    Column,
    Cut,
    Row,
    Table,
    blank_cost,
    cell_cost,
    measured,
)
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.pieces import Gap, Piece, Stretch, bounds, cell_lines, pieces_of, stretch
from iaktta.reading.controls.words import Role, grades_in

_NUMBER = r"(?P<id>\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3}|\d{1,2}\.\d{1,2})[.):]?"
_ID = re.compile(rf"{_NUMBER}\s+(?=[A-ZÅÄÖ\"”(])")
_BARE_ID = re.compile(rf"{_NUMBER}\Z")
_FIGURE = re.compile(r"\d{1,3}(?:\s|\Z)")
_AFTER_FIGURE = re.compile(r"(?:\A|\s)\d{1,3}\s\Z")
_OPENS_GRADE = re.compile(r"(?:Granskning(?:en)?|Kontroll(?:en)?|Ej|Inte|Delvis|Inga|Större|Mindre)\s*\Z")
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s)?(?:[\w-]+s\s)?(?:(?:samlad|samlade|sammanfattande)\s)?"
    r"(?:slutsats(?:er)?|bedömning|sammanfattning|analys|bilagor)(?:\s(?:av|för|om|från)\s[^.]{3,60})?\Z",
    re.IGNORECASE,
)
NUMBERS = (Role.NUMBER, Role.RISK_NUMBER, Role.RISK)
"""What may stand first in a numbered row: its number, or that of the risk."""

_CROWDED = 3  # short columns beside each other, whose cells may share a line
_ROUNDS = 2

_Way = tuple[float, int, int]
"""Cost, and the cut and the column before."""


@dataclass(frozen=True, slots=True)
class RowStart:
    """Where a row begins: its line among the table's lines, its number, and where the rest begins."""

    at: int
    number: Passage
    rest: int


def flow_table(document: Document, lines: Sequence[Line], roles: Sequence[Role]) -> Table:
    """A table with a numbered first column; without rows where they cannot be told apart."""
    numbered = bool(roles) and roles[0] in NUMBERS
    starts = row_starts(document, lines) if numbered else []
    if not starts:
        return Table()
    columns = tuple(Column(role) for role in roles[1:])
    rows = _row_pieces(document, lines, starts, columns)
    cuts, columns = cut_rows(rows, columns)
    found = (
        _cells(start, row, cut, len(columns)) for start, row, cut in zip(starts, rows, cuts, strict=True)
    )
    return Table(tuple(found), (None, *(column.width for column in columns)))


def cut_rows(
    rows: Sequence[Sequence[Piece]], columns: Sequence[Column]
) -> tuple[list[list[Cut]], tuple[Column, ...]]:
    """The cells of each row, and the columns as they show them: cut, measured, and cut again."""
    seen: list[dict[tuple[int, int], Stretch]] = [{} for _ in rows]
    measures = measured(columns, rows, [_even_cut(row, len(columns)) for row in rows], sure=False)
    cuts: list[list[Cut]] = []
    for _ in range(_ROUNDS):
        cuts = [cheapest_cut(row, measures, known) for row, known in zip(rows, seen, strict=True)]
        measures = measured(columns, rows, cuts)
    return cuts, measures


def table_lines(layout: Layout, after: int) -> list[Line]:
    """The lines of a table from the one after its head to the next section.

    A single number opens a row; a deeper one, a mark or a section's usual words open a section.
    """
    lines: list[Line] = []
    for line in layout.lines[after:]:
        heading = layout.headings.get(line.number)
        if (
            (heading is not None and heading.depth > 1)
            or line.text.startswith("#")
            or _SECTION.match(line.text)
        ):
            break
        lines.append(line)
    return lines


def row_starts(document: Document, lines: Sequence[Line]) -> list[RowStart]:
    """Lines that open with a row's number, before a capital letter: after an empty line or a new page.

    Where nearly all numbers follow each other, those that do not are words of a cell, and one that does is a
    row's even right below the last cell of another.
    """
    fresh: list[RowStart] = []
    every: list[RowStart] = []
    for at, line in enumerate(lines):
        match = _ID.match(line.text) or _BARE_ID.match(line.text)
        if match is None:
            continue
        number = document.passage(line)[: match.end("id")]
        start = RowStart(at, number, line.start + match.end())
        every.append(start)
        if at == 0 or lines[at - 1].blank or line.indent > lines[at - 1].indent:
            fresh.append(start)
    ordered = _in_sequence(every, fresh)
    return ordered if len(ordered) >= 0.7 * len(fresh) else fresh


def _in_sequence(every: Sequence[RowStart], fresh: Sequence[RowStart]) -> list[RowStart]:
    """The rows numbered 1, 2, 3 ...; one that begins right below words only where no other has its number."""
    alone = {start.number.text for start in fresh}
    kept: list[RowStart] = []
    for start in every:
        if start.number.text == str(len(kept) + 1) and (start in fresh or start.number.text not in alone):
            kept.append(start)
    return kept


def _row_pieces(
    document: Document, lines: Sequence[Line], starts: Sequence[RowStart], columns: Sequence[Column]
) -> list[list[Piece]]:
    may_cut = cutter(lines, columns, narrow_first=True)
    ends = [start.at for start in starts[1:]] + [len(lines)]
    return [
        pieces_of(document, lines[start.at : end], start.rest, may_cut)
        for start, end in zip(starts, ends, strict=True)
    ]


def cutter(
    lines: Sequence[Line], columns: Sequence[Column], narrow_first: bool
) -> Callable[[Line, bool, str, str], bool]:
    """Tells whether a cell may begin within a line.

    It may on a line wider than nearly all, before words that open a grade, and, where the first cells are
    narrow enough to share one, on the first line of a row; figures stand in cells of their own.
    """
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    widest = lengths[int(0.97 * (len(lengths) - 1))] if lengths else 0
    graded = any(column.role in GRADED for column in columns)
    crowded = sum(column.role in SHORT for column in columns) >= _CROWDED
    levelled = any(column.role in LEVELS for column in columns)

    def may_cut(line: Line, first: bool, before: str, rest: str) -> bool:
        if (first and narrow_first) or len(line.text) > widest + 2:
            return True
        if levelled and (_FIGURE.match(rest) or _AFTER_FIGURE.search(before)):
            return True
        if crowded and not before.rstrip().endswith((".", ",", "-")):
            return True
        if not graded:
            return False
        return bool(_OPENS_GRADE.match(rest)) or any(grade.start() == 0 for grade in grades_in(rest[:40]))

    return may_cut


def _even_cut(row: Sequence[Piece], columns: int) -> list[Cut]:
    """The cut at empty lines where there are as many blocks as columns; else none."""
    starts = [at for at, piece in enumerate(row) if piece.gap is Gap.BLANK]
    if len(starts) != columns:
        return []
    ends = [*starts[1:], len(row)]
    return [(column, start, end) for column, (start, end) in enumerate(zip(starts, ends, strict=True))]


def cheapest_cut(
    row: Sequence[Piece], columns: Sequence[Column], seen: dict[tuple[int, int], Stretch]
) -> list[Cut]:
    """The cells of a row: the cut whose cells fit their columns best. `seen` keeps stretches between
    rounds."""
    if not row:
        return []
    cuts = bounds(row)
    # best[end][column]: the least cost of what stands before a cut with its last cell in a column, and
    # whence.
    best: list[dict[int, _Way]] = [{} for _ in cuts]
    best[0][-1] = (0.0, 0, -1)
    for end in range(1, len(cuts)):
        for start in range(end):
            place = (cuts[start], cuts[end])
            if place not in seen:
                before = row[place[0] - 1] if start else None
                seen[place] = stretch(row[place[0] : place[1]], before)
            costs = [cell_cost(seen[place], column) for column in columns]
            _extend(best, start, end, costs, columns)
    return [(column, cuts[start], cuts[end]) for column, start, end in _traced(best, len(columns))]


def _extend(
    best: list[dict[int, _Way]], start: int, end: int, costs: Sequence[float], columns: Sequence[Column]
) -> None:
    for before, (cost, _, _) in best[start].items():
        passed = 0.0
        for column in range(before + 1, len(columns)):
            whole = cost + passed + costs[column]
            if column not in best[end] or whole < best[end][column][0]:
                best[end][column] = (whole, start, before)
            passed += blank_cost(columns[column])


def _traced(best: list[dict[int, _Way]], count: int) -> list[Cut]:
    end = len(best) - 1
    column = min(best[end], key=lambda last: best[end][last][0] + BLANK_AT_END * (count - 1 - last))
    cut: list[Cut] = []
    while end > 0:
        _, start, before = best[end][column]
        cut.append((column, start, end))
        end, column = start, before
    return cut[::-1]


def _cells(start: RowStart, row: Sequence[Piece], cut: Sequence[Cut], columns: int) -> Row:
    cells: list[tuple[Passage, ...]] = [()] * columns
    for column, first, end in cut:
        cells[column] = cell_lines(row[first:end])
    return ((start.number,), *cells)
