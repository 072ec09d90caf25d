"""Tables whose cells are lined up under their heads with spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.grid import Grid, columns_of, grid_of, is_head
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.words import Role
from iaktta.reading.mending import joined

_CHUNK = re.compile(r"\S+(?: \S+)*")
_NEVER_WRAPPED = {Role.NUMBER, Role.RISK_NUMBER, Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE, Role.DUE}
_FULL_ROW = 0.6  # share of the columns that a line fills which opens a row
_LEAST_COLUMNS = 3
_HEAD_LINES = 3  # lines that names of columns may be wrapped on
_SEEN_LINES = 15  # lines below the head that show where the columns stand
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words on a line with [start, end) in its columns of letters."""

    start: int
    end: int
    words: Passage


@dataclass(frozen=True, slots=True)
class Head:
    """The head of such a table: its names, where its columns begin, and the lines it stands on."""

    names: tuple[Passage, ...]
    roles: tuple[Role | None, ...]
    starts: tuple[int, ...]
    lines: frozenset[int]


def chunks_of(document: Document, line: Line) -> list[Chunk]:
    """The words of a line that stand apart by two spaces or more."""
    left = line.start - line.indent
    found = _CHUNK.finditer(line.raw.expandtabs(1))
    return [
        Chunk(one.start(), one.end(), Passage.of(document.text, left + one.start(), left + one.end()))
        for one in found
    ]


def spaced_grid(layout: Layout, at: int) -> Grid | None:
    """The table whose head begins on the line `at`."""
    head = _head(layout, at)
    if head is None:
        return None
    rows: list[list[list[Passage]]] = []
    head_lines, numbers = set(head.lines), set(head.lines)
    blank = True
    for line in layout.lines[at + len(head.lines) :]:
        if line.blank:
            blank = True
            continue
        chunks = chunks_of(layout.document, line)
        texts = [chunk.words.text for chunk in chunks]
        if columns_of(texts) == head.roles:
            head_lines.add(line.number)
            numbers.add(line.number)
            continue
        placed = _placed(chunks, head.starts)
        alone = blank and _is_alone(layout, line, head)
        if placed is None or alone or _is_over(layout, line, texts, bool(rows)):
            break
        if _opens_row(placed, blank, head.roles) or not rows:
            rows.append([[] for _ in head.starts])
        for column, words in placed:
            rows[-1][column].append(words)
        numbers.add(line.number)
        blank = False
    made = [tuple(tuple(cell) for cell in row) for row in rows]
    return grid_of(head.names, made, layout.lines[at].number, head_lines, numbers)


def _is_over(layout: Layout, line: Line, texts: Sequence[str], begun: bool) -> bool:
    return line.number in layout.headings or (begun and is_head(texts))


def _head(layout: Layout, at: int) -> Head | None:
    """The head on one line, or on as few as its wrapped names need."""
    lines: list[Line] = []
    found: Head | None = None
    for line in layout.lines[at : at + _HEAD_LINES]:
        if line.blank:
            break
        lines.append(line)
        head = _head_on(layout.document, lines)
        if head is not None and (found is None or _known(head) > _known(found)):
            found = head
    if found is None:
        return None
    below = layout.lines[at + len(found.lines) :]
    starts = _column_starts(layout.document, found, below)
    return Head(found.names, found.roles, starts, found.lines)


def _known(head: Head) -> int:
    return sum(role is not None for role in head.roles)


def _head_on(document: Document, lines: Sequence[Line]) -> Head | None:
    first = chunks_of(document, lines[0])
    if len(first) < _LEAST_COLUMNS:
        return None
    names: list[list[Passage]] = [[chunk.words] for chunk in first]
    for line in lines[1:]:
        placed = _placed(chunks_of(document, line), [chunk.start for chunk in first])
        if placed is None:
            return None
        for column, words in placed:
            names[column].append(words)
    whole = tuple(joined(parts) for parts in names)
    roles = columns_of([name.text for name in whole])
    known = sum(role is not None for role in roles)
    if known < 2 or known < _FULL_ROW * len(first):
        return None
    starts = tuple(chunk.start for chunk in first)
    return Head(whole, roles, starts, frozenset(line.number for line in lines))


def _column_starts(document: Document, head: Head, below: Sequence[Line]) -> tuple[int, ...]:
    """Where the columns begin: at what stands free of them all, for names may be centred over their
    column."""
    spans = [
        (start, start + max((len(word) for word in name.text.split()), default=1))
        for start, name in zip(head.starts, head.names, strict=True)
    ]
    for line in [line for line in below if not line.blank][:_SEEN_LINES]:
        chunks = chunks_of(document, line)
        if len(chunks) == 1 and len(chunks[0].words) > _LONGEST_CELL:
            break
        spans.extend((chunk.start, chunk.end) for chunk in chunks)
    columns: list[list[int]] = []
    for start, end in sorted(spans):
        if columns and start < columns[-1][1] + 2:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([start, end])
    if len(columns) != len(head.starts):
        return head.starts
    return tuple(start for start, _ in columns)


def _placed(chunks: Sequence[Chunk], starts: Sequence[int]) -> list[tuple[int, Passage]] | None:
    """Each chunk with its column; None where one runs over several columns: then the line is no row."""
    placed: list[tuple[int, Passage]] = []
    for chunk in chunks:
        column = max((n for n, start in enumerate(starts) if start <= chunk.start + 1), default=0)
        if column + 1 < len(starts) and chunk.end > starts[column + 1] + 1:
            return None
        placed.append((column, chunk.words))
    if len({column for column, _ in placed}) < len(placed):
        return None
    return placed


def _is_alone(layout: Layout, line: Line, head: Head) -> bool:
    """Whether a block of lines stands under the first column only: what follows the table."""
    for other in layout.document.lines[line.number :]:
        if other.blank:
            return True
        chunks = chunks_of(layout.document, other)
        if len(chunks) > 1 or chunks[0].start + 1 >= head.starts[1]:
            return False
    return True


def _opens_row(placed: Sequence[tuple[int, Passage]], blank: bool, roles: Sequence[Role | None]) -> bool:
    """A row begins after an empty line or with its first column, where most of its columns are filled.

    Right below another line it needs its number or figures, where the table has such columns.
    """
    filled = {column for column, _ in placed}
    if blank:
        return 0 in filled or len(filled) >= max(2, 0.5 * len(roles))
    anchors = {column for column, role in enumerate(roles) if role in _NEVER_WRAPPED}
    if anchors and not anchors & filled:
        return False
    return 0 in filled and len(filled) >= max(2, _FULL_ROW * len(roles))
