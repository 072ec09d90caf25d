"""One plan or follow-up put together from its tables, cards and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.cards import find_cards
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.closing import Closing, find_closing
from iaktta.reading.controls.columnwise import columnwise_grid
from iaktta.reading.controls.committee_rows import committee_results
from iaktta.reading.controls.entries import fields_of
from iaktta.reading.controls.findings import Findings, read_cards, read_grid, read_row, with_processes
from iaktta.reading.controls.flow import flow_table, table_lines
from iaktta.reading.controls.followed_controls import ControlDraft, control_from, followed_controls
from iaktta.reading.controls.grid import Grid
from iaktta.reading.controls.grids import find_grids
from iaktta.reading.controls.heads import Head
from iaktta.reading.controls.layout import Heading, Layout, blocks
from iaktta.reading.controls.plan_rules import find_requirements
from iaktta.reading.controls.risk_tables import risk_rows, risks_from
from iaktta.reading.controls.scales import find_scale
from iaktta.reading.controls.stacked import stacked_table
from iaktta.reading.controls.words import Role
from iaktta.reading.mending import joined
from iaktta.report import Action, Control, NewRecommendation, Places, Risk, Scale

_LONGEST_TITLE = 3  # lines
_OF_RISK = 9  # depth of a heading without a number that repeats a risk


@dataclass(frozen=True)
class Plan:
    """What a document says of risks and controls; `labels` are lines that only say what stands beside or
    under them."""

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


def find_plan(document: Document, proposes: bool = False) -> Plan:
    """Everything that a document says of risks, controls and their results.

    `proposes`: it is an overall evaluation, whose proposals are recommendations.
    """
    layout, cells = Layout(document), Cells.of(document)
    found = Findings()
    grids = find_grids(layout)
    taken = frozenset(number for grid in grids for number in grid.lines)
    if (stacked := columnwise_grid(layout, taken)) is not None:
        grids.append(stacked)
        taken |= stacked.lines
    for grid in grids:
        read_grid(cells, grid, found)
    _flowing_risks(layout, cells, taken, found)
    followed = _followed(layout, cells, taken, found)
    if not followed:
        taken |= _flowing_controls(layout, cells, taken, found)
        read_cards(cells, find_cards(layout, taken), found)
    if not found.risks and not found.controls:
        return Plan(furniture=layout.furniture)
    results, labels = committee_results(layout, cells, taken)
    found.results.extend((one.source.start if one.source else 0, one) for one in results)
    found.labels |= labels
    closing = find_closing(layout, cells, taken, proposes)
    found.labels |= closing.labels
    return _plan(layout, cells, grids, found, closing)


def _plan(layout: Layout, cells: Cells, grids: Sequence[Grid], found: Findings, closing: Closing) -> Plan:
    scale, scale_lines = find_scale(layout, grids)
    requirements, areas, lead_ins = find_requirements(layout)
    headings = {n for heading in layout.headings.values() for n in range(heading.first, heading.last + 1)}
    return Plan(
        scale=scale,
        requirements=tuple(words.text for words in requirements),
        areas=tuple(words.text for words in areas),
        risks=tuple(found.in_order(found.risks)),
        controls=tuple(found.controls_with_results()),
        actions=tuple(found.in_order(found.actions)),
        recommendations=closing.proposals,
        conclusion=closing.conclusion.text if closing.conclusion else None,
        places=_places(
            cells,
            requirements=requirements,
            areas=areas,
            conclusion=[closing.conclusion] if closing.conclusion else [],
        ),
        labels=frozenset(found.labels | scale_lines | lead_ins | headings),
        furniture=layout.furniture,
    )


def _places(cells: Cells, **lists: Sequence[Passage]) -> Places:
    found = {
        name: tuple(span for words in texts if (span := cells.place(words))) for name, texts in lists.items()
    }
    return {name: spans for name, spans in found.items() if spans}


def _heads(layout: Layout, taken: frozenset[int]) -> list[tuple[int, Head]]:
    """Each head of a table whose columns cannot be seen, with the place of the first line after it."""
    places = {line.number: at for at, line in enumerate(layout.lines)}
    return [
        (places[head.last] + 1, head)
        for first, head in layout.heads.items()
        if first not in taken and head.last in places
    ]


def _flowing_risks(layout: Layout, cells: Cells, taken: frozenset[int], found: Findings) -> None:
    for after, head in _heads(layout, taken):
        if Role.RISK not in head.roles or Role.CONTROL in head.roles:
            continue
        lines = _until_heading(layout, after, taken)
        rows = risk_rows([layout.document.passage(line) for line in lines], head.roles)
        last = found.risks[-1][1].category if found.risks else None
        for risk in risks_from(cells, rows, head.roles, last):
            found.risks.append((risk.source.start if risk.source else head.first, risk))
        found.labels.update(range(head.first, head.last + 1))


def _until_heading(layout: Layout, after: int, taken: frozenset[int]) -> list[Line]:
    """The lines of a table, to the next heading, head or table."""
    lines: list[Line] = []
    for line in layout.lines[after:]:
        if line.number in layout.headings or line.number in layout.heads or line.number in taken:
            break
        lines.append(line)
    return lines


def _followed(layout: Layout, cells: Cells, taken: frozenset[int], found: Findings) -> bool:
    """Read controls with their occasions under headings; whether there are any."""
    drafts, heads = followed_controls(layout, cells, taken, _risk_headings(layout, found))
    risks = [risk for _, risk in found.risks]
    for draft in drafts:
        control = _with_risk(cells, draft, risks)
        if control is not None:
            found.controls.append((control.source.start if control.source else 0, control))
    found.labels.update(heads if drafts else ())
    return bool(drafts)


def _with_risk(cells: Cells, draft: ControlDraft, risks: Sequence[Risk]) -> Control | None:
    """The draft's control; its heading repeats the risk's text, the heading above is the category."""
    words = draft.headings[-1].words.text if draft.headings else ""
    risk = next((risk for risk in risks if _bare(words) in _titles(risk)), None)
    above = draft.headings[-2].words if len(draft.headings) > 1 else None
    if risk is not None and risk.category and (above is None or not _same_words(above.text, risk.category)):
        places = risk.places.get("category", ())
        printed = Passage.of(cells.document.text, places[0].start, places[0].end) if places else None
        above = (
            printed if printed and _same_words(printed.text, risk.category) else Passage.made(risk.category)
        )
    return control_from(cells, draft, risk.number if risk else None, above)


def _titles(risk: Risk) -> set[str]:
    """A risk's words as a heading repeats them: without and with its number."""
    return {
        _bare(risk.text),
        _bare(f"{risk.number or ''}{risk.text}"),
        _bare(f"Risk {risk.number}{risk.text}"),
    }


