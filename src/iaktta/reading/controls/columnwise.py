"""Tables that were written column after column: a column's name, then its cells one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iaktta.document import Line, Passage
from iaktta.reading.controls.grid import Grid, grid_of
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.words import Role, role_of

_LEAST_COLUMNS = 3
_LEAST_ROWS = 2
_LONGEST_NAME = 40


@dataclass
class _Column:
    name: Line
    cells: list[list[Line]] = field(default_factory=list)

    def rows(self, apart: bool) -> list[list[Line]]:
        """Its cells: blocks where empty lines part them, else a line each."""
        return self.cells if apart else [[line] for block in self.cells for line in block]


def columnwise_grid(layout: Layout, skipped: frozenset[int]) -> Grid | None:
    """The table whose columns follow each other, all of the same length; None where there is none."""
    run: list[_Column] = []
    for column in [*_columns(layout, skipped), None]:
        if column is not None and (not run or _fits(run, column)):
            run.append(column)
            continue
        if (grid := _grid(layout, run)) is not None:
            return grid
        run = [column] if column is not None else []
    return None


def _columns(layout: Layout, skipped: frozenset[int]) -> list[_Column]:
    """Each name of a column alone on its line, with the blocks of lines below it."""
    found: list[_Column] = []
    fresh = True
    for line in layout.lines:
        if line.number in skipped or line.number in layout.headings:
            found.append(_Column(line))  # ends the column before
            fresh = True
        elif line.blank:
            fresh = True
        elif (
            fresh
            and len(line.text) < _LONGEST_NAME
            and role_of(line.text) is not None
            and line.text[-1] != ":"
        ):
            found.append(_Column(line))
            fresh = False
        elif found:
            if fresh or not found[-1].cells:
                found[-1].cells.append([])
            found[-1].cells[-1].append(line)
            fresh = False
    return found


def _fits(run: Sequence[_Column], column: _Column) -> bool:
    return any(_length(run[0], apart) == _length(column, apart) >= _LEAST_ROWS for apart in (True, False))


def _length(column: _Column, apart: bool) -> int:
    return len(column.rows(apart))


def _grid(layout: Layout, run: Sequence[_Column]) -> Grid | None:
    roles = {role_of(column.name.text) for column in run}
    if len(run) < _LEAST_COLUMNS or not roles & {Role.CONTROL, Role.RISK}:
        return None
    for apart in (True, False):
        lengths = {_length(column, apart) for column in run}
        if len(lengths) != 1 or lengths.pop() < _LEAST_ROWS:
            continue
        columns = [[_cell(layout, cell) for cell in column.rows(apart)] for column in run]
        head = {column.name.number for column in run}
        lines = head | {line.number for column in run for block in column.cells for line in block}
        names = [layout.document.passage(column.name) for column in run]
        return grid_of(names, list(zip(*columns, strict=True)), min(head), head, lines)
    return None


def _cell(layout: Layout, lines: Sequence[Line]) -> tuple[Passage, ...]:
    return tuple(layout.document.passage(line) for line in lines)
