"""A table whose cells come out of the paper one after the other, taken apart again.

Extraction prints such a table cell by cell, row by row; a row that runs over a page break is printed in two
parts, each with its cells in order and the head between them. Nothing marks where a cell ends. What tells
the columns apart is weighed together: where lines were broken (a column has one width), blank lines,
whether a sentence is finished, and how a recommendation, an answer and an observation begin. The cheapest
way through the units is found by a search over (row, column), first without widths, then with those learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from statistics import median

from iaktta.reading.audits.cell_units import Unit
from iaktta.reading.audits.column_costs import COSTS, broken_badly, goes_on, is_dense, is_tight, parts
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.column_words import misfits, misplaced

Cell = tuple[int, ...]
"""The units of one cell, by index."""

_Reading = tuple[float, list[tuple[Cell, ...]]]
"""A way through all units, with its cost."""

_Key = tuple[int, tuple[int, ...], bool]
"""What decides how a way may go on: its column and lasts, and that its row began on this page."""

BEAM = 6
WORST = 9.0
"""How much dearer than the cheapest way another may be before it is given up."""
ROUNDS = 3
FIRST_FILLED = 1
"""The last column in which a row may begin: its first cell may be empty."""


@dataclass(slots=True)
class _Way:
    """A way of reading the units so far.

    `lasts` has each column's last unit in the current row (-1: none yet), `heights` the lines of each cell on
    this page and `above` those on the page before, where the row began there (else None).
    """

    cost: float
    column: int
    lasts: tuple[int, ...]
    heights: tuple[int, ...]
    above: tuple[int, ...] | None
    opens_row: bool
    before: _Way | None


_Further = tuple[float, int, tuple[int, ...], _Way, bool]
"""A way one unit further: its cost, column and lasts, the way before it, whether a row opens."""

_COST, _FURTHER_COST = attrgetter("cost"), itemgetter(0)


def rows_of(units: Sequence[Unit], roles: Sequence[Role]) -> list[tuple[Cell, ...]]:
    """Rows of cells, a cell for each column; each unit stands in exactly one cell.

    Two readings are begun, one in which blank lines always end a cell and one in which they need not; each is
    read again with the widths that it teaches until nothing changes, and the cheaper one is taken.
    """
    if not units:
        return []
    dense = is_dense(units)
    known = [_Known.of(units, index, roles, dense) for index in range(len(units))]
    tight = is_tight(units)
    strict, loose = (_cheapest(units, known, None, ends)[1] for ends in (True, False))
    readings = [
        _settled(units, known, rows, tight) for rows in ([strict] if strict == loose else [strict, loose])
    ]
    return min(readings, key=lambda reading: reading[0])[1]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a unit costs whatever the widths: in each column, opening a cell there, ending the one before."""

    placed: list[float]
    starts: list[float]
    parted: float
    opened: list[list[float]]
    """What opening a cell in the current row costs, for so many columns skipped, in each column."""

    @classmethod
    def of(cls, units: Sequence[Unit], index: int, roles: Sequence[Role], dense: bool) -> _Known:
        unit, before = units[index], units[max(0, index - 1)]
        starts = [COSTS.words * cost for cost in misfits(unit, roles)]
        parted = parts(before, unit, dense)
        ends = 0.0 if unit.page else parted
        opened = [
            [COSTS.column + COSTS.skipped * skipped + start + ends for start in starts]
            for skipped in range(len(roles))
        ]
        return cls([misplaced(unit, role) for role in roles], starts, parted, opened)


def _settled(
    units: Sequence[Unit], known: Sequence[_Known], rows: list[tuple[Cell, ...]], tight: bool
) -> _Reading:
    """The rows read again with the widths that they teach, until they teach no others."""
    cost = 0.0
    for _ in range(ROUNDS):
        cost, found = _cheapest(units, known, learned_widths(units, rows), tight)
        if found == rows:
            break
        rows = found
    return cost, rows


def learned_widths(units: Sequence[Unit], rows: Sequence[tuple[Cell, ...]]) -> tuple[float, ...]:
    """The width of each column in ems, as most of its paragraphs were wrapped; 0 where nothing tells."""
    widths = []
    for cells in zip(*rows, strict=True):
        broken = [
            max(own for own, _ in units[i].widths) for cell in cells for i in cell if len(units[i].lines) > 1
        ]
        widths.append(_wide(broken))
    return tuple(widths)


def _wide(broken: list[float]) -> float:
    """The usual width: the widest paragraph, unless it stands out from the others (then it was misplaced)."""
    if not broken:
        return 0.0
    middle = median(broken)
    return max(width for width in broken if width <= 1.12 * middle)


def _cheapest(
    units: Sequence[Unit], known: Sequence[_Known], widths: tuple[float, ...] | None, tight: bool
) -> _Reading:
    ways: list[_Way] = []
    columns = len(known[0].placed)
    for index, (unit, costs) in enumerate(zip(units, known, strict=True)):
        fits = costs.placed
        if widths:
            fits = [placed + broken_badly(unit, widths[column]) for column, placed in enumerate(fits)]
        before = units[max(0, index - 1)]
        stays = _stays(before, unit, costs.starts, tight)
        step = _Step(index, unit, fits, stays, costs)
        ways = _next(ways, units, step) if ways else _first(step)
    last = min(ways, key=lambda way: way.cost + _finished(units, way))
    return last.cost + _finished(units, last), _traced(last, columns, len(units))


def _stays(before: Unit, unit: Unit, starts: list[float], tight: bool) -> list[float]:
    """The cost of a unit following the one before it, for each column: a new paragraph should suit it too."""
    cost = goes_on(before, unit, tight)
    if not unit.blank or unit.item or unit.label or unit.lower:
        return [cost] * len(starts)
    return [cost + COSTS.strange * max(0.0, start) for start in starts]


