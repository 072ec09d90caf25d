"""Chapters in running text, slides and numbered headings: the order of headings and lists tells all."""

from __future__ import annotations

from iaktta.document import Document
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.outline import Outline
from iaktta.report import Audit


class Prose:
    """Headings with a role, under them paragraphs and lists."""

    def sureness(self, document: Document, outline: Outline, chapter: Chapter) -> float:
        """Any chapter can be read so, if nothing better is found."""
        return 0.3

    def read(
        self, document: Document, outline: Outline, chapter: Chapter, committees: frozenset[str]
    ) -> Audit:
        return Audit(
            chapter.title.text,
            section=chapter.number,
            year=chapter.year,
            source=document.place(chapter.title),
        )
