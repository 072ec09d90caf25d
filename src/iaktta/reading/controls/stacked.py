"""Tables without numbered rows whose cells were written one after another: rows found together with cells.

The cheapest cut again, over the whole table: after any cell a new row may begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.fit import (
    BLANK_AT_END,
    GRADED,
    Column,
    Cut,
    Row,
    Table,
    blank_cost,
    cell_cost,
    measured,
)
from iaktta.reading.controls.flow import cut_rows, cutter
from iaktta.reading.controls.pieces import Gap, Piece, Stretch, bounds, cell_lines, pieces_of, stretch
from iaktta.reading.controls.words import Role

_ROUNDS = 2
_LONGEST_CELL = 9  # places at which a cell may be cut, within one cell

_Way = tuple[float, int, int, bool]
"""Cost, the cut and the column before, and whether a row began in between."""


def stacked_table(document: Document, lines: Sequence[Line], roles: Sequence[Role]) -> Table:
    """A table whose rows begin wherever its first columns come again; without rows where nothing tells."""
    columns = tuple(Column(role) for role in roles)
    if not lines:
        return Table()
    pieces = pieces_of(
        document, lines, lines[0].start, cutter(lines, columns, narrow_first=True), rows_begin_anywhere=True
    )
    if not pieces:
        return Table()
    if (rows := _anchored(pieces, columns)) is not None:
        cuts, columns = cut_rows(rows, columns)
        found = tuple(_row(row, cut, len(columns)) for row, cut in zip(rows, cuts, strict=True))
        return Table(found, tuple(column.width for column in columns))
    columns = measured(columns, [pieces], [_even(pieces, len(columns))], sure=False)
    seen: dict[tuple[int, int], Stretch] = {}
    parted: list[list[Cut]] = []
    for _ in range(_ROUNDS):
        parted = _cheapest(pieces, columns, seen)
        columns = measured(columns, [pieces], [[cut for row in parted for cut in row]])
    found = tuple(_row(pieces, row, len(columns)) for row in parted)
    return Table(found, tuple(column.width for column in columns))


def _row(pieces: Sequence[Piece], row: Sequence[Cut], columns: int) -> Row:
    cells: list[tuple[Passage, ...]] = [()] * columns
    for column, start, end in row:
        cells[column] = cell_lines(pieces[start:end])
    return tuple(cells)


def _anchored(pieces: Sequence[Piece], columns: Sequence[Column]) -> list[Sequence[Piece]] | None:
    """The rows of a table whose last column is a status: each ends in one; None for other tables."""
    if columns[-1].role not in GRADED:
        return None
    cuts = bounds(pieces)
    rows: list[Sequence[Piece]] = []
    begun = 0
    for start, end in pairwise(cuts):
        cell = stretch(pieces[start:end])
        closes = end == len(pieces) or pieces[end].gap is Gap.BLANK
        graded = cell.performed if columns[-1].role is Role.STATUS else cell.graded
        if graded and closes and start > begun:
            rows.append(pieces[begun:end])
            begun = end
    if begun < len(pieces) and rows:
        rows.append(pieces[begun:])
    # More blocks than columns: a status is blank somewhere, and two rows would be one.
    merged = any(sum(piece.gap is Gap.BLANK for piece in row) > len(columns) + 1 for row in rows)
    return rows if len(rows) > 1 and not merged else None


def _even(pieces: Sequence[Piece], columns: int) -> list[Cut]:
    """The cut at empty lines where the blocks fill whole rows; else none."""
    starts = [at for at, piece in enumerate(pieces) if piece.gap is Gap.BLANK]
    if len(starts) % columns:
        return []
    ends = [*starts[1:], len(pieces)]
    return [(n % columns, start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True))]


def _cheapest(
    pieces: Sequence[Piece], columns: Sequence[Column], seen: dict[tuple[int, int], Stretch]
) -> list[list[Cut]]:
    cuts = bounds(pieces)
    parted = any(piece.gap is Gap.BLANK for piece in pieces[1:])
    count = len(columns)
    best: list[dict[int, _Way]] = [{} for _ in cuts]
    best[0][count - 1] = (0.0, 0, -1, False)
    for end in range(1, len(cuts)):
        for start in range(max(0, end - _LONGEST_CELL), end):
            if not best[start]:
                continue
            place = (cuts[start], cuts[end])
            if place not in seen:
                before = pieces[place[0] - 1] if start else None
                seen[place] = stretch(pieces[place[0] : place[1]], before)
            costs = [cell_cost(seen[place], column) for column in columns]
            may_open = pieces[place[0]].gap is Gap.BLANK or not parted
            _extend(best, start, end, costs, columns, may_open)
    return _traced(best, cuts, count)


def _extend(
    best: list[dict[int, _Way]],
    start: int,
    end: int,
    costs: Sequence[float],
    columns: Sequence[Column],
    may_open: bool,
) -> None:
    count = len(columns)
    for before, (cost, _, _, _) in best[start].items():
        passed = 0.0
        for column in range(before + 1, count):
            _offer(best[end], column, (cost + passed + costs[column], start, before, False))
            passed += blank_cost(columns[column])
        if not may_open:
            continue
        passed = BLANK_AT_END * (count - 1 - before)
        for column in range(count):
            _offer(best[end], column, (cost + passed + costs[column], start, before, True))
            passed += blank_cost(columns[column])


def _offer(ways: dict[int, _Way], column: int, way: _Way) -> None:
    if column not in ways or way[0] < ways[column][0]:
        ways[column] = way


def _traced(best: list[dict[int, _Way]], cuts: Sequence[int], count: int) -> list[list[Cut]]:
    end = len(best) - 1
    if not best[end]:
        return []
    column = min(best[end], key=lambda last: best[end][last][0] + BLANK_AT_END * (count - 1 - last))
    rows: list[list[Cut]] = [[]]
    while end > 0:
        _, start, before, opened = best[end][column]
        rows[-1].append((column, cuts[start], cuts[end]))
        if opened and start > 0:
            rows.append([])
        end, column = start, before
    return [row[::-1] for row in rows[::-1]]
