"""Controls with their occasions under headings, as planning systems print them.

A heading repeats the risk, a table head stands under it, the control's text and a line for each occasion
follow,
and labels alone on their lines ("Metod", "Kommentar") open the longer texts. The head comes again on each
page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from iaktta.document import Line, Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.heads import Head
from iaktta.reading.controls.layout import Heading, Layout
from iaktta.reading.controls.occasion_lines import OccasionLine, occasion_line
from iaktta.reading.controls.results import commented
from iaktta.reading.controls.words import Role, execution_of, execution_told, level_of, role_of
from iaktta.reading.dates import date_in
from iaktta.report import Control, DeviationLevel, Execution, Occasion

_LABELS = {
    Role.CONTROL,
    Role.METHOD,
    Role.COMMENT,
    Role.FREQUENCY,
    Role.RESPONSIBLE,
    Role.REPORT_TO,
    Role.REPORT_WHEN,
    Role.DEVIATION,
    Role.ACTION,
    Role.PROCESS,
}


@dataclass
class OccasionDraft:
    line: OccasionLine
    comment: list[Passage] = field(default_factory=list)


@dataclass
class ControlDraft:
    """A control while its lines are read."""

    headings: tuple[Heading, ...]
    text: list[Passage] = field(default_factory=list)
    labelled: dict[Role, list[Passage]] = field(default_factory=dict)
    occasions: list[OccasionDraft] = field(default_factory=list)
    on_line: Passage | None = None

    @property
    def begun(self) -> bool:
        return bool(self.text or self.on_line or self.occasions)


def followed_controls(
    layout: Layout, cells: Cells, skipped: frozenset[int], named: Mapping[int, Heading]
) -> tuple[list[ControlDraft], set[int]]:
    """The controls in printed order, and the numbers of the lines that are heads and labels.

    `skipped`: numbers of lines that tables hold; `named`: first line -> heading that repeats a known risk or
    category.
    """
    reader = _Reader(layout, cells, {**named, **layout.headings})
    for at, line in enumerate(layout.lines):
        if line.number not in skipped:
            reader.read(at)
    return [draft for draft in reader.drafts if draft.occasions], reader.labels


class _Reader:
    """Goes through the lines once. `into` is the list that takes the next line of text."""

    def __init__(self, layout: Layout, cells: Cells, headings: Mapping[int, Heading]) -> None:
        self.layout, self.cells, self.headings = layout, cells, headings
        self.drafts: list[ControlDraft] = []
        self.labels: set[int] = set()
        self.path: list[Heading] = []
        self.roles: tuple[Role, ...] = ()
        self.into: list[Passage] | None = None
        self.skip_to = 0
        self.fresh = True
        self.named = False

    def read(self, at: int) -> None:
        line = self.layout.lines[at]
        if line.number < self.skip_to:
            return
        heading = self.headings.get(line.number)
        if heading is not None:
            self._heading(heading)
        elif (head := self.layout.heads.get(line.number)) is not None:
            self._head(head)
        elif not self.roles:
            self._before_head(line)
        elif line.blank:
            if self.into:
                self.into.append(Passage.made(""))
        else:
            self._words(line)

    def _heading(self, heading: Heading) -> None:
        while self.path and self.path[-1].depth >= heading.depth:
            self.path.pop()
        self.path.append(heading)
        self.skip_to = heading.last + 1
        self.roles, self.into, self.fresh, self.named = (), None, True, False

    def _before_head(self, line: Line) -> None:
        """A control may be named by a label above the head of its occasions."""
        words = self.layout.document.passage(line)
        label, rest = _label(words) if not line.blank else (None, words)
        if label is Role.CONTROL:
            self.labels.add(line.number)
            self._new_control()
            self.named = True
            if rest:
                self.drafts[-1].text.append(rest)
        elif self.named and not line.blank:
            self._words(line)
        elif self.into:
            self.into.append(Passage.made(""))

    def _head(self, head: Head) -> None:
        self.labels.update(range(head.first, head.last + 1))
        self.skip_to = head.last + 1
        self.skip_to += _blanks(self.layout.lines, self.skip_to)
        told = {Role.DUE, Role.OCCASION} & set(head.roles)
        # The same head again under the same heading: the table only goes on after a page break.
        if self.fresh and told and (Role.CONTROL in head.roles or self.named):
            self.roles = head.roles
            if not self.named:
                self._new_control()
        self.fresh = False

    def _new_control(self) -> ControlDraft:
        draft = ControlDraft(tuple(self.path))
        self.drafts.append(draft)
        self.into = draft.text
        return draft

    def _words(self, line: Line) -> None:
        words = self.layout.document.passage(line)
        draft = self.drafts[-1]
        found = occasion_line(words, self.roles)
        if found is not None:
            self._occasion(draft, found)
            return
        label, rest = _label(words)
        if label is not None:
            self.labels.add(line.number)
            self._label(label, rest)
        elif self.into is not None:
            self.into.append(words)

    def _occasion(self, draft: ControlDraft, found: OccasionLine) -> None:
        if found.control is not None and draft.occasions:
            draft = self._new_control()
        if found.control is not None:
            draft.on_line = found.control
        occasion = OccasionDraft(found)
        draft.occasions.append(occasion)
        self.into = occasion.comment

    def _label(self, label: Role, rest: Passage) -> None:
        draft = self.drafts[-1]
        if label is Role.CONTROL:
            if draft.begun:
                draft = self._new_control()
            self.into = draft.text
            if rest:
                self.into.append(rest)
            return
        if label is Role.METHOD and Role.METHOD in draft.labelled and draft.occasions:
            draft = self._split_control(draft)
        if label is Role.COMMENT and draft.occasions:
            self.into = draft.occasions[-1].comment
        else:
            self.into = draft.labelled.setdefault(label, [])
        if rest:
            self.into.append(rest)

    def _split_control(self, draft: ControlDraft) -> ControlDraft:
        """A second method under the same head: the last occasion was the first of a new control.

        The new control's text is the last paragraph of what stands before that occasion.
        """
        occasion = draft.occasions.pop()
        before = draft.occasions[-1].comment if draft.occasions else draft.text
        fresh = self._new_control()
        while before and not before[-1].text:
            before.pop()
        while before and before[-1].text:
            fresh.text.insert(0, before.pop())
        fresh.occasions.append(occasion)
        return fresh


def _blanks(lines: Sequence[Line], number: int) -> int:
    """How many empty lines follow from a line number on."""
    following = [line for line in lines if line.number >= number]
    return next((count for count, line in enumerate(following) if not line.blank), 0)


def _label(words: Passage) -> tuple[Role | None, Passage]:
    """The label that a line is, alone or with a colon and what follows on it."""
    role = role_of(words.text) if len(words) < 40 else None
    if role in _LABELS:
        return role, Passage.made("")
    head, colon, _ = words.text.partition(":")
    role = role_of(head) if colon and len(head) < 40 else None
    if role in _LABELS:
        return role, words[len(head) + 1 :].strip()
    return None, words


def occasion_of(cells: Cells, draft: OccasionDraft) -> Occasion:
    """An occasion with its grade, date and comment."""
    line = draft.line
    comment = cells.text(draft.comment)
    level: DeviationLevel | None = None
    execution: Execution | None = None
    wording: dict[str, str] = {}
    places = {"due": line.due, "responsible": line.responsible, "comment": comment}
    for grade in line.grades:
        level = level or level_of(grade.text)
        execution = execution or execution_of(grade.text)
        coded = "deviation_level" if level_of(grade.text) is not None else "execution"
        wording[coded], places[coded] = grade.text, grade
    told = execution_told(comment.text) if execution is None else None
    if told is not None:
        execution, wording["execution"] = told
        start = comment.text.index(wording["execution"])
        places["execution"] = comment[start : start + len(wording["execution"])]
    return commented(
        cells,
        Occasion(
            name=line.name.text,
            deviation_level=level,
            execution=execution,
            due=date_in(line.due.text) if line.due else None,
            responsible=line.responsible.text if line.responsible else None,
            comment=comment.text,
            wording=wording,
            places=cells.places(**places),
            source=cells.place(line.name),
        ),
        comment,
        draft.comment,
    )


def control_from(
    cells: Cells, draft: ControlDraft, risk: str | None, category: Passage | None
) -> Control | None:
    """The control of a draft; None where it has no text."""
    parts = [*draft.text, *([draft.on_line] if draft.on_line else [])]
    key = cells.text(parts)
    if not key:
        return None
    labelled = {role: cells.text(lines) for role, lines in draft.labelled.items()}

    def told(role: Role) -> str | None:
        return labelled[role].text if role in labelled else None

    return Control(
        risk=risk,
        category=category.text if category else None,
        process=told(Role.PROCESS),
        text=key.text,
        method=told(Role.METHOD),
        frequency=told(Role.FREQUENCY),
        responsible=told(Role.RESPONSIBLE),
        report_to=told(Role.REPORT_TO),
        report_when=told(Role.REPORT_WHEN),
        deviation=told(Role.DEVIATION) or told(Role.COMMENT),
        action=told(Role.ACTION),
        occasions=tuple(occasion_of(cells, occasion) for occasion in draft.occasions),
        places=cells.places(category=category, **{role.value: words for role, words in labelled.items()}),
        source=cells.place(key),
    )
