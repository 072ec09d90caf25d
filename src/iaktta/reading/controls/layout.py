"""The lines of a plan that matter: page furniture set apart, headings told from list items and table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.heads import Head, head_at
from iaktta.reading.controls.words import role_of

_NUMBER = re.compile(r"\A(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?=[A-ZÅÄÖ\"”])")
_HASH = re.compile(r"\A(?P<hash>#{1,6})\s+(?=\S)")
_PAGE = re.compile(
    r"(?:\A|[\s–|·-])(?:sida|sidan|sid\.?|s\.)\s*\d{1,3}(?:\s*(?:av|/)\s*\d{1,3}|\s*\(\d{1,3}\))?\s*\Z"
    r"|\s{2,}\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|(?:av|/)\s*\d{1,3})\s*\Z"
    r"|\A\W*\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|(?:av|/)\s*\d{1,3})\W*\Z|\A[-–]\s*\d{1,3}\s*[-–]\Z",
    re.IGNORECASE,
)
# A level of a scale with its definition, or the levels of a risk: no chapter.
_CLOSE = re.compile(r"(?P<words>\w.{14,}?(?<!:))\s(?P<number>\d{1,3})(?:\s?\(\d{1,3}\))?\Z")
_GAP = re.compile(r"\A(?:\s{2,}|\s[–|·-]\s)")
_COUNTED = re.compile(r"(?P<words>\w.*\w{3}\W*)(?:\s{2,}|\s[–|·-]\s)(?P<number>\d{1,3})\Z")
_LEVEL_LINE = re.compile(r"[^\d]\)\Z|\s\d{1,2}\Z|\s\d[.)]\s")
_LONGEST_HEADING = 140


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or marked heading: its depth from 1, its words, and its lines [first, last]."""

    depth: int
    words: Passage
    first: int
    last: int


