"""Tables whose columns can be seen: cells between pipes, between tabs, or side by side with wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Document, Line, Passage
from iaktta.reading.audits.cells import Cell, Paragraph, paragraph_of
from iaktta.reading.audits.column_heads import Head, Role
from iaktta.reading.footnotes import Footnotes
from iaktta.reading.mending import starts_item

_RULE = re.compile(r"^[\s|:+=-]+$")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_GAP = re.compile(r"\s{2,}")
_ENDED = re.compile(r"[.!?][\"”)]*$")
Row = tuple[Cell, ...]
Rows = tuple[Row, ...]


def grid_rows(
    document: Document,
    notes: Footnotes,
    head: Head,
    head_lines: Sequence[Line],
    region: Sequence[Line],
    breaks: frozenset[int],
) -> tuple[Rows, int] | None:
    """The rows of a table with visible columns and how many lines they take; None where none can be seen."""
    text = head_lines[0].raw if head_lines else ""
    count = len(head.roles)
    if text.count("|") >= count - 1 > 0:
        return _piped(document, notes, region, breaks, count)
    if text.count("\t") >= count - 1 > 0:
        return _tabbed(document, notes, region, breaks, count)
    if len(head_lines) == 1 and len(_GAP.findall(text.strip())) >= count - 1:
        return _spaced(document, notes, head, head_lines[0], region, breaks)
    return None


def _piped(
    document: Document, notes: Footnotes, region: Sequence[Line], breaks: frozenset[int], count: int
) -> tuple[Rows, int]:
    """A row on each line, its cells between pipes."""
    rows: list[list[list[Passage]]] = []
    taken = 0
    for index, line in enumerate(region):
        if line.number not in breaks and line.number not in notes.lines and not _is_rule(line):
            if "|" not in line.text:
                if rows or line.text:
                    break
                continue
            rows.append([[field] for field in _fields(document, notes, line, "|")])
        taken = index + 1
    return tuple(_row(row, count) for row in rows), taken


def _is_rule(line: Line) -> bool:
    return bool(line.text) and bool(_RULE.match(line.text))


def _tabbed(
    document: Document, notes: Footnotes, region: Sequence[Line], breaks: frozenset[int], count: int
) -> tuple[Rows, int]:
    """Cells between tabs. A cell may hold line breaks, so a row ends when it has all its tabs."""
    rows: list[list[list[Passage]]] = []
    pending: list[
        Passage
    ] = []  # lines without a tab after a whole row: its last cell's, or the next row's first
    taken = 0
    for index, line in enumerate(region):
        if line.number in breaks or line.number in notes.lines or (line.blank and "\t" not in line.raw):
            continue
        fields = _fields(document, notes, line, "\t")
        if len(fields) == 1:
            if index and region[index - 1].blank:
                break
            pending.append(fields[0])
            continue
        if rows and len(rows[-1]) + len(fields) - 1 <= count:
            rows[-1][-1].extend([*pending, fields[0]])
            rows[-1].extend([field] for field in fields[1:])
        elif rows and not _opens(pending, fields[0]):
            rows[-1][-1].extend(pending)
            rows.append([[field] for field in fields])
        else:
            rows.append([[*pending, fields[0]], *([field] for field in fields[1:])])
        pending, taken = [], index + 1
    if rows and pending:
        rows[-1][-1].extend(pending)
        taken += len(pending)
    return tuple(_row(row, count) for row in rows), taken


def _opens(pending: Sequence[Passage], first: Passage) -> bool:
    """Whether lines without a tab go on in the first cell of the row that follows them."""
    return bool(pending) and (starts_item(first.text) or first.text[:1].islower())


def _fields(document: Document, notes: Footnotes, line: Line, mark: str) -> list[Passage]:
    start = line.start - line.indent if mark == "\t" else line.start
    raw = line.raw if mark == "\t" else line.text
    words = Passage.of(document.text, start, start + len(raw))
    if mark == "|":
        left = len(raw) - len(raw.removeprefix("|"))
        words = words[left : len(raw) - (1 if raw.endswith("|") and len(raw) > 1 else 0)]
    fields: list[Passage] = []
    at = 0
    for cut in re.finditer(re.escape(mark), words.text):
        fields.append(notes.without_marks(words[at : cut.start()].strip()))
        at = cut.end()
    fields.append(notes.without_marks(words[at:].strip()))
    return fields


def _row(cells: list[list[Passage]], count: int) -> Row:
    filled = [*cells, *([] for _ in range(count))][:count]
    spilt = cells[count:]
    if spilt:
        filled[-1] = [*filled[-1], *(line for cell in spilt for line in cell)]
    return tuple(_cell(lines) for lines in filled)


def _cell(lines: Sequence[Passage]) -> Cell:
    """A cell's lines as paragraphs: a line break inside a cell was typed there."""
    parts = [part for line in lines for part in line.split(_BREAK)]
    return tuple(paragraph for part in parts if (paragraph := paragraph_of([part])))


