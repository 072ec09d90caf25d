"""Tables of recommendations: where they begin and end, and their rows, in whatever way they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from iaktta.document import Document, Line, Passage
from iaktta.reading.audits.cell_units import Unit, units
from iaktta.reading.audits.cells import Cell, cell_of
from iaktta.reading.audits.column_heads import LONGEST_HEAD, Head, head_at
from iaktta.reading.audits.column_heads import Role as Column
from iaktta.reading.audits.columns import learned_widths, rows_of
from iaktta.reading.audits.grids import grid_rows
from iaktta.reading.audits.labels import label_of
from iaktta.reading.decisions import cited_in, is_decision_line
from iaktta.reading.footnotes import Footnotes
from iaktta.reading.mending import joined
from iaktta.reading.words import Role, roles_of

_SECTION = re.compile(r"^(?:#{1,6}\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-ZÅÄÖ])")
_CHAPTER = re.compile(r"^\d{1,2}\.\s+[A-ZÅÄÖ][^.:]*$")
_ENDING_ROLES = {
    Role.ASSESSMENT: Column.ASSESSMENT,
    Role.CONCLUSION: None,
    Role.NEW_RECOMMENDATIONS: None,
    Role.SUMMARY: None,
    Role.BACKGROUND: None,
    Role.SOURCES: None,
    Role.DECISION: None,
    Role.CONTACTS: None,
    Role.METHOD: None,
    Role.CRITERIA: None,
    Role.QUESTIONS: None,
    Role.PURPOSE: None,
    Role.FACT_CHECK: None,
}
LEAD = 4
"""How many lines above a head may belong to the table: whose answers it holds, and their decision."""


@dataclass(frozen=True, slots=True)
class Group:
    """The audit that the rows of a table belong to, as a line across its columns names it."""

    title: Passage
    year: int
    line: Passage


@dataclass(frozen=True, slots=True)
class Table:
    """A table of recommendations. `lead`: the lines just above its head; `lines`: all its lines' numbers."""

    head: Head
    rows: tuple[tuple[Cell, ...], ...]
    lead: tuple[Passage, ...]
    lines: frozenset[int]
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document's tables have in common: its text, its footnotes and the committees that it names."""

    document: Document
    notes: Footnotes = Footnotes()
    known: frozenset[str] = frozenset()


def has_table(lines: Sequence[Line]) -> bool:
    """Whether a table's head stands among the lines."""
    return any(head_at(lines, at) for at in range(len(lines)))


def find_tables(setting: Setting, lines: Sequence[Line]) -> Iterator[Table]:
    """The tables among a section's lines, in printed order; one whose rows name several audits is several."""
    at = end = 0
    while at < len(lines):
        head = head_at(lines, at)
        if head is None:
            at += 1
            continue
        lead = _lead(setting, lines[end:at])
        words = tuple(joined(setting.document.passage(line) for line in part) for part in lead)
        own = {line.number for line in chain.from_iterable(lead)}
        body = at + sum(1 for line in lines[at:] if line.number <= head.last)
        group: Group | None = None
        while True:
            end, breaks = _extent(lines, body, head, setting)
            rows, read = _rows(setting, head, lines[at:body], lines[body:end], breaks)
            whole = all(line.blank for line in lines[body + read : end])
            end = end if whole else body + read
            own |= {line.number for line in lines[at:end]}
            if rows:
                yield Table(head, rows, words, frozenset(own), group)
            group = _group(setting, lines[end]) if whole and end < len(lines) else None
            if group is None:
                break
            at, body, own = end, end + 1, set()
        at = max(end, at + 1)


_REPORT_ROW = re.compile(
    r"^(?:(?:revisions|gransknings)?rapport|granskning|projekt)(?:\snr\.?)?\s\d{1,3}\s?[/:]\s?(?P<year>(?:19|20)\d\d)"
    r"[\s:,–-]+(?P<title>[A-ZÅÄÖ].+?)(?:\s\([^()]*\d[^()]*\))?$",
    re.IGNORECASE,
)
_TOPIC_ROW = re.compile(
    r"^(?P<title>(?:(?:fördjupad|grundläggande)\s)?(?:granskning|förstudie)\s(?:av|avseende|kring)\s.+?)"
    r"[\s,]+\(?(?P<year>(?:19|20)\d\d)\)?$",
    re.IGNORECASE,
)


def _group(setting: Setting, line: Line) -> Group | None:
    """The audit that a line across a table's columns names."""
    match = _REPORT_ROW.match(line.text) or _TOPIC_ROW.match(line.text)
    if match is None or len(line.text) > LONGEST_HEAD + 40:
        return None
    words = setting.document.passage(line)
    return Group(words[match.start("title") : match.end("title")], int(match["year"]), words)


def head_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are tables' heads."""
    heads = (head_at(lines, at) for at in range(len(lines)))
    return frozenset(number for head in heads if head for number in range(head.first, head.last + 1))


def names_audits(lines: Sequence[Line]) -> bool:
    """Whether a table's rows or one of its columns name the audits: they are no chapters then."""
    heads = [head for at in range(len(lines)) if (head := head_at(lines, at))]
    if any(head.column(Column.AUDIT) is not None for head in heads):
        return True
    return bool(heads) and sum(1 for line in lines if _REPORT_ROW.match(line.text)) > 1


