"""A file's plain text, cut into lines and pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import TypeVar, cast

from iaktta.document.passage import Passage
from iaktta.document.span import Span

Found = TypeVar("Found")

_LINE_END = re.compile(r"([\n\r\f](?:(?<=\r)\n)?)")


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One line: [start, end) of its words without the white space around them.

    `raw` has that white space but not the line end: many extractors leave a space at the end of a
    line that was wrapped, and one at the start of the first line of a page. Lines count from 0, pages from 1.
    They are never changed after they are made: not frozen for the same reason as passages.
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
    def folded(self) -> str:
        """The text without difference between capitals and small letters; offsets need not be the text's own.

        A pattern is tried on it many times faster than on the text with re.IGNORECASE.
        """
        return self.text.casefold()

    @cached_property
    def _found(self) -> dict[str, object]:
        return {}

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        return tuple(range(len(self.text)))

    @cached_property
    def _passages(self) -> dict[tuple[int, int], Passage]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def once(self, find: Callable[[Document], Found]) -> Found:
        """What a finder finds in this document, looked for the first time only."""
        name = f"{find.__module__}.{find.__qualname__}"
        if name not in self._found:
            self._found[name] = find(self)
        return cast("Found", self._found[name])

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
            self._passages[place] = Passage(line.text, self._offsets[line.start : line.end])
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
    parts = _LINE_END.split(text)
    if not parts[-1]:  # no line follows on the last line end
        parts.pop()
    for raw, end in zip_longest(parts[::2], parts[1::2], fillvalue=""):
        words = raw.strip()
        left = len(raw) - len(raw.lstrip()) if len(words) < len(raw) else 0
        lines.append(Line(len(lines), start + left, start + left + len(words), words, raw, page))
        page += end == "\f"
        start += len(raw) + len(end)
    return lines
