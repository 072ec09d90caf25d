"""Words that remember where each of their letters stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from iaktta.document.span import Span

# What may lie between two letters of one piece: white space and the marks that mending takes away.
_BRIDGE = re.compile(r"[\s\-\u00ad*_#>•●▪◦○■□►▶➢➔→–—−·\uf0b7\uf0a7\ufeff]*\Z")


@dataclass(slots=True, unsafe_hash=True)
class Passage:
    """A text, and for each of its letters the offset in the document's plain text (-1: put there by mending).

    `len(at) == len(text)` always. Passages are cut and joined like strings; `span` leads back
    to the source. They are never changed after they are made: not frozen only because frozen costs three
    times as much to make, and a document makes thousands.
    """

    text: str
    at: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.at):
            raise ValueError("a passage needs one place for each letter")

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Passage:
        """The words of source[start:end], as they stand."""
        return cls(source[start:end], tuple(range(start, min(end, len(source)))))

    @classmethod
    def made(cls, text: str) -> Passage:
        """Words that stand nowhere (a joining space or line feed)."""
        return cls(text, (-1,) * len(text))

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.text + other.text, self.at + other.at)

    def __getitem__(self, where: slice) -> Passage:
        return Passage(self.text[where], self.at[where])

    def join(self, parts: Iterable[Passage]) -> Passage:
        """The parts with this passage between them, as str.join."""
        joined: list[Passage] = []
        for part in parts:
            if joined and self.text:
                joined.append(self)
            joined.append(part)
        return Passage(
            "".join([part.text for part in joined]), tuple(chain.from_iterable([part.at for part in joined]))
        )

    def strip(self, letters: str | None = None) -> Passage:
        """Without the given letters (white space by default) at both ends."""
        bare = self.text.strip(letters)
        if len(bare) == len(self.text):
            return self
        left = len(self.text) - len(self.text.lstrip(letters)) if bare else 0
        return self[left : left + len(bare)]

    def remove(self, pattern: re.Pattern[str]) -> Passage:
        """Without whatever the pattern matches."""
        kept: list[Passage] = []
        end = 0
        for match in pattern.finditer(self.text):
            kept.append(self[end : match.start()])
            end = match.end()
        if not kept:
            return self
        return Passage.made("").join([*kept, self[end:]])

    def split(self, pattern: re.Pattern[str]) -> Iterator[Passage]:
        """The parts between the pattern's matches, stripped; blank ones are left out."""
        end = 0
        for match in pattern.finditer(self.text):
            if part := self[end : match.start()].strip():
                yield part
            end = match.end()
        if part := self[end:].strip():
            yield part

    def span(self, source: str, page: int | None = None) -> Span | None:
        """Where the words stand; None where none of them stands anywhere.

        Letters between which the source has only white space, hyphens and bullets make one piece.
        """
        pieces: list[tuple[int, int]] = []
        start = end = -1
        for offset in self.strip().at:
            if offset == end:
                end += 1
            elif offset >= 0 and not source[offset].isspace():
                if start < 0:
                    start = offset
                elif offset < end or not _BRIDGE.match(source, end, offset):
                    pieces.append((start, end))
                    start = offset
                end = offset + 1
        return Span.of([*pieces, (start, end)], page) if start >= 0 else None
