"""What a recogniser of audit chapters offers: how sure it is of a chapter, and the audit that it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from iaktta.document import Document, Line, Passage
from iaktta.reading.outline import Outline, Section
from iaktta.report import Audit


@dataclass(frozen=True, slots=True)
class Chapter:
    """The part of a document that treats one audit.

    `title` is the heading without number and parenthesis, `year` what the document says where it lists its
    audits, `earlier` the parenthesis on an earlier follow-up, `lines` every line of it in printed order.
    """

    section: Section
    title: Passage
    number: str | None
    lines: tuple[Line, ...]
    year: int | None = None
    earlier: str | None = None


class Layout(Protocol):
    """One way in which chapters are laid out."""

    def sureness(self, document: Document, outline: Outline, chapter: Chapter) -> float:
        """0 (cannot be this layout) to 1 (cannot be another); the surest layout reads the chapter."""
        ...

    def read(
        self, document: Document, outline: Outline, chapter: Chapter, committees: frozenset[str]
    ) -> Audit:
        """The chapter's audit. `committees` are the basic forms that the document names."""
        ...
