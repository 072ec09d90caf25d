"""The counting matrix of a follow-up: audits against how many recommendations are done, partly, not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iaktta.document import Document, Line, Passage
from iaktta.reading.codes import status_of
from iaktta.reading.outline import Outline
from iaktta.report import Status, Summary, SummaryRow, SummaryTotals

_CELL = re.compile(r"\t|\s*\|\s*| {3,}")
_COUNTED = {
    Status.IMPLEMENTED: "implemented",
    Status.PARTLY_IMPLEMENTED: "partly_implemented",
    Status.NOT_IMPLEMENTED: "not_implemented",
}
_TOTAL = re.compile(r"^(?:totalt?|summa|antal|sammanlagt|tillsammans)\b", re.IGNORECASE)
_YEAR = re.compile(r"\s*[,(]?\s*\(?\b((?:19|20)\d\d)\)?\s*$")
_RULE = re.compile(r"^[\s|:+=-]+$")
_COUNT = re.compile(r"\d{1,3}|[-–—]|")

_CAPITAL = re.compile(r"(?<![\w/-])(?=[A-ZÅÄÖ])")
_AUDITS = re.compile(r"(?:granskning(?:ar)?|rapport(?:er)?|område|revisionsrapport(?:er)?)\b", re.IGNORECASE)
_ALIGNED_ROW = re.compile(
    r"^(?P<title>[^\W\d].*?\S) {2,}(?P<counts>(?:\d{1,3}|[-–])(?:\s+(?:\d{1,3}|[-–]))*)$"
)
_SPACED_ROW = re.compile(
    r"^(?P<title>[^\W\d].*?[^\d\s])\s+(?P<counts>(?:\d{1,3}|[-–])(?:\s(?:\d{1,3}|[-–]))*)$"
)

Columns = dict[int, str]
"""Column -> the field that it counts."""


def find_summary(document: Document, outline: Outline) -> Summary | None:
    """The matrix as printed: a blank cell is None, not 0."""
    for place, line in enumerate(outline.lines):
        if _has_cells(line) and (columns := _columns(_cells(document, line))):
            below = outline.lines[place + 1 :]
            spread = "\t" not in line.text and "|" not in line.text
            rows, totals = _aligned(document, line, below) if spread else _rows(document, below, columns)
            if rows:
                return Summary(tuple(rows), totals)
    return _spaced(document, outline)


def _has_cells(line: Line) -> bool:
    return "\t" in line.text or "|" in line.text or "   " in line.text


def _cells(document: Document, line: Line) -> list[Passage]:
    """The cells of a row, blank ones kept."""
    words = Passage.of(document.text, line.start, line.start + len(line.raw.lstrip()))
    text = words.text
    if text.startswith("|"):
        words = words[1 : len(text.rstrip()) - (1 if text.rstrip().endswith("|") else 0)]
    found, end = [], 0
    for match in _CELL.finditer(words.text):
        found.append(words[end : match.start()].strip(" *_"))
        end = match.end()
    return [*found, words[end:].strip(" *_")]


def _columns(cells: Sequence[Passage]) -> Columns:
    """The counting columns of a head; empty where a line is no such head."""
    if not 3 <= len(cells) <= 8:
        return {}
    found: Columns = {}
    for place, cell in enumerate(cells[1:], 1):
        coded = status_of(cell.text) if len(cell) <= 40 else None
        if coded and coded.code in _COUNTED and _COUNTED[coded.code] not in found.values():
            found[place] = _COUNTED[coded.code]
    return found if len(found) >= 2 and not _COUNT.fullmatch(cells[0].text or "x") else {}


def _rows(
    document: Document, lines: Sequence[Line], columns: Columns
) -> tuple[list[SummaryRow], SummaryTotals | None]:
    rows: list[SummaryRow] = []
    for line in lines:
        if line.blank or _RULE.match(line.text):
            if line.blank and rows:
                break
            continue
        cells = _cells(document, line)
        if not cells[0] or not _counts_only(cells, columns):
            break
        counts = _counts(cells, columns)
        if _TOTAL.match(cells[0].text):
            return rows, SummaryTotals(**counts)
        rows.append(_row(document, cells[0], counts))
    return rows, None


def _aligned(
    document: Document, head: Line, lines: Sequence[Line]
) -> tuple[list[SummaryRow], SummaryTotals | None]:
    """The rows of a matrix whose columns are held apart by spaces: a count belongs to the head above it."""
    starts = [match.end() for match in re.finditer(r" {3,}", head.raw.strip())]
    heads = [part.strip() for part in re.split(r" {3,}", head.raw.strip())]
    shift = head.indent
    columns = []
    for start, words in zip(starts, heads[1:], strict=False):
        coded = status_of(words)
        columns.append((shift + start + len(words) / 2, _COUNTED.get(coded.code) if coded else None))
    rows: list[SummaryRow] = []
    for line in lines:
        if line.blank and not rows:
            continue
        match = _ALIGNED_ROW.match(line.text)
        if match is None:
            break
        counts: dict[str, int | None] = {name: None for _, name in columns if name}
        for number in re.finditer(r"\d{1,3}", match["counts"]):
            at = line.indent + match.start("counts") + (number.start() + number.end()) / 2
            name = min(columns, key=lambda column: abs(column[0] - at))[1]
            if name:
                counts[name] = int(number.group())
        words = document.passage(line)[: match.end("title")].strip()
        if _TOTAL.match(words.text):
            return rows, SummaryTotals(**counts)
        rows.append(_row(document, words, counts))
    return rows, None


def _counts_only(cells: Sequence[Passage], columns: Columns) -> bool:
    return len(cells) > 1 and all(
        _COUNT.fullmatch(cells[place].text) for place in columns if place < len(cells)
    )


def _counts(cells: Sequence[Passage], columns: Columns) -> dict[str, int | None]:
    return {
        name: int(cells[place].text) if place < len(cells) and cells[place].text.isdigit() else None
        for place, name in columns.items()
    }


def _row(document: Document, title: Passage, counts: dict[str, int | None]) -> SummaryRow:
    year = _YEAR.search(title.text)
    name = title[: year.start()].strip() if year else title
    name = name[_number_end(name.text) :].strip()
    return SummaryRow(name.text, int(year[1]) if year else None, source=document.place(name), **counts)


def _number_end(text: str) -> int:
    match = re.match(r"\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\D)", text)
    return match.end() if match else 0


def _spaced_columns(text: str) -> tuple[str, ...]:
    """The fields that a head counts whose columns stand a single space apart; empty where it is no such head.

    Each column begins with a capital; the first names the audits.
    """
    if len(text) > 120 or not _AUDITS.match(text):
        return ()
    heads = [part.strip() for part in _CAPITAL.split(text) if part.strip()]
    if not 3 <= len(heads) <= 6 or not _AUDITS.match(heads[0]):
        return ()
    coded = [status_of(head) for head in heads[1:]]
    names = [_COUNTED[one.code] for one in coded if one is not None and one.code in _COUNTED]
    return tuple(names) if len(names) == len(heads) - 1 and len(set(names)) == len(names) else ()


def _spaced(document: Document, outline: Outline) -> Summary | None:
    """A matrix whose columns stand a single space apart: a row has its counts at the end of the line.

    A row with fewer counts than there are columns does not tell which cells are blank: they stay None.
    """
    for place, line in enumerate(outline.lines):
        names = _spaced_columns(line.text)
        if not names:
            continue
        rows: list[SummaryRow] = []
        for row in outline.lines[place + 1 :]:
            match = _SPACED_ROW.match(row.text)
            if match is None:
                if row.blank and not rows:
                    continue
                break
            words = document.passage(row)[: match.end("title")].strip()
            cells = match["counts"].split()
            whole = len(cells) == len(names)
            counts = {
                name: int(cells[column]) if whole and cells[column].isdigit() else None
                for column, name in enumerate(names)
            }
            if _TOTAL.match(words.text):
                return Summary(tuple(rows), SummaryTotals(**counts))
            rows.append(_row(document, words, counts))
        if rows:
            return Summary(tuple(rows), None)
    return None


def summary_lines(document: Document, outline: Outline) -> Iterator[int]:
    """The numbers of the lines that hold the matrix, its head included."""
    for place, line in enumerate(outline.lines):
        columns = _columns(_cells(document, line)) if _has_cells(line) else {}
        if not columns:
            continue
        yield line.number
        for row in outline.lines[place + 1 :]:
            if row.blank or not (_RULE.match(row.text) or _counts_only(_cells(document, row), columns)):
                break
            yield row.number
