"""The tables of a document whose columns can be seen."""

from __future__ import annotations

from iaktta.reading.controls.grid import Grid
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.ruled import bar_of, ruled_grid
from iaktta.reading.controls.spaced import spaced_grid


def find_grids(layout: Layout) -> list[Grid]:
    """The tables in printed order: ruled with bars, parted by tabs, or lined up with spaces."""
    found: list[Grid] = []
    at = 0
    while at < len(layout.lines):
        line = layout.lines[at]
        grid = None
        if bar_of(line) is not None:
            grid = ruled_grid(layout.document, layout.lines, at)
        if grid is None and "  " in line.text:
            grid = spaced_grid(layout, at)
        at += 1
        if grid is None:
            continue
        found.append(grid)
        last = max(grid.lines)
        while at < len(layout.lines) and layout.lines[at].number <= last:
            at += 1
    return found
