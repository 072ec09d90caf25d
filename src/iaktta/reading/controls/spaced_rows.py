"""Where the rows begin in a table that is lined up with spaces.

A row's cells begin on its first line, so a cell that begins beside cells that go on begins a row; so does a
line whose words would have had room on the line above. Small letters and split words go on. Where empty lines
part the rows, nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from iaktta.document import Passage
from iaktta.reading.controls.words import Role, execution_of, level_of

_FIGURES = {Role.NUMBER, Role.RISK_NUMBER, Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE, Role.DUE}
_FIGURE = re.compile(r"\(?(?:\d|[A-ZÅÄÖ]{1,3}[-.]?\d)")
_GRADES = {Role.STATUS, Role.LEVEL}
_ENDED = re.compile(r"[.!?:][\"”)]?\Z")
_ANCHORED = 0.8  # share of a column's cells that begin with figures
_ENOUGH = 2  # weight of what tells of a new row
_NARROWEST = 0.75  # of a column's room that its lines fill at least


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table: its words by column. `fresh`: an empty line or a page's head stands above it;
    `paged`: the latter."""

    cells: dict[int, Passage]
    number: int
    fresh: bool
    paged: bool


@dataclass(frozen=True)
class Shape:
    """What the lines of a table show of it: its figures' columns, how wide its columns are, in letters, and
    whether empty lines part its rows."""

    roles: Sequence[Role | None]
    anchors: frozenset[int]
    widths: Sequence[int]
    parted: bool = False


def row_lines(
    lines: Sequence[TableLine], roles: Sequence[Role | None], starts: Sequence[int]
) -> list[list[TableLine]]:
    """The lines of each row."""
    shape = _shape(lines, roles, starts)
    rows: list[list[TableLine]] = []
    for line in lines:
        if not rows or _opens(line, rows[-1][-1], shape):
            rows.append([])
        rows[-1].append(line)
    return rows


def _shape(lines: Sequence[TableLine], roles: Sequence[Role | None], starts: Sequence[int]) -> Shape:
    texts = [[line.cells[n].text for line in lines if n in line.cells] for n in range(len(starts))]
    room = [after - start - 1 for start, after in zip(starts, [*starts[1:], starts[-1] + 10], strict=True)]
    widths = [
        max([int(_NARROWEST * space), *map(len, cells)]) for space, cells in zip(room, texts, strict=True)
    ]
    anchors = frozenset(
        n
        for n, cells in enumerate(texts)
        if roles[n] in _FIGURES
        and cells
        and sum(bool(_FIGURE.match(text)) for text in cells) >= _ANCHORED * len(cells)
    )
    shape = Shape(roles, anchors, widths)
    return Shape(roles, anchors, widths, _are_parted(lines, shape))


def _are_parted(lines: Sequence[TableLine], shape: Shape) -> bool:
    """Whether empty lines part the rows rather than groups of rows: few rows would begin elsewhere."""
    empty = sum(line.fresh and not line.paged for line in lines[1:])
    inner = [(before, line) for before, line in pairwise(lines) if not (line.fresh or line.paged)]
    opening = sum(_begins(line, before, shape) for before, line in inner)
    return empty > 0 and opening < empty and opening < 0.5 * len(inner) + 1


def _opens(line: TableLine, before: TableLine, shape: Shape) -> bool:
    if _goes_on(line, before):
        return False
    if line.fresh:
        return 0 in line.cells or bool(shape.anchors & line.cells.keys()) or _fills(line, shape)
    return not shape.parted and _begins(line, before, shape)


def _fills(line: TableLine, shape: Shape) -> bool:
    return len(line.cells) >= max(2, 0.5 * len(shape.roles))


def _begins(line: TableLine, before: TableLine, shape: Shape) -> bool:
    """Whether a row begins right below another line."""
    if _goes_on(line, before):
        return False
    if shape.anchors & line.cells.keys():
        return True
    fresh = line.cells.keys() - before.cells.keys()
    key = next((n for n, role in enumerate(shape.roles) if role is Role.CONTROL), 0)
    if shape.anchors:
        return len(fresh) > 1 and key in fresh
    if len(fresh) > 1 or 0 in fresh:
        return True
    told = sum(_told(n, line, before, shape) for n in line.cells.keys() - fresh)
    return (0 in line.cells or _fills(line, shape)) and told + 3 * len(fresh) > _ENOUGH


def _goes_on(line: TableLine, before: TableLine) -> bool:
    """Whether a cell of the line above plainly goes on."""
    for column, words in line.cells.items():
        above = before.cells.get(column)
        if words.text[:1].islower() or (above is not None and above.text.endswith(("-", ","))):
            return True
    return False


def _told(column: int, line: TableLine, before: TableLine, shape: Shape) -> int:
    """How far a cell below another tells of a row of its own: by its capital, by room left above it."""
    above, words = before.cells[column].text, line.cells[column].text
    if shape.roles[column] in _GRADES and (level_of(words) is not None or execution_of(words) is not None):
        return _ENOUGH + 1
    capital = 2 * words[:1].isupper()
    if len(above) + 1 + len(words.split(maxsplit=1)[0]) > shape.widths[column]:
        return capital - (not _ENDED.search(above))
    return capital + 2
