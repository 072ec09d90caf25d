"""Cards: a risk or a control with its fields as labels and words ("Metod: Stickprov", "Metod
Stickprov")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaktta.document import Line, Passage
from iaktta.reading.controls.card import Card
from iaktta.reading.controls.form_labels import form_labels
from iaktta.reading.controls.label_order import label_order
from iaktta.reading.controls.layout import Heading, Layout
from iaktta.reading.controls.occasion_names import occasion_named
from iaktta.reading.controls.words import Role, role_of
from iaktta.reading.mending import NUMBERED

_TITLE = re.compile(
    r"\A(?:#+\s*|\*\*)?(?:gemensamt?\s)?(?P<what>risk|kontroll|kontrollmoment|kontrollaktivitet|kontrollpunkt)(?:kort|blad)?\s*(?:nr\.?\s*)?"
    r"(?P<number>[A-ZÅÄÖ]{0,3}[-.]?\d{1,3})\s*(?:[:.–-]\s*(?P<rest>\S.*?))?(?:\*\*)?\Z",
    re.IGNORECASE,
)
_NUMBERED_TITLE = re.compile(
    r"\A(?:#+\s*|\*\*)?(?P<number>[A-ZÅÄÖ]{1,3}[-.]?\d{1,2})[.:]?\s+(?P<rest>[A-ZÅÄÖ][^.:|\t]{2,60}?)(?:\*\*)?\Z"
)
_OPENS_CONTROL = (Role.CONTROL, Role.METHOD, Role.FREQUENCY, Role.RESPONSIBLE, Role.PROCESS)
_LABEL = re.compile(
    r"\A(?:[-•*–]\s+)?(?:\*\*|__)?(?P<label>[A-ZÅÄÖ][^:|\t]{0,44}?)(?:\s*:(?:\*\*|__)?\s*|(?:\*\*|__):?\s+|\s{2,}|\Z)"
)
_DESCRIPTION = re.compile(r"\A(?:beskrivning|benämning|rubrik)\Z", re.IGNORECASE)
_RISK_NUMBER = re.compile(r"\Arisk[\s-]?(?:nr\.?|id|nummer)\Z", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"\A[A-ZÅÄÖ][\w/ -]{1,40}:(?:\s|\Z)")
_CONTROLLED = {"kontroll", "kontrollmoment", "kontrollaktivitet", "kontrollpunkt"}
_LEVELS = re.compile(
    r"\A(?:[-•*]\s+)?S(?:annolikhet)?\s?[:=]?\s?(?P<likelihood>\d{1,2})\W+(?:K(?:onsekvens)?|P(?:åverkan)?)\s?[:=]?\s?"
    r"(?P<consequence>\d{1,2})(?:\W+(?:R[VT]?|risk(?:värde|tal|poäng))\s?[:=]?\s?(?P<value>\d{1,3}))?\W*\Z",
    re.IGNORECASE,
)
_NO_CATEGORY = re.compile(r"risk|kontroll|plan|åtgärd|uppfölj|resultat|rapport|inledning", re.IGNORECASE)
_OF_OCCASIONS = {
    Role.STATUS,
    Role.LEVEL,
    Role.DEVIATION,
    Role.DUE,
    Role.RESPONSIBLE,
    Role.COMMENT,
    Role.REASON,
}


def find_cards(layout: Layout, skipped: frozenset[int]) -> Iterator[Card]:
    """The cards among the lines that no table holds, in printed order."""
    reader = _Reader(layout, form_labels(layout, skipped))
    for at, line in enumerate(layout.lines):
        if line.number in skipped:
            reader.into = None
        else:
            reader.read(at, line)
    reader.close()
    yield from reader.cards


class _Reader:
    """Goes through the lines once. `into` takes the next line of text, `above` holds lines nobody claimed."""

    def __init__(self, layout: Layout, forms: dict[int, int]) -> None:
        self.layout, self.forms = layout, forms
        self.order = label_order(list(_roles(layout, forms)))
        self.last: Role | None = None
        self.fresh, self.bare = True, False
        self.cards: list[Card] = []
        self.card: Card | None = None
        self.into: list[Passage] | None = None
        self.heading: Heading | None = None
        self.group: Passage | None = None
        self.above: list[Passage] = []

    def close(self) -> None:
        if self.card is not None and self.card.is_one():
            self.cards.append(self.card)
        self.card, self.into = None, None

    def read(self, at: int, line: Line) -> None:
        title = None if line.blank else _titled(self.layout, line) or _numbered(self.layout, at)
        if title is None and line.number in self.layout.headings and not self._tells_risk(at):
            self.close()
            self.heading = self.layout.headings[line.number]
            self.group = None
        elif line.blank:
            self.above, self.fresh = [], True
            if self.into:
                self.into.append(Passage.made(""))
        elif title is not None:
            self.close()
            self.card, self.into = title
            self.card.group = self._category(line)
        elif (words := _group(self.layout, at)) is not None:
            self.close()
            self.group = words
        elif (levels := _LEVELS.match(line.text)) is not None:
            self._levels(line, levels)
        else:
            self._words(line)
            self.fresh = False

    def _tells_risk(self, at: int) -> bool:
        """Whether what looks like a heading is a risk, its levels being on the line below."""
        return any(_LEVELS.match(below.text) for below in self.layout.lines[at + 1 : at + 2])

    def _category(self, line: Line) -> Passage | None:
        """What groups the cards: a line above them, or the heading right above the first of them."""
        heading = _right_above(self.layout, self.heading, line)
        if self.group is None and heading is not None and not _NO_CATEGORY.search(heading.text):
            self.group = heading
        return self.group

    def _levels(self, line: Line, match: re.Match[str]) -> None:
        """A line with all levels belongs to the risk of the card, or to the risk told on the lines above
        it."""
        words = self.layout.document.passage(line)
        if self.card is None or Role.LIKELIHOOD in self.card.labelled:
            above = self.above
            self.close()
            self.card = Card(Role.RISK, first=line.number, group=self._category(line))
            if above and (number := NUMBERED.match(above[0].text)):
                self.card.number = above[0][number.start(1) : number.end(1)]
                above = [above[0][number.end() :], *above[1:]]
            if above:
                self.card.labelled[Role.RISK] = above
        for role in (Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE):
            if match[role.value]:
                self.card.labelled[role] = [words[match.start(role.value) : match.end(role.value)]]
        self.above, self.into = [], None

    def _words(self, line: Line) -> None:
        if line.number in self.forms:
            words, end = self.layout.document.passage(line), self.forms[line.number]
            self.bare = True
            role, rest = role_of(line.text[:end]), words[end:].strip()
        else:
            role, rest = _labelled(self.layout, line, self.card, bare=not self.forms)
            self.bare = self.bare and role is None
        if role is None and self._occasion(line):
            return
        if role is not None and not (role is Role.TREATMENT and self.card is None):
            self._label(line, role, rest)
        elif self.into is not None and _goes_on(line, self.into, self.bare):
            self.into.append(self.layout.document.passage(line))
        else:
            # A label of unknown meaning is no end.
            if self.card is not None and self.card.is_one() and not _OTHER_LABEL.match(line.text):
                self.close()
            self.into = None
            self.above.append(self.layout.document.passage(line))

    def _occasion(self, line: Line) -> bool:
        """Take a label that names an occasion ("Utfall tertial 1:") into the open card."""
        match = _LABEL.match(line.text)
        if (
            match is None
            or self.card is None
            or Role.CONTROL not in self.card.labelled
            or ":" not in line.text
        ):
            return False
        words = self.layout.document.passage(line)
        when = occasion_named(words[match.start("label") : match.end("label")])
        if when is None:
            return False
        rest = words[match.end() :].strip(" *_")
        self.into = [rest] if rest else []
        self.card.occasions.append({Role.OCCASION: [when], Role.DEVIATION: self.into})
        return True

    def _label(self, line: Line, role: Role, rest: Passage) -> None:
        card = self._card_for(line, role)
        self.above, self.last = [], role
        if not rest:
            card.labels.append(line.number)
        if role is Role.RISK and _numbers_risk(line) and rest and Role.CONTROL not in card.labelled:
            card.about, card.number, self.into = Role.RISK, rest, None
            return
        labelled = card.labelled
        if role is Role.OCCASION and Role.CONTROL in card.labelled:
            card.occasions.append({})
        if card.occasions and (role is Role.OCCASION or role in _OF_OCCASIONS):
            labelled = card.occasions[-1]
        self.into = labelled.setdefault(role, [])
        if rest:
            self.into.append(rest)

    def _card_for(self, line: Line, role: Role) -> Card:
        """The open card, or a new one where the label has been on it."""
        card = self.card
        if card is not None and card.occasions and role in _OF_OCCASIONS | {Role.OCCASION}:
            return card
        if card is not None and role is Role.OCCASION and Role.CONTROL in card.labelled:
            return card
        numbered = card is not None and card.number is not None and _numbers_risk(line)
        if card is None or numbered or role in card.labelled or self._goes_back(card, role):
            self.close()
            heading = _right_above(self.layout, self.heading, line)
            self.card = Card(first=line.number, heading=heading, group=self._category(line))
        assert self.card is not None  # opened above where there was none
        return self.card

    def _goes_back(self, card: Card, role: Role) -> bool:
        """Whether a label below an empty line stands before the last one on other cards."""
        before = self.order.get(self.last) if self.last is not None else None
        return self.fresh and before is not None and self.order.get(role, before) < before and card.is_one()


def _roles(layout: Layout, forms: dict[int, int]) -> Iterator[Role]:
    """What the labels of a document are, in printed order, as far as their names alone tell."""
    for line in layout.lines:
        match = None if forms else _LABEL.match(line.text)
        end = forms.get(line.number, 0) if match is None else match.end("label")
        role = role_of(line.text[:end]) if end and (forms or end < len(line.text)) else None
        if role is not None:
            yield role


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


def _numbered(layout: Layout, at: int) -> tuple[Card, None] | None:
    """A title alone on its line right above a control's labels: "G1 Attest"."""
    line = layout.lines[at]
    match = _NUMBERED_TITLE.match(line.text)
    if match is None or (at and not layout.lines[at - 1].blank and not _page_begins(layout, at)):
        return None
    below = next((other for other in layout.lines[at + 1 : at + 4] if not other.blank), None)
    label = _LABEL.match(below.text) if below is not None else None
    if label is None or role_of(label["label"].strip(" *_")) not in _OPENS_CONTROL:
        return None
    words = layout.document.passage(line)
    number = words[match.start("number") : match.end("number")]
    title = words[match.start("rest") : match.end("rest")]
    return Card(Role.CONTROL, number, line.number, labels=[line.number], title=title), None


