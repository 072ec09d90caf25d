"""Tables whose cells were written one after another, taken apart again by the cheapest cut.

A text made from a PDF often has a table row by row, cell after cell, with an empty line between most cells and
none between narrow ones. What tells them apart is the order of the columns, how wide each column is (a line does
not wrap before its column is full), what statuses and dates look like, and where sentences begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.pieces import Gap, Piece, Stretch, bounds, cell_lines, pieces_of, stretch
from iaktta.reading.controls.words import Role, grades_in
from iaktta.reading.dates import date_in

Row = tuple[tuple[Passage, ...], ...]
"""For each column the lines of its cell, none for a blank one."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and how wide each column is, in letters, where that is known."""

    rows: tuple[Row, ...] = ()
    widths: tuple[int | None, ...] = ()


_ID = re.compile(r"(?P<id>\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3}|\d{1,2}\.\d{1,2})[.):]?\s+(?=[A-ZÅÄÖ\"”(])")
_BARE_ID = re.compile(r"(?P<id>\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3}|\d{1,2}\.\d{1,2})[.):]?\Z")
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s)?(?:[\w-]+s\s)?(?:(?:samlad|samlade|sammanfattande)\s)?"
    r"(?:slutsats(?:er)?|bedömning|sammanfattning|analys|bilagor)(?:\s(?:av|för|om|från)\s[^.]{3,60})?\Z",
    re.IGNORECASE,
)
_GRADED = {Role.STATUS, Role.LEVEL}
_SHORT = {Role.REPORT_WHEN, Role.RESPONSIBLE, Role.REPORT_TO, Role.FREQUENCY, Role.OCCASION, Role.COMMITTEE}
_ROUNDS = 2
_BLANK = 2.5
_BLANK_CELL = {Role.CONTROL: 6.0, Role.RISK: 6.0, Role.PROCESS: 4.0}
_BLANK_AT_END = 1.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, how wide it is (None: not known), and the short words that recur in it."""

    role: Role
    width: int | None = None
    usual: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RowStart:
    """Where a row begins: the place of its line among the table's lines, its number, and where the rest begins."""

    at: int
    number: Passage
    rest: int


def flow_table(document: Document, lines: Sequence[Line], roles: Sequence[Role]) -> Table:
    """A table with a numbered first column; without rows where they cannot be told apart."""
    starts = row_starts(document, lines) if roles and roles[0] is Role.NUMBER else []
    if not starts:
        return Table()
    columns = tuple(Column(role) for role in roles[1:])
    rows = _row_pieces(document, lines, starts, columns)
    columns = _measured(columns, rows, [_even_cut(row, len(columns)) for row in rows])
    cuts: list[list[tuple[int, int, int]]] = []
    for _ in range(_ROUNDS):
        cuts = [cheapest_cut(row, columns) for row in rows]
        columns = _measured(columns, rows, cuts)
    found = (
        _cells(start, row, cut, len(columns)) for start, row, cut in zip(starts, rows, cuts, strict=True)
    )
    return Table(tuple(found), (None, *(column.width for column in columns)))


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
    """Lines that open with a row's number: after an empty line or a new page, before a capital letter.

    Where nearly all numbers follow each other, those that do not are words of a cell.
    """
    found: list[RowStart] = []
    for at, line in enumerate(lines):
        fresh = at == 0 or lines[at - 1].blank or line.indent > lines[at - 1].indent
        match = _ID.match(line.text) or _BARE_ID.match(line.text)
        if match and fresh:
            number = document.passage(line)[: match.end("id")]
            found.append(RowStart(at, number, line.start + match.end()))
    return _in_sequence(found)


def _in_sequence(found: list[RowStart]) -> list[RowStart]:
    kept: list[RowStart] = []
    expected = 1
    for start in found:
        if start.number.text == str(expected):
            kept.append(start)
            expected += 1
    return kept if kept and len(kept) >= 0.7 * len(found) else found


def _row_pieces(
    document: Document, lines: Sequence[Line], starts: Sequence[RowStart], columns: Sequence[Column]
) -> list[list[Piece]]:
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    widest = lengths[int(0.97 * (len(lengths) - 1))] if lengths else 0
    graded = any(column.role in _GRADED for column in columns)

    def may_cut(line: Line, first: bool, rest: str) -> bool:
        if first or len(line.text) > widest + 2:
            return True
        return (graded and any(match.start() == 0 for match in grades_in(rest[:40]))) or (
            graded and _opens_grade(rest)
        )

    ends = [start.at for start in starts[1:]] + [len(lines)]
    return [
        pieces_of(document, lines[start.at : end], start.rest, may_cut)
        for start, end in zip(starts, ends, strict=True)
    ]


def _opens_grade(rest: str) -> bool:
    """Whether a line's last word begins a status that runs on ("Granskning / genomförd")."""
    return bool(
        re.match(
            r"(?:Granskning|Granskningen|Kontroll|Kontrollen|Ej|Inte|Delvis|Inga|Större|Mindre)\s*\Z", rest
        )
    )


def _even_cut(row: Sequence[Piece], columns: int) -> list[tuple[int, int, int]]:
    """The cut at empty lines where there are as many blocks as columns; else none."""
    starts = [at for at, piece in enumerate(row) if piece.gap is Gap.BLANK]
    if len(starts) != columns:
        return []
    ends = [*starts[1:], len(row)]
    return [(column, start, end) for column, (start, end) in enumerate(zip(starts, ends, strict=True))]


