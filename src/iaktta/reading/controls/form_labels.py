"""Labels without a colon: alone on their lines, or before their words where a form's columns were lost.

A name of a column that begins a line may as well be the text's own word. What tells is that the same names
come again, in turn with others, above or before words of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from iaktta.document import Line
from iaktta.reading.controls.heads import roles_of
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.words import LONGEST_HEAD, Role, execution_of, level_of, role_of

_OPENS_WORDS = re.compile(r"[A-ZÅÄÖ0-9\"”(§]")
_LONGEST_NAME = 45  # letters
_LEAST_ROLES = 3
_LEAST_ROLES_ONCE = 5  # where no name comes again
_ANSWERED = 0.6  # share of the names that have words of their own


@dataclass(frozen=True, slots=True)
class _Label:
    """A line that may open with a label: which, and how long it is, in letters."""

    line: Line
    role: Role
    name: str

    @property
    def alone(self) -> bool:
        return len(self.name) == len(self.line.text)


def form_labels(layout: Layout, skipped: frozenset[int]) -> dict[int, int]:
    """Line number -> how long the label is that it opens with, in letters, for labels without a colon."""
    found = list(_candidates(layout, skipped))
    for alone in (True, False):
        labels = _in_turn([label for label in found if label.alone is alone or not alone])
        if labels and _are_answered(layout, labels):
            return {label.line.number: len(label.name) for label in labels}
    return {}


def _candidates(layout: Layout, skipped: frozenset[int]) -> Iterator[_Label]:
    for line in layout.lines:
        if line.blank or line.number in skipped or line.number in layout.heads:
            continue
        if len(roles_of(line.text)) > 2 or not line.text[:1].isupper():
            continue
        words = line.text[:_LONGEST_NAME].split(" ")[:LONGEST_HEAD]
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            rest = line.text[len(name) :].lstrip()
            role = role_of(name) if name[-1:].isalnum() and ":" not in name else None
            if role is not None and (not rest or _OPENS_WORDS.match(rest)):
                yield _Label(line, role, name)
                break


def _in_turn(found: list[_Label]) -> list[_Label]:
    """Those whose names come again in turn; where none does, those of a single form."""
    found = [
        label
        for before, label in pairwise([None, *found])
        if label is not None and not (before is not None and _answers(before, label))
    ]
    times = Counter(label.name for label in found)
    most = max(times.values(), default=0)
    kept = [label for label in found if 2 * times[label.name] >= most]
    roles = {label.role for label in kept}
    if not roles & {Role.CONTROL, Role.RISK}:
        return []
    if len(roles) < (_LEAST_ROLES if most > 1 else _LEAST_ROLES_ONCE):
        return []
    same = sum(before.name == after.name for before, after in pairwise(kept))
    return kept if same <= 0.1 * len(kept) else []


def _answers(before: _Label, label: _Label) -> bool:
    """Whether what looks like a label is the word of the one right above it ("Status / Genomförd")."""
    graded = execution_of(label.name) is not None or level_of(label.name) is not None
    return graded and label.alone and before.alone and label.line.number == before.line.number + 1


def _are_answered(layout: Layout, labels: list[_Label]) -> bool:
    """Whether most labels have words of their own: names right below each other are a table's head."""
    numbers = {label.line.number for label in labels}
    places = {line.number: at for at, line in enumerate(layout.lines)}
    answered = 0
    for label in labels:
        below = layout.lines[places[label.line.number] + 1 : places[label.line.number] + 4]
        following = next((line for line in below if not line.blank), None)
        answered += not label.alone or (following is not None and following.number not in numbers)
    return answered >= _ANSWERED * len(labels)
