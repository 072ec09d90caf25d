"""Text that no reader could place: shown as a problem, never dropped."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from iaktta.document import Document, Line, Span
from iaktta.reading.controls.heads import roles_of as control_columns
from iaktta.reading.controls.words import role_of as control_label
from iaktta.reading.words import column_roles as audit_columns
from iaktta.reading.words import roles_of as heading_roles
from iaktta.report import Problem, ProblemCode, Report

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[\W_]*(?:\d{1,2}[.)]\s*)?")
_EMPTY_LABEL = re.compile(r"[^\W\d_][\w/-]*(?:\s[\w/-]+){0,2}\s?:\s*")
_LABELLED = re.compile(r"[\W_]*(?P<label>[^\W\d_][^:]{1,40}):[\s*_]*(?P<words>\S.*)\Z")
_LEAST_LETTERS = 3
_QUOTED_WORDS = 8
_LONGEST_LABEL = 3  # words before read words on a line: "Antagen av", "Dnr"
_JOINING = frozenset({"och", "samt", "av", "den", "för", "i", "med", "enligt", "på", "till"})
_LONGEST_LEAD_IN = 30  # words, closed by a colon, right above read words
_LEAST_REPEATED = 15  # letters that must be the same for words to be a repetition
_RUN = 4  # words; so many in a row seldom come together twice by chance
_SAME_RUNS = 0.8  # share of a passage's runs that have been read elsewhere, for it to be a repetition


def unread_passages(document: Document, report: Report, known: Collection[int]) -> Iterator[Problem]:
    """A problem for each contiguous passage that no place of the report covers.

    Labels, lead-ins and repetitions of what has been read are understood, and no problem.

    Args:
        known: Numbers of the lines that are understood without being kept: furniture, headings, labels,
        contents.
    """
    covered = _covered(document, report)
    read = _Read(_covered_text(document, covered))
    for passage in _passages(document, covered, known):
        rest = _without_lead_in(document, passage, covered)
        if rest and not _repeats(document, rest, read):
            yield _problem(document, rest)


def _passages(document: Document, covered: bytearray, known: Collection[int]) -> Iterator[list[Span]]:
    """Stretches of uncovered words, those together between which nothing was read."""
    passage: list[Span] = []
    for line in document.lines:
        if line.blank:
            continue
        understood = line.number in known or _is_covered(line, covered) or _is_label(line.text)
        rest = [] if understood else _uncovered(document, line, covered)
        # What was read on a line closes the passage before it and the one after.
        if passage and rest and any(covered[line.start : rest[0].start]):
            yield passage
            passage = []
        passage.extend(rest)
        if passage and (not rest or rest[-1].end < line.end):
            yield passage
            passage = []
    if passage:
        yield passage


def _covered(document: Document, report: Report) -> bytearray:
    covered = bytearray(len(document.text))
    for span in _spans(report):
        for start, end in span.ranges():
            covered[start:end] = b"\1" * (min(end, len(covered)) - start)
    return covered


def _covered_text(document: Document, covered: bytearray) -> str:
    """The text with a space in place of each letter that no place covers."""
    parts: list[str] = []
    start = 0
    while start < len(covered):
        end = covered.find(b"\0" if covered[start] else b"\1", start)
        end = len(covered) if end < 0 else end
        parts.append(document.text[start:end] if covered[start] else " " * (end - start))
        start = end
    return "".join(parts)


def _spans(entry: Any) -> Iterator[Span]:
    """Every place in a report, from whichever field it stands."""
    if entry is None or isinstance(entry, (str, int)):
        return
    if isinstance(entry, Span):
        yield entry
    elif isinstance(entry, (list, tuple)):
        for item in entry:
            yield from _spans(item)
    elif isinstance(entry, dict):
        for item in entry.values():
            yield from _spans(item)
    elif dataclasses.is_dataclass(entry) and not isinstance(entry, type):
        for field in dataclasses.fields(entry):
            yield from _spans(getattr(entry, field.name))


def _is_covered(line: Line, covered: bytearray) -> bool:
    return covered.find(b"\0", line.start, line.end) < 0


def _uncovered(document: Document, line: Line, covered: bytearray) -> list[Span]:
    """The stretches of a line that no place covers and that hold words; labels beside read words are none."""
    found: list[Span] = []
    partly = any(covered[line.start : line.end])
    start = line.start
    while start < line.end:
        end = covered.find(b"\0" if covered[start] else b"\1", start, line.end)
        end = line.end if end < 0 else end
        words = document.text[start:end]
        named = _WORD.findall(words)
        opens = start == line.start and len(named) <= _LONGEST_LABEL
        opens = opens or all(word.casefold() in _JOINING for word in named)
        label = partly and (opens or words.rstrip(" *_").endswith(":"))
        if not covered[start] and not label and sum(map(len, named)) >= _LEAST_LETTERS:
            stripped = words.strip()
            first = start + words.index(stripped)
            found.append(Span(first, first + len(stripped)))
        start = end
    return found


def _is_label(text: str) -> bool:
    """Whether a line only names what stands below or beside it."""
    bare = text.strip(" |*_#:")
    if control_label(bare) is not None or heading_roles(bare) or _EMPTY_LABEL.fullmatch(text):
        return True
    cells = [cell.strip() for cell in re.split(r"\||\t|\s{2,}", bare)]
    if len(cells) > 1 and all(control_label(cell) is not None for cell in cells if cell):
        return True
    return bool(control_columns(bare)) or len(audit_columns(text)) > 1


def _without_lead_in(document: Document, passage: Sequence[Span], covered: bytearray) -> list[Span]:
    """A passage without a closing line or two that lead in to what was read right below them."""
    text = document.text
    following = _MARK.match(text, passage[-1].end)
    leads = following is not None and following.end() < len(text) and covered[following.end()]
    if not leads or not text[: passage[-1].end].rstrip(" *_").endswith(":"):
        return list(passage)
    rest = list(passage)
    words = 0
    while rest:
        last = text[rest[-1].start : rest[-1].end]
        words += len(last.split())
        if words > _LONGEST_LEAD_IN or (words > len(last.split()) and last.endswith((".", "!", "?"))):
            break
        rest.pop()
    return rest


@dataclasses.dataclass(frozen=True)
class _Read:
    """The text that has been read: all its words run together, and each run of a few of them."""

    text: str

    @cached_property
    def _words(self) -> list[str]:
        return _WORD.findall(self.text.casefold())

    @cached_property
    def letters(self) -> str:
        return "".join(self._words)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(_runs_of(self._words))

    def holds(self, text: str) -> bool:
        """Whether a text's words, or nearly all of them, have been read."""
        words = _squeezed(text)
        if len(words) >= _LEAST_REPEATED and words in self.letters:
            return True
        runs = list(_runs(text))
        return len(runs) > _RUN and sum(run in self.runs for run in runs) >= _SAME_RUNS * len(runs)

    def holds_label(self, text: str) -> bool:
        """Whether a line is a label with words that have been read elsewhere."""
        labelled = _LABELLED.match(text)
        return labelled is not None and bool(words := _squeezed(labelled["words"])) and words in self.letters


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    return _runs_of(_WORD.findall(text.casefold()))


