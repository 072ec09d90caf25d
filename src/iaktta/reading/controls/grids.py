"""Tables whose columns can be seen: ruled with bars, parted by tabs, or lined up with spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.heads import settled
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.words import Role, level_of, role_of

Row = tuple[tuple[Passage, ...], ...]
"""For each column the lines of its cell, none for a blank one."""

_RULE = re.compile(r"[\s|:+=-]*\Z")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CHUNK = re.compile(r"\S+(?: \S+)*")
_FULL_ROW = 0.6


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what its columns hold (None: a head of unknown meaning), its rows, and the lines it stands on.

    `first` is the number of its head's line; `head` are the lines of heads and rules, `lines` all.
    """

    roles: tuple[Role | None, ...]
    rows: tuple[Row, ...]
    first: int
    head: frozenset[int]
    lines: frozenset[int]

    def has(self, *roles: Role) -> bool:
        return all(role in self.roles for role in roles)


def find_grids(layout: Layout) -> list[Grid]:
    """The tables of a document in printed order."""
    found: list[Grid] = []
    at = 0
    while at < len(layout.lines):
        line = layout.lines[at]
        grid = None
        if "|" in line.text or "\t" in line.raw.strip("\n "):
            grid = _ruled(layout.document, layout.lines, at)
        elif "  " in line.text:
            grid = _spaced(layout, at)
        if grid is None:
            at += 1
            continue
        found.append(grid)
        last = max(grid.lines)
        while at < len(layout.lines) and layout.lines[at].number <= last:
            at += 1
    return found


def _roles(heads: Sequence[str]) -> tuple[Role | None, ...]:
    return settled([role_of(head) for head in heads])


def _graded(roles: Sequence[Role | None], rows: Sequence[Row]) -> tuple[Role | None, ...]:
    """A column of results in which every cell is a grade is the column of grades."""
    found = list(roles)
    for column, role in enumerate(roles):
        if role not in (Role.DEVIATION, Role.COMMENT) or Role.LEVEL in roles:
            continue
        texts = [" ".join(part.text for part in row[column]) for row in rows if row[column]]
        if texts and all(level_of(text) is not None for text in texts):
            found[column] = Role.LEVEL
    return tuple(found)


# ------------------------------------------------------------------ ruled, tabs


def _ruled(document: Document, lines: Sequence[Line], at: int) -> Grid | None:
    """The table whose head is the line `at`, its cells parted by bars or by tabs."""
    bar = "|" if "|" in lines[at].text else "\t"
    heads = _bar_cells(document, lines[at], bar)
    roles = _roles([" ".join(part.text for part in cell) for cell in heads])
    if len(heads) < 2 or sum(role is not None for role in roles) < 2:
        return None
    rows: list[Row] = []
    head, numbers = {lines[at].number}, {lines[at].number}
    for line in lines[at + 1 :]:
        if line.blank or bar not in line.raw:
            if _ends(lines, line, bar):
                break
            continue
        cells = _bar_cells(document, line, bar)
        texts = [" ".join(part.text for part in cell) for cell in cells]
        if rows and _is_head(texts) and _roles(texts) != roles:
            break
        numbers.add(line.number)
        if _RULE.match(line.text) or _roles(texts) == roles:
            head.add(line.number)
            continue
        rows.append(tuple((cells + [()] * len(heads))[: len(heads)]))
    if not rows:
        return None
    return Grid(_graded(roles, rows), tuple(rows), lines[at].number, frozenset(head), frozenset(numbers))


def _is_head(texts: Sequence[str]) -> bool:
    """Whether a line's cells are nothing but names of columns: another table begins."""
    words = [text for text in texts if text.strip()]
    return len(words) > 2 and all(role_of(text) is not None for text in words)


def _ends(lines: Sequence[Line], line: Line, bar: str) -> bool:
    """Whether a line without bars ends a table: words do, and so does an empty line unless the table goes
    on below."""
    if not line.blank:
        return True
    following = next((other for other in lines if other.number > line.number and not other.blank), None)
    return following is None or bar not in following.raw


