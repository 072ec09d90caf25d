"""One plan or follow-up put together from its tables, cards and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import control_of, fields_of
from iaktta.reading.controls.flow import flow_table
from iaktta.reading.controls.followed_controls import ControlDraft, control_from, followed_controls
from iaktta.reading.controls.heads import Head, head_at
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.plan_rules import find_requirements
from iaktta.reading.controls.risk_tables import risk_rows, risks_from
from iaktta.reading.controls.scales import find_scale
from iaktta.reading.controls.words import Role
from iaktta.report import Action, Control, NewRecommendation, Places, Risk, Scale


@dataclass(frozen=True)
class Plan:
    """What a document says of risks and controls; `labels` are lines that only say what stands beside or under them."""

    scale: Scale | None = None
    requirements: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    controls: tuple[Control, ...] = ()
    actions: tuple[Action, ...] = ()
    recommendations: tuple[NewRecommendation, ...] = ()
    conclusion: str | None = None
    places: Places = field(default_factory=dict)
    labels: frozenset[int] = frozenset()
    furniture: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.risks or self.controls)


def find_plan(document: Document) -> Plan:
    """Everything that a document says of risks, controls and their results."""
    layout, cells = Layout(document), Cells.of(document)
    labels: set[int] = set()
    risks = _risks(layout, cells, labels)
    controls = _followed(layout, cells, risks, labels) or _tabled(layout, cells, labels)
    if not risks and not controls:
        return Plan(furniture=layout.furniture)
    scale, scale_lines = find_scale(layout)
    requirements, areas, lead_ins = find_requirements(layout)
    headings = {n for heading in layout.headings.values() for n in range(heading.first, heading.last + 1)}
    return Plan(
        scale=scale,
        requirements=tuple(words.text for words in requirements),
        areas=tuple(words.text for words in areas),
        risks=tuple(risks),
        controls=tuple(controls),
        places=_places(cells, requirements=requirements, areas=areas),
        labels=frozenset(labels | scale_lines | lead_ins | headings),
        furniture=layout.furniture,
    )


def _places(cells: Cells, **lists: Sequence[Passage]) -> Places:
    found = {
        name: tuple(span for words in texts if (span := cells.place(words))) for name, texts in lists.items()
    }
    return {name: spans for name, spans in found.items() if spans}


def _heads(layout: Layout) -> list[tuple[int, Head]]:
    """Each table head with the place of the first line after it."""
    found: list[tuple[int, Head]] = []
    end = -1
    for at, line in enumerate(layout.lines):
        if line.number <= end:
            continue
        head = head_at(layout.lines, at)
        if head is not None:
            end = head.last
            after = next((n for n, other in enumerate(layout.lines) if other.number > end), len(layout.lines))
            found.append((after, head))
    return found


def _risks(layout: Layout, cells: Cells, labels: set[int]) -> list[Risk]:
    risks: list[Risk] = []
    for after, head in _heads(layout):
        if Role.RISK not in head.roles or Role.CONTROL in head.roles:
            continue
        lines = _table_lines(layout, after)
        rows = risk_rows([layout.document.passage(line) for line in lines], head.roles)
        risks.extend(risks_from(cells, rows, head.roles))
        labels.update(range(head.first, head.last + 1))
    return risks


def _table_lines(layout: Layout, after: int) -> list[Line]:
    """The lines of a table from the one after its head to the next heading."""
    lines: list[Line] = []
    for line in layout.lines[after:]:
        if line.number in layout.headings:
            break
        lines.append(line)
    return lines


def _followed(layout: Layout, cells: Cells, risks: Sequence[Risk], labels: set[int]) -> list[Control]:
    drafts, heads = followed_controls(layout, cells)
    labels.update(heads if drafts else ())
    return [control for draft in drafts if (control := _with_risk(cells, draft, risks)) is not None]


def _with_risk(cells: Cells, draft: ControlDraft, risks: Sequence[Risk]) -> Control | None:
    """The draft's control; its heading repeats the risk's text, the heading above is the category."""
    words = draft.headings[-1].words.text if draft.headings else ""
    risk = next((risk for risk in risks if _same_words(risk.text, words)), None)
    above = draft.headings[-2].words if len(draft.headings) > 1 else None
    return control_from(cells, draft, risk.number if risk else None, above)


def _same_words(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _tabled(layout: Layout, cells: Cells, labels: set[int]) -> list[Control]:
    controls: list[Control] = []
    heads = [(after, head) for after, head in _heads(layout) if Role.CONTROL in head.roles]
    if not heads:
        return []
    after, head = heads[0]
    repeated = {n for _, other in heads[1:] for n in range(other.first, other.last + 1)}
    lines = [line for line in layout.lines[after:] if line.number not in repeated]
    table = flow_table(layout.document, lines, head.roles)
    for row in table.rows:
        control = control_of(cells, fields_of(cells, head.roles, row, table.widths))
        if control is not None:
            controls.append(control)
    labels.update(repeated, range(head.first, head.last + 1))
    return controls
