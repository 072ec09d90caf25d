"""Tables whose cells are parted by bars, tabs or semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Document, Line, Passage
from iaktta.reading.controls.grid import Grid, Row, columns_of, grid_of, is_head

_RULE = re.compile(r"[\s|:+=-]*\Z")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BARS = ("|", "\t", ";")

Cell = tuple[Passage, ...]


def bar_of(line: Line) -> str | None:
    """What parts the cells of a line, if anything does."""
    return next((bar for bar in _BARS if line.raw.strip(" ").count(bar) >= (2 if bar == ";" else 1)), None)


def ruled_grid(document: Document, lines: Sequence[Line], at: int) -> Grid | None:
    """The table whose head is the line `at`."""
    bar = bar_of(lines[at])
    if bar is None:
        return None
    heads = _cells(document, lines[at], bar)
    names = [Passage.made(" ").join(cell) for cell in heads]
    roles = columns_of([name.text for name in names])
    known = sum(role is not None for role in roles)
    if known < 2 or (bar == ";" and known < len(roles)):
        return None
    rows: list[list[Cell]] = []
    rules: list[int] = []  # after how many rows each rule stands
    head, numbers = {lines[at].number}, {lines[at].number}
    for line in lines[at + 1 :]:
        ruled = bool(line.text) and bool(_RULE.match(line.text))
        if not ruled and (line.blank or bar not in line.raw):
            if _ends(lines, line, bar):
                break
            continue
        cells = [] if ruled else _cells(document, line, bar)
        again = columns_of(_texts(cells)) == roles
        if rows and not again and is_head(_texts(cells)):
            break
        numbers.add(line.number)
        if ruled or again:
            head.add(line.number)
            rules.extend([len(rows)] * ruled)
            continue
        rows.append((cells + [()] * len(heads))[: len(heads)])
    return grid_of(names, _merged(rows, rules), lines[at].number, head, numbers)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [" ".join(part.text for part in cell) for cell in cells]


def _merged(rows: Sequence[list[Cell]], rules: Sequence[int]) -> list[Row]:
    """The rows; where rules part them and close the table, the lines between two rules are one row."""
    between = sorted({place for place in rules if 0 < place < len(rows)})
    if not between or len(rows) not in rules:
        return [tuple(row) for row in rows]
    merged: list[Row] = []
    for start, end in zip([0, *between], [*between, len(rows)], strict=True):
        columns = zip(*rows[start:end], strict=True)
        merged.append(tuple(tuple(part for cell in column for part in cell) for column in columns))
    return merged


def _ends(lines: Sequence[Line], line: Line, bar: str) -> bool:
    """Whether a line without bars ends a table: words do, and an empty line unless the table goes on."""
    if not line.blank:
        return True
    following = next((other for other in lines if other.number > line.number and not other.blank), None)
    return following is None or bar not in following.raw


def _cells(document: Document, line: Line, bar: str) -> list[Cell]:
    # Tabs at the ends of a line part blank cells; other white space there is none of them.
    space = " " if bar == "\t" else None
    left = len(line.raw) - len(line.raw.lstrip(space))
    start = line.start - (len(line.raw) - len(line.raw.lstrip())) + left
    whole = Passage.of(document.text, start, start + len(line.raw.strip(space)))
    if bar == "|":
        whole = whole[1:] if whole.text.startswith("|") else whole
        whole = whole[:-1] if whole.text.endswith("|") else whole
    cells: list[Cell] = []
    at = 0
    for match in [*re.finditer(re.escape(bar), whole.text), None]:
        part = whole[at : match.start() if match else len(whole)]
        cells.append(tuple(part.split(_BREAK)))
        at = match.end() if match else at
    return cells