def _bar_cells(document: Document, line: Line, bar: str) -> list[tuple[Passage, ...]]:
    start = line.start - (len(line.raw) - len(line.raw.lstrip(" \t" if bar == "|" else " ")))
    end = start + len(line.raw.strip(" \t" if bar == "|" else " "))
    whole = Passage.of(document.text, line.start if bar == "|" else start, end if bar == "\t" else line.end)
    if bar == "|":
        whole = whole[1:] if whole.text.startswith("|") else whole
        whole = whole[:-1] if whole.text.endswith("|") else whole
    cells: list[tuple[Passage, ...]] = []
    at = 0
    for match in [*re.finditer(re.escape(bar), whole.text), None]:
        part = whole[at : match.start() if match else len(whole)]
        cells.append(tuple(part.split(_BREAK)))
        at = match.end() if match else at
    return cells


# ----------------------------------------------------------------------- spaced


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words on a line with [start, end) in its columns of letters."""

    start: int
    end: int
    words: Passage


def _chunks(document: Document, line: Line) -> list[_Chunk]:
    left = line.start - line.indent
    return [
        _Chunk(
            match.start(), match.end(), Passage.of(document.text, left + match.start(), left + match.end())
        )
        for match in _CHUNK.finditer(line.raw.expandtabs(1))
    ]


def _spaced(layout: Layout, at: int) -> Grid | None:
    """The table whose head is the line `at`, its cells lined up under their heads."""
    heads = _chunks(layout.document, layout.lines[at])
    roles = _roles([head.words.text for head in heads])
    known = sum(role is not None for role in roles)
    if len(heads) < 3 or known < 2 or known < _FULL_ROW * len(heads):
        return None
    starts = [head.start for head in heads]
    rows: list[list[list[Passage]]] = []
    head_lines, numbers = {layout.lines[at].number}, {layout.lines[at].number}
    blank = True
    for line in layout.lines[at + 1 :]:
        if line.blank:
            blank = True
            continue
        chunks = _chunks(layout.document, line)
        if _roles([chunk.words.text for chunk in chunks]) == roles:
            head_lines.add(line.number)
            numbers.add(line.number)
            continue
        if rows and _is_head([chunk.words.text for chunk in chunks]):
            break
        placed = _placed(chunks, starts) if line.number not in layout.headings else None
        if placed is None or (blank and _is_alone(layout, line, starts)):
            break
        if _opens_row(placed, blank, roles) or not rows:
            rows.append([[] for _ in starts])
        for column, words in placed:
            rows[-1][column].append(words)
        numbers.add(line.number)
        blank = False
    if not rows:
        return None
    made = tuple(tuple(tuple(cell) for cell in row) for row in rows)
    return Grid(
        _graded(roles, made), made, layout.lines[at].number, frozenset(head_lines), frozenset(numbers)
    )


def _placed(chunks: Sequence[_Chunk], starts: Sequence[int]) -> list[tuple[int, Passage]] | None:
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


def _is_alone(layout: Layout, line: Line, starts: Sequence[int]) -> bool:
    """Whether a block of lines stands under the first column only: no row, but what follows the table."""
    for other in layout.document.lines[line.number :]:
        if other.blank:
            return True
        chunks = _chunks(layout.document, other)
        if len(chunks) > 1 or chunks[0].start + 1 >= starts[1]:
            return False
    return True


def _opens_row(placed: Sequence[tuple[int, Passage]], blank: bool, roles: Sequence[Role | None]) -> bool:
    """A row begins after an empty line or with its first column, where most of its columns are filled."""
    columns = {column for column, _ in placed}
    filled = len(columns) >= max(2, 0.5 * len(roles))
    if blank:
        return 0 in columns or filled
    return 0 in columns and len(columns) >= max(2, _FULL_ROW * len(roles))
