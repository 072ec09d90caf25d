"""Tables whose cells are lined up under their heads with spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.grid import Grid, Row, columns_of, grid_of, is_head
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.occasion_names import occasion_named
from iaktta.reading.controls.spaced_rows import TableLine, row_lines
from iaktta.reading.controls.words import Role
from iaktta.reading.mending import joined

_CHUNK = re.compile(r"\S+(?: \S+)*")
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
    lines: list[TableLine] = []
    head_lines = set(head.lines)
    fresh = paged = True
    groups: set[int] = set()
    for place in range(at + len(head.lines), len(layout.lines)):
        line = layout.lines[place]
        if line.blank or line.number in head_lines:
            fresh = True
            continue
        chunks = chunks_of(layout.document, line)
        texts = [chunk.words.text for chunk in chunks]
        if (again := _same_head(layout, place, head)) is not None:
            head_lines |= again
            fresh = paged = True
            continue
        placed = _placed(chunks, head.starts)
        alone = fresh and _is_alone(layout, line, head)
        if (placed is None or alone) and _heads_group(layout, place, head):
            groups.add(line.number)
            continue
        if placed is None or alone or _is_over(layout, line, texts, bool(lines)):
            break
        broken = paged or _page_ends(layout, place)
        lines.append(TableLine(dict(placed), line.number, fresh or broken, broken))
        fresh = paged = False
    rows = [_row(lines, len(head.starts)) for lines in row_lines(lines, head.roles, head.starts)]
    numbers = head_lines | groups | {line.number for line in lines}
    return grid_of(head.names, rows, layout.lines[at].number, head_lines | groups, numbers)


def _row(lines: Sequence[TableLine], columns: int) -> Row:
    return tuple(
        tuple(line.cells[column] for line in lines if column in line.cells) for column in range(columns)
    )


def _same_head(layout: Layout, place: int, head: Head) -> frozenset[int] | None:
    """The lines of the table's own head, where it comes again."""
    lines = layout.lines[place : place + len(head.lines)]
    if any(line.blank for line in lines):
        return None
    again = _head_on(layout.document, lines)
    return again.lines if again is not None and again.roles == head.roles else None


def _page_ends(layout: Layout, place: int) -> bool:
    """Whether furniture stands between a line and the line of text before it."""
    line, before = layout.lines[place], layout.lines[place - 1]
    return any(number in layout.furniture for number in range(before.number + 1, line.number))


def _heads_group(layout: Layout, place: int, head: Head) -> bool:
    """Whether a line alone heads the rows below it: few words, and the table goes on right after it."""
    line = layout.lines[place]
    words = line.text
    if len(words) > _LONGEST_CELL or words.endswith((".", ":")) or line.number in layout.headings:
        return False
    below = [other for other in layout.lines[place + 1 : place + 3] if not other.blank]
    if not below or not words[:1].isupper():
        return False
    placed = _placed(chunks_of(layout.document, below[0]), head.starts)
    return placed is not None and len(placed) >= max(3, _FULL_ROW * len(head.starts))


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
    occasions = sum(occasion_named(name) is not None for name in whole)
    if known < 2 or known + occasions < _FULL_ROW * len(first):
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
