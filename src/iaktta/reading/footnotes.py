"""Footnotes: the notes at a page's foot, and their marks, which extraction glues to the word before.

"beslutade den 3 maj 20211" with a note "1 2021-05-03 § 7" at the foot says 2021.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from iaktta.document import Document, Line, Passage

_NOTE = re.compile(r"^(\d{1,2})\s+(?=[^\W_]|[\"”“(§])")
_REACH = 90
"""How many lines above a note its mark may stand."""


@dataclass(frozen=True)
class Footnotes:
    """`lines`: numbers of the lines that are notes. `marks`: offsets of the marks' letters in the text."""

    lines: frozenset[int] = frozenset()
    marks: frozenset[int] = frozenset()

    def words(self, document: Document, line: Line) -> Passage:
        """A line's words without footnote marks."""
        first = bisect_left(self._ordered, line.start)
        marked = first < len(self._ordered) and self._ordered[first] < line.end
        return self.without_marks(document.passage(line)) if marked else document.passage(line)

    @cached_property
    def _ordered(self) -> list[int]:
        return sorted(self.marks)

    def without_marks(self, words: Passage) -> Passage:
        """The words without footnote marks."""
        if self.marks.isdisjoint(words.at):
            return words
        kept = [place for place, offset in enumerate(words.at) if offset not in self.marks]
        return Passage("".join(words.text[place] for place in kept), tuple(words.at[place] for place in kept))


NO_NOTES = Footnotes()


def footnotes(document: Document) -> Footnotes:
    """The footnotes of a document; a line is a note only where its mark stands in the text above."""
    return document.once(_footnotes)


def _footnotes(document: Document) -> Footnotes:
    lines: set[int] = set()
    marks: set[int] = set()
    last = 0
    for line, number in _candidates(document):
        if number not in (1, last + 1):
            continue
        mark = _mark_above(document, line, number, lines)
        if mark is None:
            continue
        last = number
        marks.update(range(mark, mark + len(str(number))))
        lines.update(_note_lines(document, line))
    return Footnotes(frozenset(lines), frozenset(marks))


def _candidates(document: Document) -> Iterator[tuple[Line, int]]:
    for line in document.lines:
        if match := _NOTE.match(line.text):
            yield line, int(match[1])


def _mark_above(document: Document, note: Line, number: int, notes: set[int]) -> int | None:
    """Where a note's mark stands: digits glued to a year, a word or a full stop; the nearest one above."""
    mark = re.compile(rf"(?:(?<![\d.,])(?:19|20)\d\d|[a-zåäö]{{3}}[.,;)\"”]?|\)){number}(?=[\s.,;:)]|$)")
    for line in reversed(document.lines[max(0, note.number - _REACH) : note.number]):
        if line.number in notes:
            continue
        if found := list(mark.finditer(line.text)):
            return line.start + found[-1].end() - len(str(number))
    return None


def _note_lines(document: Document, note: Line) -> Iterator[int]:
    """The note's line and those that go on with it, until a blank line, a new page or the next note."""
    yield note.number
    for line in document.lines[note.number + 1 :]:
        if line.blank or line.page != note.page or _NOTE.match(line.text) or line.indent != note.indent:
            return
        yield line.number