def _first(step: _Step) -> list[_Way]:
    fits, starts = step.fits, step.known.starts
    ways = [
        _opened(step, column, COSTS.row_column * column + fits[column] + starts[column], None)
        for column in range(len(fits))
    ]
    return sorted(ways, key=_COST)[:BEAM]


def _opened(step: _Step, column: int, cost: float, before: _Way | None) -> _Way:
    """A way on which a unit opens a row in a column."""
    heights = [0] * len(step.fits)
    heights[column] = len(step.unit.lines)
    return _Way(cost, column, _alone(step, column), tuple(heights), None, True, before)


def _alone(step: _Step, column: int) -> tuple[int, ...]:
    """Each column's last unit where this one opened the row."""
    lasts = [-1] * len(step.fits)
    lasts[column] = step.index
    return tuple(lasts)


@dataclass(slots=True)
class _Step:
    """What one unit costs whichever way leads to it: in each column, after the last, whatever the widths."""

    index: int
    unit: Unit
    fits: list[float]
    stays: list[float]
    known: _Known


def _next(ways: list[_Way], units: Sequence[Unit], step: _Step) -> list[_Way]:
    """The cheapest ways one unit further: on in its row wherever order allows, or into a new row."""
    found: dict[_Key, _Further] = {}
    unit, fits, count = step.unit, step.fits, len(step.fits)
    page, worst = unit.page, WORST + ways[0].cost
    opened, here = step.known.opened, (step.index,)
    for way in ways:
        above = way.heights if page else way.above
        for column in range(0 if page else way.column, count):
            if column == way.column and not page:
                placed = step.stays[column]
            elif above is None:
                placed = opened[way.lasts[way.column + 1 : column].count(-1)][column]
            else:
                placed = _below_break(units, step, way, column, above)
            cost = way.cost + fits[column] + placed
            if cost >= worst:
                continue
            lasts = way.lasts[:column] + here + way.lasts[column + 1 :]
            key = column, lasts, above is None
            kept = found.get(key)
            if kept is None or cost < kept[0]:
                found[key] = cost, column, lasts, way, False
    ended, before = _cheapest_end(units, ways, unit.page)
    row = (COSTS.row_lower if unit.lower else COSTS.row_page) if unit.page else step.known.parted
    starts = step.known.starts
    for column in range(min(FIRST_FILLED + 1, count)):
        cost = ended + COSTS.row + row + COSTS.row_column * column + starts[column] + fits[column]
        lasts = _alone(step, column)
        key = column, lasts, True
        kept = found.get(key)
        if not found or cost < (worst if kept is None else min(worst, kept[0])):
            found[key] = cost, column, lasts, before, True
    return [_way(step, further) for further in sorted(found.values(), key=_FURTHER_COST)[:BEAM]]


def _way(step: _Step, further: _Further) -> _Way:
    """A way one unit further; only the few that are kept are made."""
    cost, column, lasts, before, opens_row = further
    if opens_row:
        return _opened(step, column, cost, before)
    unit, heights, above = step.unit, before.heights, before.above
    if unit.page:
        above, heights = heights, (0,) * len(heights)
    height = heights[column] + len(unit.lines) + min(unit.blanks, 1)
    grown = (*heights[:column], height, *heights[column + 1 :])
    return _Way(cost, column, lasts, grown, above, False, before)


def _cheapest_end(units: Sequence[Unit], ways: list[_Way], page: bool) -> tuple[float, _Way]:
    """The way whose row ends here at the least cost, of ways that stand in the order of their costs."""
    best, before = float("inf"), ways[0]
    for way in ways:
        if way.cost >= best:  # to end a row never makes a way cheaper
            break
        cut = sum(1 for last in way.lasts if last >= 0 and units[last].cut) if page else 0
        cost = way.cost + _finished(units, way) + COSTS.cut * cut
        if cost < best:
            best, before = cost, way
    return best, before


def _below_break(units: Sequence[Unit], step: _Step, way: _Way, column: int, above: tuple[int, ...]) -> float:
    """The cost of placing a unit, below a page break in its row, in another column than the one before it."""
    unit = step.unit
    if way.lasts[column] >= 0:
        parted = 0.0 if unit.page else step.known.parted
        return COSTS.resumed + parted + _short(column, above) + goes_on(units[way.lasts[column]], unit)
    # All cells of a row begin at one height, so none begins after a page break in the row.
    skipped = way.lasts[way.column + 1 : column].count(-1)
    return step.known.opened[skipped][column] + COSTS.late_start


def _short(column: int, above: tuple[int, ...]) -> float:
    """The cost of a cell going on after a page break though it ended above the foot of the page."""
    return COSTS.short_above * max(0.0, 0.7 - above[column] / max(above))


def _finished(units: Sequence[Unit], way: _Way) -> float:
    """The cost of a row ending: empty cells at its end, sentences that nobody finished."""
    empty = len(way.lasts) - 1 - max(place for place, last in enumerate(way.lasts) if last >= 0)
    return COSTS.empty_end * empty + COSTS.unfinished * sum(
        1 for last in way.lasts if last >= 0 and units[last].open
    )


def _traced(last: _Way, columns: int, count: int) -> list[tuple[Cell, ...]]:
    steps: list[_Way] = []
    way: _Way | None = last
    while way is not None:
        steps.append(way)
        way = way.before
    rows: list[list[list[int]]] = []
    for index, step in zip(range(count), reversed(steps), strict=True):
        if step.opens_row or not rows:
            rows.append([[] for _ in range(columns)])
        rows[-1][step.column].append(index)
    return [tuple(tuple(cell) for cell in row) for row in rows]
