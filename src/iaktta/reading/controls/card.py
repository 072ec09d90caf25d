"""One card: a risk or a control with its fields, as its labels tell them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from iaktta.document import Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields, fields_of
from iaktta.reading.controls.words import Role, execution_of, level_of

_SENTENCE = re.compile(r"(?P<first>[^.:;,\n–]{2,40}?)\s?(?:[.:;,–]|\n)\s*(?=\S)")

Labelled = dict[Role, list[Passage]]
"""What each label says: its lines."""

_OF_CONTROLS = {
    Role.METHOD,
    Role.FREQUENCY,
    Role.RESPONSIBLE,
    Role.DEVIATION,
    Role.LEVEL,
    Role.STATUS,
    Role.ACTION,
    Role.COMMENT,
}
"""Fields that only a control has, so that a heading above two of them names it."""


@dataclass
class Card:
    """A card while it is read: what its title says, its labelled lines, and those of its occasions.

    `heading` stands right above it, `group` is the category of the cards that it is one of.
    """

    about: Role | None = None
    number: Passage | None = None
    first: int = 0
    labelled: Labelled = field(default_factory=dict)
    occasions: list[Labelled] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    heading: Passage | None = None
    group: Passage | None = None
    title: Passage | None = None
    """The words beside its number on the line above it ("G1 Attest")."""
    column: int = 0
    """Where the words begin on lines whose labels are parted from them by spaces; 0 where they are not."""

    def is_one(self) -> bool:
        """Whether it names a risk, a control or an action and says more; a heading above may be the name."""
        named = {Role.CONTROL, Role.RISK} & self.labelled.keys()
        above = self.title or self.heading
        if not named and above is not None and len(_OF_CONTROLS & self.labelled.keys()) > 1:
            self.labelled[Role.CONTROL] = [above]
            return True
        return bool(named) and len(self.labelled) + (self.number is not None) > 1

    def is_action(self) -> bool:
        """Whether it tells of an action against a risk rather than of a control."""
        return (
            Role.CONTROL not in self.labelled
            and Role.ACTION in self.labelled
            and bool({Role.DUE, Role.RESPONSIBLE} & self.labelled.keys())
        )

    def tells_result(self) -> bool:
        """Whether its result is told in words of its own rather than graded."""
        result = self.labelled.get(Role.DEVIATION)
        return bool(result) and level_of(" ".join(line.text for line in result or ())) is None

    def fields(self, cells: Cells, graded: bool = True) -> Fields:
        """Its words; its number is the risk's or the control's, as the title says.

        `graded`: a result that is nothing but a grade grades.
        """
        labelled = dict(self.labelled)
        if self.number is not None:
            labelled[Role.RISK_NUMBER if self.about is Role.RISK else Role.NUMBER] = [self.number]
        named = labelled.get(Role.CONTROL)
        if self.title is not None and Role.PROCESS not in labelled and named and named != [self.title]:
            labelled[Role.PROCESS] = [self.title]
        # "Område" on a risk's card is the risk's category.
        of_risk = Role.RISK in labelled and Role.CATEGORY not in labelled
        if of_risk and Role.PROCESS in labelled and self.about is Role.RISK:
            labelled[Role.CATEGORY] = labelled.pop(Role.PROCESS)
        elif of_risk and self.group is not None:
            labelled[Role.CATEGORY] = [self.group]
        found = fields_of(cells, list(labelled), list(labelled.values()))
        return _graded(found) if graded else found

    def occasion_fields(self, cells: Cells) -> list[Fields]:
        """The words of each of its occasions."""
        rows = [fields_of(cells, list(told), list(told.values())) for told in self.occasions]
        return [_opened(_graded(fields)) for fields in rows]


def _opened(fields: Fields) -> Fields:
    """An occasion's result that opens with a grade ("Mindre avvikelser. Två ...") is grade and comment."""
    result = fields.get(Role.DEVIATION)
    match = _SENTENCE.match(result.text) if result is not None else None
    if result is None or match is None or {Role.LEVEL, Role.STATUS} & fields.words.keys():
        return fields
    grade = result[match.start("first") : match.end("first")]
    if level_of(grade.text) is None and execution_of(grade.text) is None:
        return fields
    words = dict(fields.words)
    words[Role.LEVEL], words[Role.DEVIATION] = grade, result[match.end() :].strip()
    return Fields(words, fields.secret)


def _graded(fields: Fields) -> Fields:
    """A result that is nothing but a grade grades."""
    result = fields.text(Role.DEVIATION)
    if result is None or Role.LEVEL in fields.words or level_of(result) is None:
        return fields
    words = dict(fields.words)
    words[Role.LEVEL] = words.pop(Role.DEVIATION)
    return Fields(words, fields.secret)
