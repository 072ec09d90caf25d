"""Tables of actions in documents that hold no plan: an answer to the auditors lists what is to be done."""

from __future__ import annotations

from iaktta.document import Document
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.findings import Findings, read_grid
from iaktta.reading.controls.grids import find_grids
from iaktta.reading.controls.layout import Layout
from iaktta.report import Action


def find_actions(document: Document) -> tuple[Action, ...]:
    """The actions of each table with a column of actions and one of who, when or how far."""
    cells, found = Cells.of(document), Findings()
    for grid in find_grids(Layout(document)):
        read_grid(cells, grid, found)
    return tuple(found.in_order(found.actions))