# ------------------------------------------------------------------ side by side


def _spaced(
    document: Document,
    notes: Footnotes,
    head: Head,
    head_line: Line,
    region: Sequence[Line],
    breaks: frozenset[int],
) -> tuple[Rows, int] | None:
    """Rows of columns side by side: each piece of a line belongs to the column that it stands under."""
    starts = _column_starts(head_line, region, len(head.roles))
    if starts is None:
        return None
    rows: list[list[list[Passage]]] = []
    blank, taken = True, 0
    for index, line in enumerate(region):
        if line.number in breaks or line.number in notes.lines:
            continue
        if line.blank:
            blank = True
            continue
        pieces = _pieces(document, notes, line, starts)
        if not rows or _opens_row(rows[-1], pieces, blank, head):
            rows.append([[] for _ in starts])
        for column, piece in pieces:
            if blank and rows[-1][column]:
                rows[-1][column].append(Passage.made(""))
            rows[-1][column].append(piece)
        blank, taken = False, index + 1
    return tuple(tuple(_paragraphs(cell) for cell in row) for row in rows), taken


def _column_starts(head_line: Line, region: Sequence[Line], count: int) -> list[int] | None:
    """Where the columns begin, in letters from the line's start."""
    starts = [match.start() for match in re.finditer(r"\S+(?:\s\S+)*", head_line.raw)]
    if len(starts) != count:
        return None
    for column in range(1, count):
        own = [
            at
            for line in region
            for at in _piece_starts(line.raw)
            if starts[column - 1] + 3 < at <= starts[column] + 2
        ]
        if own:
            common = max(set(own), key=own.count)
            starts[column] = min(starts[column], common)
    wide = sum(1 for line in region if len(_piece_starts(line.raw)) > 1)
    return starts if wide >= 1 else None


def _piece_starts(raw: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\S+(?:\s\S+)*", raw)]


def _pieces(document: Document, notes: Footnotes, line: Line, starts: list[int]) -> list[tuple[int, Passage]]:
    origin = line.start - line.indent
    found = []
    for match in re.finditer(r"\S+(?:\s\S+)*", line.raw):
        column = max((place for place, start in enumerate(starts) if start <= match.start() + 2), default=0)
        words = Passage.of(document.text, origin + match.start(), origin + match.end())
        found.append((column, notes.without_marks(words)))
    return found


def _opens_row(row: list[list[Passage]], pieces: list[tuple[int, Passage]], blank: bool, head: Head) -> bool:
    """Whether a line opens a new row: its key column has words that do not go on from those above."""
    key = head.column(Role.NUMBER)
    at = head.column(Role.RECOMMENDATION) or 0
    columns = dict(pieces)
    if key is not None:
        return key in columns
    if at not in columns:
        return False
    above = [line.text for line in row[at] if line.text]
    if not above:
        return False
    goes_on = columns[at].text[:1].islower() and not starts_item(columns[at].text)
    others = any(column != at for column in columns)
    return not goes_on and others and (blank or bool(_ENDED.search(above[-1])))


def _paragraphs(lines: Sequence[Passage]) -> Cell:
    groups: list[list[Passage]] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
            continue
        goes_on = bool(groups) and line.text[:1].islower() and not _ENDED.search(groups[-1][-1].text)
        if starts_item(line.text) or (fresh and not goes_on):
            groups.append([line])
        else:
            groups[-1].append(line)
        fresh = False
    found: list[Paragraph] = [paragraph for group in groups if (paragraph := paragraph_of(group))]
    return tuple(found)
