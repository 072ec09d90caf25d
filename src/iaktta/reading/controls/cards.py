"""Cards: a risk or a control with its fields as labels and words ("Metod: Stickprov", "Metod
Stickprov")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from iaktta.document import Line, Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields, fields_of
from iaktta.reading.controls.layout import Heading, Layout
from iaktta.reading.controls.words import Role, level_of, role_of

_TITLE = re.compile(
    r"\A(?:#+\s*|\*\*)?(?P<what>risk|kontroll|kontrollmoment)(?:kort|blad)?\s*(?:nr\.?\s*)?"
    r"(?P<number>[A-ZÅÄÖ]{0,3}[-.]?\d{1,3})\s*(?:[:.–-]\s*(?P<rest>\S.*?))?(?:\*\*)?\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\A(?:[-•*–]\s+)?(?:\*\*|__)?(?P<label>[A-ZÅÄÖ][^:|\t]{0,44}?)(?:\s*:(?:\*\*|__)?\s*|(?:\*\*|__):?\s+|\s{2,}|\Z)"
)
_DESCRIPTION = re.compile(r"\A(?:beskrivning|benämning|rubrik)\Z", re.IGNORECASE)
_RISK_NUMBER = re.compile(r"\Arisk[\s-]?(?:nr\.?|id|nummer)\Z", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"\A[A-ZÅÄÖ][\w/ -]{1,40}:(?:\s|\Z)")
_CONTROLLED = {"kontroll", "kontrollmoment"}


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
    """A card while it is read: what its title says, and its labelled lines."""

    about: Role | None = None
    number: Passage | None = None
    first: int = 0
    labelled: dict[Role, list[Passage]] = field(default_factory=dict)
    labels: list[int] = field(default_factory=list)
    heading: Passage | None = None
    group: Passage | None = None
    column: int = 0
    """Where the words begin on lines whose labels are parted from them by spaces only; 0 where they are
    not."""

    def is_one(self) -> bool:
        """Whether it names a risk or a control and says more of it; a heading right above may be the name."""
        named = Role.CONTROL in self.labelled or Role.RISK in self.labelled
        if not named and self.heading is not None and len(_OF_CONTROLS & self.labelled.keys()) > 1:
            self.labelled[Role.CONTROL] = [self.heading]
            return True
        return named and len(self.labelled) + (self.number is not None) > 1

    def fields(self, cells: Cells) -> Fields:
        """Its words; its number is the risk's or the control's, as the title says."""
        labelled = dict(self.labelled)
        # "Område" on a risk's card is the risk's category.
        if (
            Role.RISK in labelled
            and Role.CATEGORY not in labelled
            and Role.PROCESS in labelled
            and self.about is Role.RISK
        ):
            labelled[Role.CATEGORY] = labelled.pop(Role.PROCESS)
        if self.group is not None and Role.RISK in labelled and Role.CATEGORY not in labelled:
            labelled[Role.CATEGORY] = [self.group]
        fields = fields_of(cells, list(labelled), list(labelled.values()))
        result = fields.text(Role.DEVIATION)
        if result is not None and Role.LEVEL not in fields.words and level_of(result) is not None:
            words = dict(fields.words)
            words[Role.LEVEL] = words.pop(Role.DEVIATION)
            return Fields(words, fields.secret)
        return fields


def find_cards(layout: Layout, skipped: frozenset[int]) -> Iterator[Card]:
    """The cards among the lines that no table holds, in printed order."""
    card: Card | None = None
    into: list[Passage] | None = None
    heading: Heading | None = None
    group: Passage | None = None
    for at, line in enumerate(layout.lines):
        if line.number in skipped:
            into = None
            continue
        if line.number in layout.headings and _titled(layout, line) is None:
            if card is not None and card.is_one():
                yield card
            card, into, heading = None, None, layout.headings[line.number]
            continue
        if line.blank:
            if into:
                into.append(Passage.made(""))
            continue
        title = _titled(layout, line)
        if title is not None:
            if card is not None and card.is_one():
                yield card
            card, into = title
            card.group = group
            continue
        if (words := _group(layout, at)) is not None:
            if card is not None and card.is_one():
                yield card
            card, into, group = None, None, words
            continue
        role, rest = _labelled(layout, line, card)
        if role is not None:
            numbered = card is not None and card.number is not None and _numbers_risk(line)
            if card is None or numbered or role in card.labelled:
                if card is not None and card.is_one():
                    yield card
                card = Card(first=line.number, heading=_right_above(layout, heading, line))
            if not rest:
                card.labels.append(line.number)
            if role is Role.RISK and _numbers_risk(line) and rest and Role.CONTROL not in card.labelled:
                card.about, card.number, into = Role.RISK, rest, None
                continue
            into = card.labelled.setdefault(role, [])
            if rest:
                into.append(rest)
        elif into is not None and _goes_on(line, into):
            into.append(layout.document.passage(line))
        else:
            into = None
            if card is not None and card.is_one():
                yield card
                card = None
    if card is not None and card.is_one():
        yield card


def _group(layout: Layout, at: int) -> Passage | None:
    """The words of a category alone between empty lines above a card's title ("Område: Ekonomi")."""
    line = layout.lines[at]
    match = _LABEL.match(line.text)
    if match is None or role_of(match["label"].strip(" *_")) not in (Role.CATEGORY, Role.PROCESS):
        return None
    near = layout.lines[at + 1 : at + 4]
    below = [other for other in near if not other.blank]
    apart = (at == 0 or layout.lines[at - 1].blank) and bool(near) and near[0].blank
    if not apart or not below or _titled(layout, below[0]) is None:
        return None
    words = layout.document.passage(line)[match.end() :].strip(" *_")
    return words or None