def _lead(setting: Setting, above: Sequence[Line]) -> list[list[Line]]:
    """The lines just above a head that say whose answers follow, those of one sentence together."""
    lines = [line for line in above if not line.blank][-LEAD:]
    found: list[list[Line]] = []
    end = len(lines)
    while end:
        start = next((start for start in range(end) if _tells_whose(setting, lines[start:end])), None)
        if start is None:
            break
        found.insert(0, list(lines[start:end]))
        end = start
    return found


def _tells_whose(setting: Setting, lines: Sequence[Line]) -> bool:
    text = joined(setting.document.passage(line) for line in lines).text
    if is_decision_line(text):
        # A line that cites decisions by itself is no part of the next one.
        return len(lines) == 1 or not is_decision_line(lines[0].text) or lines[0].text.endswith(",")
    label = label_of(text, setting.known)
    return len(lines) == 1 and label is not None and bool(label.committees) and label.end >= len(text)


def _extent(lines: Sequence[Line], start: int, head: Head, setting: Setting) -> tuple[int, frozenset[int]]:
    """Where a table ends, as an index, and the numbers of the lines that are its head printed again."""
    breaks: set[int] = set()
    at = start
    while at < len(lines):
        line = lines[at]
        again = head_at(lines, at)
        if again is not None:
            lead = list(chain.from_iterable(_lead(setting, lines[start:at])))
            if (
                lead
                and lead[-1].number > (max(breaks) if breaks else -1)
                and _stands_as_lead(lead, head, again)
            ):
                return lines.index(lead[0]), frozenset(breaks)
            if not again.same_as(head):
                return at, frozenset(breaks)
            breaks.update(range(again.first, again.last + 1))
            at += again.last - again.first + 1
            continue
        if _group(setting, line) is not None or _ends_table(line, lines[at - 1], head):
            return at, frozenset(breaks)
        at += 1
    return at, frozenset(breaks)


def _stands_as_lead(lead: Sequence[Line], head: Head, again: Head) -> bool:
    """Whether lines above a head open a table: a decision does, a committee alone only above another head."""
    return bool(cited_in(" ".join(line.text for line in lead))) or not again.same_as(head)


def _ends_table(line: Line, before: Line, head: Head) -> bool:
    if line.blank:
        return False
    if _SECTION.match(line.text) and len(line.text) < 150 and not line.text.endswith("."):
        return True
    if _CHAPTER.match(line.text) and len(line.text) < 80 and _tops_page(line, before):
        return True
    if len(line.text) > 80 or line.text.endswith((":", ".")) or not (before.blank or line.indent):
        return False
    for role in roles_of(line.text):
        if role in _ENDING_ROLES:
            column = _ENDING_ROLES[role]
            place = head.column(column) if column else None
            return place is None or head.names[place].casefold() != line.text.casefold()
    return False


def _tops_page(line: Line, before: Line) -> bool:
    """Whether a line is the first of its page; where pages are lost, a lone space before it tells."""
    return line.page != before.page or (line.indent == 1 and before.indent == 0)


def _rows(
    setting: Setting, head: Head, head_lines: Sequence[Line], region: Sequence[Line], breaks: frozenset[int]
) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """The rows of a table, and how many lines of the region they take."""
    if (grid := grid_rows(setting.document, setting.notes, head, head_lines, region, breaks)) is not None:
        return grid
    parts = units(setting.document, region, breaks, setting.notes, setting.known, head.roles)
    found = rows_of(parts, head.roles)
    widths = learned_widths(parts, found)
    kept = _before_prose(parts, found, widths)
    if kept < len(parts):
        parts = parts[:kept]
        found = rows_of(parts, head.roles)
        widths = learned_widths(parts, found)
    rows = tuple(
        tuple(cell_of([parts[i] for i in cell], width) for cell, width in zip(row, widths, strict=True))
        for row in found
    )
    return rows, _lines_taken(parts, region, kept)


def _before_prose(
    parts: Sequence[Unit], rows: Sequence[tuple[tuple[int, ...], ...]], widths: Sequence[float]
) -> int:
    """How many units stand before running text that is plainly wider than every column."""
    del rows
    usual = sorted(width for width in widths if width)
    if len(usual) < 2:
        return len(parts)
    limit = 1.5 * usual[len(usual) // 2]
    kept = len(parts)
    for place in range(len(parts) - 1, 0, -1):
        widest = max(own for own, _ in parts[place].widths)
        if widest > limit:
            kept = place
        elif len(parts[place].lines) > 1:
            break
    return kept


def _lines_taken(parts: Sequence[Unit], region: Sequence[Line], kept: int) -> int:
    if not parts or kept == 0:
        return 0
    last = parts[-1].lines[-1].at[-1]
    taken = sum(1 for line in region if line.start <= last)
    return taken + sum(1 for _ in _blank_run(region, taken))


def _blank_run(region: Sequence[Line], at: int) -> Iterator[Line]:
    for line in region[at:]:
        if not line.blank:
            return
        yield line
