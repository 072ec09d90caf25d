"""Text that no reader could place: shown as a problem, never dropped."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from iaktta.document import Document, Line, Span
from iaktta.report import Problem, ProblemCode, Report

_WORD = re.compile(r"[^\W_]+")
_LEAST_LETTERS = 3
_QUOTED_WORDS = 8


def unread_passages(document: Document, report: Report, known: Collection[int]) -> Iterator[Problem]:
    """A problem for each contiguous passage that no place of the report covers.

    Args:
        known: Numbers of the lines that are understood without being kept: furniture, headings, labels, contents.
    """
    covered = _covered(document, report)
    passage: list[Span] = []
    for line in document.lines:
        if line.blank:
            continue
        rest = [] if line.number in known else list(_uncovered(document, line, covered))
        if rest:
            passage.extend(rest)
        # A line that is partly read closes the passage that it ends.
        if passage and (not rest or rest[-1].end < line.end):
            yield _problem(document, passage)
            passage = []
    if passage:
        yield _problem(document, passage)


def _covered(document: Document, report: Report) -> bytearray:
    covered = bytearray(len(document.text))
    for span in _spans(report):
        for start, end in span.ranges():
            covered[start:end] = b"\1" * (min(end, len(covered)) - start)
    return covered


def _spans(entry: Any) -> Iterator[Span]:
    """Every place in a report, from whichever field it stands."""
    if isinstance(entry, Span):
        yield entry
    elif isinstance(entry, (list, tuple)):
        for item in entry:
            yield from _spans(item)
    elif isinstance(entry, Mapping):
        for item in entry.values():
            yield from _spans(item)
    elif dataclasses.is_dataclass(entry) and not isinstance(entry, type):
        for field in dataclasses.fields(entry):
            yield from _spans(getattr(entry, field.name))


def _uncovered(document: Document, line: Line, covered: bytearray) -> Iterator[Span]:
    """The stretches of a line that no place covers and that hold words; marks beside read words are no text."""
    start = line.start
    while start < line.end:
        end = start
        while end < line.end and covered[end] == covered[start]:
            end += 1
        words = document.text[start:end]
        if not covered[start] and sum(map(len, _WORD.findall(words))) >= _LEAST_LETTERS:
            stripped = words.strip()
            first = start + words.index(stripped)
            yield Span(first, first + len(stripped))
        start = end


def _problem(document: Document, passage: list[Span]) -> Problem:
    words = " ".join(document.text[span.start : span.end] for span in passage).split()
    quoted = " ".join(words[:_QUOTED_WORDS])
    more = " …" if len(words) > _QUOTED_WORDS else ""
    amount = "1 ord" if len(words) == 1 else f"{len(words)} ord"
    message = f"Texten ”{quoted}{more}” ({amount}) kunde inte placeras i rapporten. Läs den i källan."
    first, last = passage[0], passage[-1]
    whole = not _between(document, passage)
    source = Span.of([(first.start, last.end)] if whole else [(span.start, span.end) for span in passage])
    page = document.page_at(source.start)
    return Problem(
        ProblemCode.UNREAD_TEXT, message, source=dataclasses.replace(source, page=page), where=None
    )


def _between(document: Document, passage: list[Span]) -> bool:
    """Whether words that were read stand between the stretches of a passage."""
    gaps = zip(passage, passage[1:], strict=False)
    return any(_WORD.search(document.text[one.end : other.start]) for one, other in gaps)