def _right_above(layout: Layout, heading: Heading | None, line: Line) -> Passage | None:
    """The heading's words, where only empty lines stand between it and a line."""
    if heading is None:
        return None
    between = layout.document.lines[heading.last + 1 : line.number]
    return heading.words if all(other.blank for other in between) else None


def _numbers_risk(line: Line) -> bool:
    match = _LABEL.match(line.text)
    return match is not None and bool(_RISK_NUMBER.match(match["label"].strip(" *_")))


def _titled(layout: Layout, line: Line) -> tuple[Card, list[Passage] | None] | None:
    """A card's title: "Riskkort A1", "Kontroll K1", "Kontroll G1: what is controlled"."""
    match = _TITLE.match(line.text)
    if match is None:
        return None
    words = layout.document.passage(line)
    about = Role.CONTROL if match["what"].casefold() in _CONTROLLED else Role.RISK
    if not match["rest"] and about is Role.RISK and ":" in line.text:
        return None
    card = Card(about, words[match.start("number") : match.end("number")], line.number, labels=[line.number])
    if not match["rest"]:
        return card, None
    into = card.labelled.setdefault(about, [])
    into.append(words[match.start("rest") : match.end("rest")])
    return card, into


def _labelled(layout: Layout, line: Line, card: Card | None) -> tuple[Role | None, Passage]:
    """The label that opens a line, and the words after it."""
    words = layout.document.passage(line)
    column = card.column if card is not None else 0
    # The longest label has a single space after it, but its words begin where those of the others do.
    if column and line.text[column - 1 : column] == " " and (role := role_of(line.text[:column])) is not None:
        return role, words[column:].strip()
    match = _LABEL.match(line.text)
    if match is None:
        return None, words
    label = match["label"].strip(" *_")
    role = role_of(label)
    if role is None and card is not None and card.about is not None and _DESCRIPTION.match(label):
        role = card.about
    bare = match.end() == len(line.text) and ":" not in line.text
    if role is None or (bare and card is None):
        return None, words
    if card is not None and match.group().endswith("  "):
        card.column = match.end()
    return role, words[match.end() :].strip(" *_")


def _goes_on(line: Line, into: list[Passage]) -> bool:
    """Whether a line continues a labelled text: directly below, or below an empty line that parts a
    sentence."""
    if _OTHER_LABEL.match(line.text):
        return False
    if not into or into[-1].text:
        return line.number > 0 and not line.text.startswith("#")
    before = next((part.text for part in reversed(into) if part.text), "")
    return bool(before) and not before.endswith((".", "!", "?")) and line.text[:1].islower()
