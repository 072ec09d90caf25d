"""What tables and cards hold, gathered with the lines it was found on, so that it can be put in printed
order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from iaktta.document import Passage
from iaktta.reading.controls.cards import Card
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields, control_of, fields_of, reference_of, risk_of
from iaktta.reading.controls.grids import Grid, Row
from iaktta.reading.controls.results import action_from, occasion_from
from iaktta.reading.controls.words import Role
from iaktta.report import Action, Control, Occasion, Risk

Entry = TypeVar("Entry", Risk, Control, Action, Occasion)


@dataclass
class Findings:
    """Entries with the place that orders them; `labels` are numbers of lines that only say what others
    hold."""

    risks: list[tuple[int, Risk]] = field(default_factory=list)
    controls: list[tuple[int, Control]] = field(default_factory=list)
    actions: list[tuple[int, Action]] = field(default_factory=list)
    results: list[tuple[int, Occasion]] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)

    def in_order(self, entries: Sequence[tuple[int, Entry]]) -> Iterator[Entry]:
        """The entries as they stand in the document."""
        yield from (entry for _, entry in sorted(entries, key=lambda found: found[0]))

    def controls_with_results(self) -> Iterator[Control]:
        """The controls, each with the results that stand between it and the next one."""
        ordered = sorted(self.controls, key=lambda found: found[0])
        ends: list[int | None] = [*(place for place, _ in ordered[1:]), None][: len(ordered)]
        for (start, control), end in zip(ordered, ends, strict=True):
            own = tuple(
                result
                for place, result in sorted(self.results, key=lambda found: found[0])
                if place > start and (end is None or place < end)
            )
            yield replace(control, occasions=(*control.occasions, *own)) if own else control


def _place(entry: Risk | Control | Action | Occasion, otherwise: int) -> int:
    return entry.source.start if entry.source else otherwise


def read_row(cells: Cells, fields: Fields, first: int, found: Findings) -> None:
    """The risk and the control of a row: its number is the risk's where it holds one."""
    risk = risk_of(cells, fields)
    if risk is not None:
        found.risks.append((_place(risk, first), risk))
    if risk is not None and Role.NUMBER in fields.words:
        fields = Fields(
            {role: words for role, words in fields.words.items() if role is not Role.NUMBER}, fields.secret
        )
    control = control_of(cells, fields, risk.number if risk else None)
    if control is not None:
        found.controls.append((_place(control, first), control))


def read_grid(cells: Cells, grid: Grid, found: Findings) -> None:
    """What the rows of a table are, by the columns that it has."""
    roles = set(grid.roles)
    levels = {Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE}
    rows = [fields_of(cells, grid.roles, row) for row in _with_repeated_cells(grid)]
    if Role.CONTROL in roles or (Role.RISK in roles and roles & levels):
        for fields in rows:
            read_row(cells, fields, grid.first, found)
    elif roles & {Role.COMMITTEE, Role.OCCASION} and roles & {Role.LEVEL, Role.STATUS, Role.DEVIATION}:
        for fields in rows:
            occasion = occasion_from(cells, fields)
            if occasion is not None:
                found.results.append((_place(occasion, grid.first), occasion))
    elif Role.ACTION in roles and roles & {Role.RESPONSIBLE, Role.DUE, Role.STATUS}:
        for fields in rows:
            action = action_from(cells, fields)
            if action is not None:
                found.actions.append((_place(action, grid.first), action))
    else:
        return
    found.labels.update(grid.head)


def _with_repeated_cells(grid: Grid) -> Iterator[Row]:
    """The rows, a category standing for the rows below that leave it blank."""
    column = grid.roles.index(Role.CATEGORY) if Role.CATEGORY in grid.roles else None
    last: tuple[Passage, ...] = ()
    for row in grid.rows:
        if column is None:
            yield row
            continue
        last = row[column] or last
        yield (*row[:column], last, *row[column + 1 :])


def read_cards(cells: Cells, cards: Iterable[Card], found: Findings) -> None:
    """The risk and the control of each card; a number is whose the title says."""
    for card in cards:
        fields = card.fields(cells)
        words = dict(fields.words)
        if card.number is not None:
            words[Role.NUMBER] = card.number
        risk = None
        if Role.RISK in words and reference_of(fields) is None:
            risk = risk_of(cells, Fields({**words} if card.about is not Role.CONTROL else fields.words))
        if risk is not None:
            found.risks.append((_place(risk, card.first), risk))
        own = fields.words if card.about is Role.RISK else words
        control = control_of(cells, Fields(own, fields.secret), risk.number if risk else None)
        if control is not None:
            found.controls.append((_place(control, card.first), control))
        found.labels.update(card.labels)