def _measured(
    columns: Sequence[Column], rows: Sequence[Sequence[Piece]], cuts: Sequence[list[tuple[int, int, int]]]
) -> tuple[Column, ...]:
    """The columns with their widths and usual words, as some rows' cuts show them."""
    lengths: list[list[int]] = [[] for _ in columns]
    texts: list[Counter[str]] = [Counter() for _ in columns]
    for row, cut in zip(rows, cuts, strict=True):
        for column, start, end in cut:
            cell = stretch(row[start:end])
            texts[column][cell.text.casefold()] += 1
            # A column's width is seen where a line wrapped.
            lengths[column].extend(cell.lengths if len(cell.lengths) > 1 else ())
    return tuple(
        Column(column.role, _width(seen), frozenset(text for text, times in said.items() if times > 1))
        for column, seen, said in zip(columns, lengths, texts, strict=True)
    )


def _width(lengths: list[int]) -> int | None:
    if len(lengths) < 2:
        return None
    ordered = sorted(lengths)
    # One cell cut wrongly must not widen the column.
    return ordered[-1] if len(ordered) < 12 else ordered[int(0.95 * (len(ordered) - 1))]


def cheapest_cut(row: Sequence[Piece], columns: Sequence[Column]) -> list[tuple[int, int, int]]:
    """(column, start, end) for each cell of a row: the cut whose cells fit their columns best."""
    if not row:
        return []
    cuts = bounds(row)
    # best[end][column]: the least cost of what stands before the cut `end` with its last cell in `column`, and whence.
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in cuts]
    best[0][-1] = (0.0, 0, -1)
    for end in range(1, len(cuts)):
        for start in range(end):
            _extend(best, start, end, _costs(row, cuts[start], cuts[end], columns), columns)
    return [(column, cuts[start], cuts[end]) for column, start, end in _traced(best, columns)]


def _costs(row: Sequence[Piece], start: int, end: int, columns: Sequence[Column]) -> list[float]:
    cell = stretch(row[start:end], row[start - 1] if start else None)
    return [cell_cost(cell, column) for column in columns]


def _extend(
    best: list[dict[int, tuple[float, int, int]]],
    start: int,
    end: int,
    costs: Sequence[float],
    columns: Sequence[Column],
) -> None:
    for before, (cost, _, _) in best[start].items():
        passed = 0.0
        for column in range(before + 1, len(columns)):
            whole = cost + passed + costs[column]
            if column not in best[end] or whole < best[end][column][0]:
                best[end][column] = (whole, start, before)
            passed += _BLANK_CELL.get(columns[column].role, _BLANK)


def _traced(
    best: list[dict[int, tuple[float, int, int]]], columns: Sequence[Column]
) -> list[tuple[int, int, int]]:
    end, count = len(best) - 1, len(columns)
    column = min(best[end], key=lambda last: best[end][last][0] + _BLANK_AT_END * (count - 1 - last))
    cut: list[tuple[int, int, int]] = []
    while end > 0:
        _, start, before = best[end][column]
        cut.append((column, start, end))
        end, column = start, before
    return cut[::-1]


_BEGINNING = {Gap.BLANK: 0.0, Gap.SOFT: 1.5, Gap.LINE: 2.5, Gap.WORD: 3.0}


def cell_cost(cell: Stretch, column: Column) -> float:
    """How ill a stretch of pieces fits a column; 0 is well, less than 0 is the very words of such a column."""
    cost = _beginning(cell) + 1.5 * cell.breaks + 0.3 * cell.soft_breaks
    cost += _words_cost(cell, column)
    if cell.text[:1].islower():
        cost += 2.0
    if column.width is not None:
        cost += sum(min(6.0, 0.5 * max(0, length - column.width - 1)) for length in cell.lengths)
        cost += sum(min(3.0, 0.15 * max(0, column.width - wrap - 1)) for wrap in cell.wraps)
    return cost


def _beginning(cell: Stretch) -> float:
    cost = _BEGINNING[cell.gap]
    if cell.gap is Gap.WORD:
        cost += 1.5 * cell.text[:1].isdigit() - 0.5 * cell.after_sentence
        # The longest first cell wins, all else alike, and stock phrases begin a cell.
        cost -= 0.2 * any(match.start() == 0 for match in grades_in(cell.text[:40]))
    return cost


def _words_cost(cell: Stretch, column: Column) -> float:
    if column.role in _GRADED:
        return -2.0 if cell.performed or cell.graded else 6.0
    if column.role is Role.DUE:
        return -2.0 if len(cell.text) < 25 and date_in(cell.text) else 6.0
    if column.role in _SHORT:
        if cell.text.casefold() in column.usual:
            return -2.0
        return 0.1 * max(0, len(cell.text) - 25) + (2.0 if cell.performed or cell.graded else 0.0)
    return 3.0 if cell.performed else 0.0


def _cells(start: RowStart, row: Sequence[Piece], cut: Sequence[tuple[int, int, int]], columns: int) -> Row:
    cells: list[tuple[Passage, ...]] = [()] * columns
    for column, first, end in cut:
        cells[column] = cell_lines(row[first:end])
    return ((start.number,), *cells)