def _runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def _repeats(document: Document, passage: Sequence[Span], read: _Read) -> bool:
    """Whether the words of a passage have been read elsewhere."""
    texts = [document.text[span.start : span.end] for span in passage]
    return read.holds(" ".join(texts)) or all(read.holds(text) or read.holds_label(text) for text in texts)


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _problem(document: Document, passage: Sequence[Span]) -> Problem:
    words = " ".join(document.text[span.start : span.end] for span in passage).split()
    quoted = " ".join(words[:_QUOTED_WORDS])
    more = " …" if len(words) > _QUOTED_WORDS else ""
    amount = f"{len(words)} ord"
    message = f"Texten ”{quoted}{more}” ({amount}) kunde inte placeras i rapporten. Läs den i källan."
    whole = not _words_between(document, passage)
    pieces = [(passage[0].start, passage[-1].end)] if whole else [(span.start, span.end) for span in passage]
    source = Span.of(pieces)
    page = document.page_at(source.start)
    return Problem(ProblemCode.UNREAD_TEXT, message, source=dataclasses.replace(source, page=page))


def _words_between(document: Document, passage: Sequence[Span]) -> bool:
    """Whether words stand between the stretches of a passage: labels, furniture."""
    return any(_WORD.search(document.text[one.end : other.start]) for one, other in pairwise(passage))