def _page_begins(layout: Layout, at: int) -> bool:
    return layout.lines[at].number > layout.lines[at - 1].number + 1


def _labelled(layout: Layout, line: Line, card: Card | None, bare: bool) -> tuple[Role | None, Passage]:
    """The label that opens a line, and the words after it; `bare`: it may lack its colon."""
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
    alone = match.end() == len(line.text) and ":" not in line.text
    if role is None or (alone and (not bare or card is None or _has_colons(layout, card))):
        return None, words
    if card is not None and match.group().endswith("  "):
        card.column = match.end()
    return role, words[match.end() :].strip(" *_")


def _has_colons(layout: Layout, card: Card) -> bool:
    """Whether a card's labels end in colons: then a word without one is no label."""
    return any(
        ":" in layout.document.line_at(lines[0].at[0]).text
        for lines in card.labelled.values()
        if lines and lines[0].at
    )


def _goes_on(line: Line, into: list[Passage], bare: bool) -> bool:
    """Whether a line continues a labelled text: directly below, or below an empty line that parts a
    sentence."""
    if _OTHER_LABEL.match(line.text) and (into or not bare):
        return False
    if not into or into[-1].text:
        return line.number > 0 and not line.text.startswith("#")
    before = next((part.text for part in reversed(into) if part.text), "")
    return bool(before) and not before.endswith((".", "!", "?")) and line.text[:1].islower()