def _risk_headings(layout: Layout, found: Findings) -> dict[int, Heading]:
    """First line -> heading, for lines alone that repeat a known risk, or a category above one."""
    titles = {title for _, risk in found.risks for title in _titles(risk)}
    categories = {_bare(risk.category) for _, risk in found.risks if risk.category}
    told = max((place for place, _ in found.risks), default=0)
    headings: dict[int, Heading] = {}
    for block in blocks(layout.lines):
        if block[0].start <= told or len(block) > _LONGEST_TITLE:
            continue
        words = joined(layout.document.passage(line) for line in block)
        known = _bare(words.text)
        if known in titles or known in categories:
            depth = _OF_RISK if known in titles else _OF_RISK - 1
            headings[block[0].number] = Heading(depth, words, block[0].number, block[-1].number)
    return headings


def _same_words(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _flowing_controls(layout: Layout, cells: Cells, taken: frozenset[int], found: Findings) -> frozenset[int]:
    """Read the table of controls that was written cell after cell; the numbers of its lines."""
    heads = [(after, head) for after, head in _heads(layout, taken) if Role.CONTROL in head.roles]
    if not heads:
        return frozenset()
    after, head = heads[0]
    repeated = {n for _, other in heads for n in range(other.first, other.last + 1)}
    lines = [line for line in table_lines(layout, after) if line.number not in repeated]
    table = flow_table(layout.document, lines, head.roles)
    if not table.rows and head.roles[0] is not Role.NUMBER:
        table = stacked_table(layout.document, lines, head.roles)
    rows = [fields_of(cells, head.roles, row, table.widths) for row in table.rows]
    for fields in with_processes(rows):
        read_row(cells, fields, head.first, found)
    if table.rows:
        found.labels.update(repeated)
        return frozenset(line.number for line in lines) | frozenset(repeated)
    return frozenset()
