"""The paragraphs of one cell of a table, mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.reading.audits.cell_units import Unit
from iaktta.reading.audits.line_width import with_next
from iaktta.reading.mending import joined, starts_item, unmarked


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Mended words without bullet or number; `item` where they had one, `mark` is the number."""

    words: Passage
    item: bool = False
    mark: Passage | None = None

    @property
    def number(self) -> str | None:
        """Its list number, where it has one."""
        return self.mark.text if self.mark else None


Cell = tuple[Paragraph, ...]

_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]\s+(?=\S)")
NEW_LINE = Passage.made("\n")


def paragraph_of(lines: Sequence[Passage]) -> Paragraph | None:
    """Lines of one paragraph; None where they hold nothing."""
    text = joined(lines).strip()
    words = unmarked(text)
    if not words:
        return None
    number = _NUMBER.match(text.text)
    mark = text[number.start(1) : number.end(1)] if number else None
    return Paragraph(words, starts_item(text.text), mark)


def cell_of(parts: Sequence[Unit], width: float) -> Cell:
    """The units of a cell as paragraphs; `width` is the column's, in ems (0 where it is not known)."""
    groups: list[list[Passage]] = []
    for place, unit in enumerate(parts):
        if groups and _continues(parts[place - 1], unit, width):
            groups[-1].extend(unit.lines)
        else:
            groups.append(list(unit.lines))
    return tuple(paragraph for group in groups if (paragraph := paragraph_of(group)))


def _continues(before: Unit, unit: Unit, width: float) -> bool:
    """Whether a unit goes on in the paragraph of the one before it."""
    if unit.item or unit.label or (before.label and len(before.lines) == 1):
        return False
    if unit.lower:
        return not before.ended or not unit.blank
    if before.open:
        return not before.lines[-1].text.endswith(":")
    if unit.blank or unit.page:
        return False
    if not width:
        return not before.ended
    return with_next(unit.measure, before.lines[-1].text, unit.text) > 0.97 * width


def words_of(cell: Sequence[Paragraph]) -> Passage:
    """A cell as one text, its paragraphs joined by a line feed."""
    return NEW_LINE.join(paragraph.words for paragraph in cell)
