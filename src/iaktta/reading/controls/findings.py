"""What tables and cards hold, gathered with the lines it was found on, so that it can be put in printed
order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from iaktta.document import Passage
from iaktta.reading.committees import committees_in
from iaktta.reading.controls.card import Card
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields, control_of, fields_of
from iaktta.reading.controls.grid import Grid, Row
from iaktta.reading.controls.occasion_names import occasion_named
from iaktta.reading.controls.results import action_from, occasion_from
from iaktta.reading.controls.risk_entries import risk_of
from iaktta.reading.controls.words import Role, execution_of, level_of
from iaktta.report import Action, Control, Occasion, Risk

Entry = TypeVar("Entry", Risk, Control, Action, Occasion)


_SUM = re.compile(r"(?:summa|totalt?|sammanlagt|genomsnitt|medelvärde)(?:\s\w+)?:?\Z", re.IGNORECASE)


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


def read_row(
    cells: Cells, fields: Fields, first: int, found: Findings, above: str | None = None
) -> str | None:
    """The risk and the control of a row, and the number of the risk that it answers.

    `above`: that of the row above; it holds for a row that names no risk and has no number of its own.
    """
    if _SUM.match(fields.text(Role.RISK) or fields.text(Role.CONTROL) or ""):
        return above
    risk = risk_of(cells, fields)
    number = _keep_risk(risk, first, found) if risk is not None else None
    if not {Role.RISK, Role.RISK_NUMBER, Role.NUMBER} & fields.words.keys():
        number = above
    control = control_of(cells, fields, number)
    if control is not None:
        found.controls.append((_place(control, first), control))
    return number or (control.risk if control is not None else None)


def with_processes(rows: Sequence[Fields]) -> Iterator[Fields]:
    """The rows, a process standing for the rows below that have neither one nor a number."""
    last: Passage | None = None
    for fields in rows:
        own = fields.get(Role.PROCESS)
        if own is None and last is not None and Role.NUMBER not in fields.words and fields.words:
            fields = Fields({**fields.words, Role.PROCESS: last}, fields.secret)
        last = own or last
        yield fields


def read_grid(cells: Cells, grid: Grid, found: Findings) -> None:
    """What the rows of a table are, by the columns that it has."""
    roles = set(grid.roles)
    levels = {Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE}
    rows = [fields_of(cells, grid.roles, row) for row in _with_repeated_cells(grid)]
    if Role.CONTROL in roles and (Role.OCCASION in roles or Role.COMMITTEE in roles):
        _read_followed_rows(cells, rows, grid.first, found)
    elif Role.CONTROL in roles or (Role.RISK in roles and roles & levels):
        above: str | None = None
        for fields, row in zip(with_processes(rows), grid.rows, strict=True):
            above = read_row(cells, fields, grid.first, found, above)
            found.results.extend(_column_results(cells, grid, row))
    elif roles & {Role.COMMITTEE, Role.OCCASION} and roles & {Role.LEVEL, Role.STATUS, Role.DEVIATION}:
        for fields in rows:
            _read_result(cells, fields, grid.first, found)
    elif Role.ACTION in roles and roles & {Role.RESPONSIBLE, Role.DUE, Role.STATUS}:
        for fields in rows:
            action = action_from(cells, fields)
            if action is not None:
                found.actions.append((_place(action, grid.first), action))
    else:
        return
    found.labels.update(grid.head)


def _read_result(cells: Cells, fields: Fields, first: int, found: Findings) -> None:
    occasion = occasion_from(cells, fields)
    if occasion is not None:
        found.results.append((_place(occasion, first), occasion))


def _read_followed_rows(cells: Cells, rows: Sequence[Fields], first: int, found: Findings) -> None:
    """Rows of which each is an occasion; the control's cells are blank where it goes on from the row
    above."""
    last = ""
    for fields in rows:
        key = fields.text(Role.CONTROL)
        if key is not None and key != last:
            own = {role: words for role, words in fields.words.items() if role not in _OF_OCCASIONS}
            read_row(cells, Fields(own, fields.secret), first, found)
            last = key
        _read_result(cells, fields, first, found)


_OF_OCCASIONS = {
    Role.OCCASION,
    Role.COMMITTEE,
    Role.STATUS,
    Role.LEVEL,
    Role.DUE,
    Role.COMMENT,
    Role.DEVIATION,
    Role.RESPONSIBLE,
}


def _column_results(cells: Cells, grid: Grid, row: Row) -> Iterator[tuple[int, Occasion]]:
    """A row's results where each committee, or each occasion, has a column of its own."""
    for name, role, cell in zip(grid.names, grid.roles, row, strict=True):
        named = committees_in(name.text) if role is None else ()
        when = occasion_named(name) if role is None and not named else None
        words = cells.text(cell)
        if (len(named) != 1 and when is None) or not words:
            continue
        level, execution = level_of(words.text), execution_of(words.text)
        coded = "deviation_level" if level else "execution"
        told = level is not None or execution is not None
        occasion = Occasion(
            name=when.text if when is not None else named[0],
            committee=named[0] if when is None else None,
            deviation_level=level,
            execution=execution,
            comment=None if told else words.text,
            wording={coded: words.text} if told else {},
            places=cells.places(**{coded if told else "comment": words}),
            source=cells.place(when or name),
        )
        yield words.at[0], occasion


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
    """The risk, the control and its occasions, or the action, of each card."""
    every = list(cards)
    # Where most results are told in words, "Inga avvikelser" is words too.
    in_words = sum(card.tells_result() for card in every)
    graded = 2 * in_words <= sum(Role.DEVIATION in card.labelled for card in every)
    for card in every:
        found.labels.update(card.labels)
        fields = card.fields(cells, graded)
        risk = risk_of(cells, fields)
        number = _keep_risk(risk, card.first, found) if risk is not None else None
        if card.is_action():
            action = action_from(cells, fields)
            if action is not None:
                found.actions.append((_place(action, card.first), action))
            continue
        control = control_of(cells, fields, number)
        if control is not None:
            found.controls.append((_place(control, card.first), control))
            for told in card.occasion_fields(cells):
                _read_result(cells, told, card.first, found)


def _keep_risk(risk: Risk, first: int, found: Findings) -> str | None:
    """Add a risk, once: where it is told again, what was not told before fills the first telling. Its
    number."""
    for at, (place, other) in enumerate(found.risks):
        if _bare(other.text) != _bare(risk.text) or (risk.number and other.number not in (None, risk.number)):
            continue
        fuller, other_one = (risk, other) if other.value is None and risk.value is not None else (other, risk)
        number = fuller.number or other_one.number
        category = fuller.category or other_one.category
        found.risks[at] = (place, replace(fuller, number=number, category=category))
        return number
    found.risks.append((_place(risk, first), risk))
    return risk.number


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
