"""The words of a cell, mended, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Document, Passage, Span
from iaktta.reading.controls.broken_words import Vocabulary, rejoined
from iaktta.reading.mending import mended

_DASH = re.compile(r"[–—-]\s")
_SPACE = Passage.made(" ")


@dataclass(frozen=True)
class Cells:
    """Reads the cells of one document."""

    document: Document
    vocabulary: Vocabulary

    @classmethod
    def of(cls, document: Document) -> Cells:
        return cls(document, Vocabulary(document))

    def text(self, lines: Sequence[Passage], width: int | None = None) -> Passage:
        """The words of a cell of some width: lines mended, broken words whole, paragraphs joined by a line
        feed."""
        return mended(_with_inner_dashes(rejoined(self.vocabulary, lines, width)), width)

    def place(self, passage: Passage) -> Span | None:
        return self.document.place(passage)

    def places(self, **fields: Passage | None) -> dict[str, tuple[Span, ...]]:
        """Where each field's words stand; fields without words are left out."""
        found = {name: self.place(words) for name, words in fields.items() if words is not None and words}
        return {name: (span,) for name, span in found.items() if span is not None}


def _with_inner_dashes(lines: Sequence[Passage]) -> list[Passage]:
    """Lines in which a dash that merely stands first on its line is not taken for a bullet.

    A single one, after words that end no sentence and before a small letter, parts a sentence.
    """
    dashes = [at for at, line in enumerate(lines) if _DASH.match(line.text)]
    if len(dashes) != 1 or dashes[0] == 0:
        return list(lines)
    at = dashes[0]
    before, dash = lines[at - 1].text, lines[at].text
    if not before or before.endswith((".", ":", "?")) or not dash[2:3].islower():
        return list(lines)
    return [*lines[: at - 1], lines[at - 1] + _SPACE + lines[at], *lines[at + 1 :]]
