"""A table whose cells were written one after another: the pieces between which cells may be parted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.words import execution_of, grades_in, level_of

_SECRET = re.compile(r"[\s,(]*\bsekretess\)?\.?\Z", re.IGNORECASE)
_LONGEST_GRADE = 60
_LONGEST_OPENING = 40
_LONGEST_SECRET = len("sekretess).")
_CAPITAL = re.compile(r"(?<=\s)(?=[A-ZÅÄÖ0-9\"”(§])")


class Gap(Enum):
    """What stands before a piece."""

    BLANK = "an empty line"
    SOFT = "a line of white space only, as extractors write an empty paragraph within a cell"
    LINE = "a line end"
    FIRST = "a space on the first line of a row, where narrow cells stand beside each other"
    WORD = "a space"


ON_LINE = (Gap.FIRST, Gap.WORD)
"""Gaps within a line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one, that stays together. `full`: no white space follows it on the line."""

    passage: Passage
    gap: Gap
    line: int
    full: bool


def pieces_of(
    document: Document,
    lines: Sequence[Line],
    start: int,
    may_cut: Callable[[Line, bool, str, str], bool],
    rows_begin_anywhere: bool = False,
) -> list[Piece]:
    """The pieces of some lines, the first of them from the offset `start`.

    `may_cut(line, first, before, rest)` tells whether a cell may begin within a line, between those words.
    """
    pieces: list[Piece] = []
    gap = Gap.BLANK
    for number, line in enumerate(lines):
        if line.blank:
            # Only a truly empty line parts cells where the extractor writes empty paragraphs as white space.
            gap = Gap.BLANK if not line.raw or gap is Gap.BLANK else Gap.SOFT
            continue
        words = Passage(line.text, tuple(range(line.start, line.end)))
        if line.start < start:
            words = words[start - line.start :].strip()
        if not words:
            continue
        full = not line.raw.endswith((" ", "\t"))
        first = number == 0 or (rows_begin_anywhere and gap is Gap.BLANK)
        for part in _parts(line, words, first, may_cut):
            pieces.append(Piece(part, gap, line.number, full))
            gap = Gap.FIRST if first else Gap.WORD
        gap = Gap.LINE
    return pieces


def _parts(
    line: Line, words: Passage, first: bool, may_cut: Callable[[Line, bool, str, str], bool]
) -> Iterator[Passage]:
    at = 0
    for match in _CAPITAL.finditer(words.text):
        if may_cut(line, first, words.text[: match.start()], words.text[match.start() :]):
            yield words[at : match.start()].strip()
            at = match.start()
    yield words[at:].strip()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some pieces taken as one cell, and what tells whether they are one.

    `lengths`: of its lines, in letters. `wraps`: for each line that runs on to the next, how long it would
    have been
    with the next line's first word, so that a column's width lies below it. `breaks`: empty lines within.
    `performed`, `graded`: its words are a status or a grade; `opens_grade`: they begin with one, on a line.
    """

    text: str
    lengths: tuple[int, ...]
    wraps: tuple[int, ...]
    breaks: int
    soft_breaks: int
    gap: Gap
    after_sentence: bool
    performed: bool
    graded: bool
    opens_grade: bool


def bounds(pieces: Sequence[Piece]) -> list[int]:
    """The places at which a cell may begin or end: not before a line that runs on with a small letter."""
    inner = (
        at
        for at, piece in enumerate(pieces)
        if at and (piece.gap is not Gap.LINE or not piece.passage.text[:1].islower())
    )
    return [0, *inner, len(pieces)]


def stretch(pieces: Sequence[Piece], before: Piece | None = None) -> Stretch:
    """What some pieces would be as one cell, `before` being the piece that stands before them."""
    lines: list[str] = []
    wraps: list[int] = []
    breaks = soft = 0
    for number, piece in enumerate(pieces):
        text = piece.passage.text
        if number and piece.gap in ON_LINE:
            lines[-1] += " " + text
            continue
        if number and piece.gap is Gap.LINE and not lines[-1].endswith((".", ":", "!", "?")):
            wraps.append(len(lines[-1]) + 1 + len(text.split(maxsplit=1)[0]))
        breaks += number > 0 and piece.gap is Gap.BLANK
        soft += number > 0 and piece.gap is Gap.SOFT
        lines.append(text)
    text = " ".join(lines)
    bare = _SECRET.sub("", text) if "sekretess" in text[-_LONGEST_SECRET:].casefold() else text
    short = len(bare) < _LONGEST_GRADE
    return Stretch(
        text=text,
        lengths=tuple(len(line) for line in lines),
        wraps=tuple(wraps),
        breaks=breaks,
        soft_breaks=soft,
        gap=pieces[0].gap,
        after_sentence=before is not None and before.passage.text.endswith((".", "!", "?")),
        performed=short and execution_of(bare) is not None,
        graded=short and level_of(bare) is not None,
        opens_grade=pieces[0].gap in ON_LINE
        and any(match.start() == 0 for match in grades_in(text[:_LONGEST_OPENING])),
    )


def cell_lines(pieces: Sequence[Piece]) -> tuple[Passage, ...]:
    """The lines of one cell; an empty passage stands for an empty line."""
    lines: list[Passage] = []
    for number, piece in enumerate(pieces):
        if number and piece.gap in ON_LINE:
            lines[-1] = lines[-1] + Passage.made(" ") + piece.passage
            continue
        if number and piece.gap in (Gap.BLANK, Gap.SOFT):
            lines.append(Passage.made(""))
        lines.append(piece.passage)
    return tuple(lines)
