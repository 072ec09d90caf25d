"""A file's plain text, cut into lines and pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from iaktta.document.passage import Passage
from iaktta.document.span import Span

_LINE = re.compile(r"[^\n\r\f]*(?:\r\n|\n|\r|\f|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: [start, end) of its words without the white space around them.

    `raw` has that white space but not the line end: many extractors leave a space at the end of a
    line that was wrapped, and one at the start of the first line of a page. Lines count from 0, pages from 1.
    """

    number: int
    start: int
    end: int
    text: str
    raw: str
    page: int

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def indent(self) -> int:
        """White space before the first word, in letters."""
        return len(self.raw) - len(self.raw.lstrip())


@dataclass(frozen=True)
class Document:
    """What a file says before anybody has understood it. Offsets count code points of `text`.

    A form feed ends a line and a page; `pages` is None where the file has none.
    """

    text: str
    name: str = ""
    media_type: str = "text/plain"
    sha256: str = ""
    lines: tuple[Line, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(_lines(self.text)))

    @cached_property
    def pages(self) -> int | None:
        return self.text.count("\f") + 1 if "\f" in self.text else None

    @cached_property
    def _passages(self) -> dict[tuple[int, int], Passage]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.lines[max(0, bisect_right(self._starts, offset) - 1)]

    def page_at(self, offset: int) -> int | None:
        """The page that holds an offset; None where the file has no pages."""
        return self.line_at(offset).page if self.pages else None

    def passage(self, line: Line) -> Passage:
        """The words of a line."""
        place = (line.start, line.end)
        if place not in self._passages:
            self._passages[place] = Passage(line.text, tuple(range(*place)))
        return self._passages[place]

    def place(self, passage: Passage) -> Span | None:
        """Where a passage of this document stands, with its page."""
        span = passage.span(self.text)
        if span is None or self.pages is None:
            return span
        return Span(span.start, span.end, self.page_at(span.ranges()[0][0]), pieces=span.pieces)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    page, start = 1, 0
    while start < len(text):
        match = _LINE.match(text, start)
        assert match is not None  # the pattern matches any place
        whole = match.group()
        raw = whole.rstrip("\n\r\f")
        left = len(raw) - len(raw.lstrip())
        words = raw.strip()
        lines.append(Line(len(lines), start + left, start + left + len(words), words, raw, page))
        page += whole.endswith("\f")
        start = match.end()
    return lines