@dataclass(frozen=True)
class Layout:
    """One document as its readers of plans see it."""

    document: Document

    @cached_property
    def furniture(self) -> frozenset[int]:
        """Numbers of the lines that are no text: page numbers with what stands beside them, running heads."""
        found = {
            line.number for line in self.document.lines if _PAGE.search(line.text) and len(line.text) < 160
        }
        found |= set(self._counted_lines())
        if self.document.pages:
            found |= set(self._running_heads())
        return frozenset(found)

    def _counted_lines(self) -> Iterator[int]:
        """Lines that come again with the next number at their end: foot lines of files whose pages are
        lost."""
        seen: dict[str, list[tuple[int, int]]] = {}
        for line in self.document.lines:
            if (match := _COUNTED.match(line.text) or _CLOSE.match(line.text)) is not None:
                seen.setdefault(match["words"], []).append((int(match["number"]), line.number))
        for words, numbered in seen.items():
            # "Nr   1" is a card's own number.
            if role_of(words) is not None:
                continue
            # Without a gap before the number it takes three lines to tell that they count.
            enough = 2 if _GAP.search(self.document.lines[numbered[0][1]].text[len(words) :]) else 3
            # Beside the number of pages a page may be left out.
            step = 9 if self.document.lines[numbered[0][1]].text.endswith(")") else 1
            if len(numbered) >= enough and all(
                0 < after[0] - before[0] <= step for before, after in pairwise(numbered)
            ):
                yield from (line for _, line in numbered)

    def _running_heads(self) -> Iterator[int]:
        firsts: dict[int, Line] = {}
        for line in self.document.lines:
            if not line.blank:
                firsts.setdefault(line.page, line)
        same = Counter(line.text for line in firsts.values())
        for line in firsts.values():
            again = same[line.text] > 1 and same[line.text] >= len(firsts) - 1
            if again and line.page > 1 and role_of(line.text.split("  ")[0]) is None and len(line.text) > 12:
                yield line.number

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines but the furniture."""
        return tuple(line for line in self.document.lines if line.number not in self.furniture)

    @cached_property
    def headings(self) -> dict[int, Heading]:
        """First line -> heading. A single number is one only where it follows on the chapter before and is
        no list."""
        candidates = [
            (at, heading, _chapter(line))
            for at, line in enumerate(self.lines)
            if (heading := self._heading(at, line)) is not None
        ]
        found: dict[int, Heading] = {}
        chapter = 0
        for place, (at, heading, number) in enumerate(candidates):
            if number is None or self.lines[at].text.startswith("#"):
                found[heading.first] = heading
                chapter = number or chapter
                continue
            if heading.depth == 1:
                # Chapters do not go back: a number above those of later sections belongs to a table or a
                # scale.
                later = [other for _, deep, other in candidates[place + 1 :] if other and deep.depth > 1]
                if (
                    number not in _next_chapters(chapter)
                    or self._in_list(at)
                    or min([number, *later]) < number
                ):
                    continue
            chapter = number
            found[heading.first] = heading
        return found

    @cached_property
    def heads(self) -> dict[int, Head]:
        """First line -> head of a table."""
        found: dict[int, Head] = {}
        end = -1
        for at, line in enumerate(self.lines):
            head = head_at(self.lines, at) if line.number > end else None
            if head is not None:
                found[line.number] = head
                end = head.last
        return found

    def _heading(self, at: int, line: Line) -> Heading | None:
        if len(line.text) > _LONGEST_HEADING or "\t" in line.text or line.text.endswith((".", ",", ";", "|")):
            return None
        passage = self.document.passage(line)
        if mark := _HASH.match(line.text):
            words = passage[mark.end() :]
            depth = len(mark["hash"])
            if number := _NUMBER.match(words.text):
                # The number tells more than the mark, which some extractors give all headings alike.
                words, depth = words[number.end() :], number["number"].count(".") + 1
            return Heading(depth, words.strip("# *_"), line.number, line.number)
        number = _NUMBER.match(line.text)
        if number is None or re.search(r"\s{3,}", line.text):
            return None
        depth = number["number"].count(".") + 1
        if depth == 1 and not self._starts_block(at):
            return None
        last = self._heading_end(at)
        parts = [
            passage[number.end() :],
            *(self.document.passage(self.lines[n]) for n in range(at + 1, last + 1)),
        ]
        words = Passage.made(" ").join(part.strip() for part in parts)
        if depth == 1 and _LEVEL_LINE.search(words.text):
            return None
        return Heading(depth, words, line.number, self.lines[last].number)

    def _heading_end(self, at: int) -> int:
        """A heading runs on where the next line begins with a small letter."""
        last = at
        while last + 1 < len(self.lines) and last < at + 2 and self.lines[last + 1].text[:1].islower():
            last += 1
        return last

    def _starts_block(self, at: int) -> bool:
        return (
            at == 0
            or self.lines[at - 1].blank
            or self.lines[at].indent > 0
            or (self.lines[at].number > self.lines[at - 1].number + 1)
        )

    def _in_list(self, at: int) -> bool:
        """Whether the next or the previous line of text is the next or previous number."""
        match = _NUMBER.match(self.lines[at].text)
        assert match is not None  # asked for numbered lines only
        number = int(match["number"])
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(self.lines) and self.lines[near].blank:
                near += step
            if 0 <= near < len(self.lines):
                other = _NUMBER.match(self.lines[near].text)
                if other is not None and other["number"] == str(number + step):
                    return True
        return False


def _next_chapters(chapter: int) -> range:
    """The numbers that may follow on a chapter; the first one need not be 1, for an extract."""
    return range(chapter + 1, chapter + 3) if chapter else range(1, 6)


def _chapter(line: Line) -> int | None:
    """The chapter of a numbered heading; None for a marked one without number."""
    match = _NUMBER.match(_HASH.sub("", line.text))
    return int(match["number"].split(".")[0]) if match else None


def blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines between empty ones."""
    block: list[Line] = []
    for line in lines:
        if line.blank:
            if block:
                yield block
            block = []
        else:
            block.append(line)
    if block:
        yield block
