"""Documents whose audits stand in tables and not in chapters of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from iaktta.document import Document, Passage
from iaktta.reading.audits.cells import Cell, words_of
from iaktta.reading.audits.chapters import title_of
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.tables import Setting, Table, find_tables, names_audits
from iaktta.reading.audits.tabular import read_tables
from iaktta.reading.committees import committees_in
from iaktta.reading.footnotes import footnotes
from iaktta.reading.head import Head
from iaktta.reading.outline import Outline
from iaktta.report import Audit

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FOLLOWED = re.compile(
    r"(?:granskning|förstudie)(?:en)?(?:srapport(?:en)?)?\s(?:av|avseende|om|kring|gällande|rörande)\s.+$",
    re.IGNORECASE,
)
_Row = tuple[Cell, ...]


def audits_in_tables(
    document: Document, outline: Outline, committees: frozenset[str], head: Head
) -> tuple[Audit, ...]:
    """The one audit of a document without chapters, named by its title."""
    setting = Setting(document, footnotes(document), committees)
    tables = list(find_tables(setting, outline.lines))
    if not tables:
        return ()
    title = _followed(document, head)
    return (_audit(setting, title, _year(title.text), tables),) if title.text else ()


def audits_in_rows(
    document: Document, outline: Outline, committees: frozenset[str], head: Head
) -> tuple[Audit, ...]:
    """The audits that the columns or rows of a document's tables name, if they do."""
    if not names_audits(outline.lines):
        return ()
    setting = Setting(document, footnotes(document), committees)
    whose = committees_in(f"{head.body or ''}\n{head.title}", committees)
    found: list[Audit] = []
    for table in find_tables(setting, outline.lines):
        if table.group is not None:
            audit = _audit(setting, table.group.title, table.group.year, [table], whose)
            line = document.place(table.group.line)
            found.append(replace(audit, places={"title": (line,)} if line else {}))
        elif table.head.column(Role.AUDIT) is not None:
            found.extend(_by_column(setting, table, whose))
    return tuple(found)


def with_tables(document: Document, outline: Outline, committees: frozenset[str], audit: Audit) -> Audit:
    """An answer's audit with the recommendations of its tables, where it has any."""
    setting = Setting(document, footnotes(document), committees)
    tables = [_as_answer(table) for table in find_tables(setting, outline.lines)]
    found = read_tables(setting, tables, audit.auditees)
    if not found.recommendations:
        return audit
    return replace(
        audit,
        recommendations=tuple(found.recommendations),
        responses=tuple(found.responses),
        observations=tuple(found.observations),
    )


def _as_answer(table: Table) -> Table:
    """In an answer, what is done about a recommendation is what the committee answers."""
    roles = table.head.roles
    if Role.RESPONSE in roles or Role.CURRENT not in roles:
        return table
    answered = tuple(Role.RESPONSE if role is Role.CURRENT else role for role in roles)
    return replace(table, head=replace(table.head, roles=answered))


def _by_column(setting: Setting, table: Table, whose: tuple[str, ...]) -> Iterator[Audit]:
    """An audit for each run of rows that the audit column names; a blank cell goes on with the one above."""
    column, year_column = table.head.column(Role.AUDIT), table.head.column(Role.YEAR)
    assert column is not None  # asked for
    groups: list[tuple[Passage, int | None, list[_Row]]] = []
    for row in table.rows:
        name = words_of(row[column])
        if name.text and not (groups and groups[-1][0].text == name.text):
            year = _year(words_of(row[year_column]).text) if year_column is not None else None
            groups.append((name, year or _year(name.text), []))
        if groups:
            groups[-1][2].append(row)
    for name, year, rows in groups:
        yield _audit(setting, title_of(name), year, [replace(table, rows=tuple(rows))], whose)


def _audit(
    setting: Setting, title: Passage, year: int | None, tables: Sequence[Table], whose: tuple[str, ...] = ()
) -> Audit:
    found = read_tables(setting, tables, whose)
    return Audit(
        title.text,
        year=year,
        auditees=tuple(found.answerers),
        decisions=tuple(found.decisions),
        responses=tuple(found.responses),
        observations=tuple(found.observations),
        recommendations=tuple(found.recommendations),
        source=setting.document.place(title),
    )


def _followed(document: Document, head: Head) -> Passage:
    """The title of the one audit that a document follows up, from the document's own title."""
    spans = head.places.get("title", ())
    words = Passage.of(document.text, spans[0].start, spans[0].end) if spans else Passage.made(head.title)
    if match := _FOLLOWED.search(words.text):
        words = words[match.start() :]
    words = title_of(words)
    return Passage(words.text[:1].upper() + words.text[1:], words.at)


def _year(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match.group()) if match else None
