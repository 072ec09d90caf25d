"""Chapters whose recommendations stand in a table, with what their other sections say."""

from __future__ import annotations

from dataclasses import replace

from iaktta.document import Document
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.audits.prose import Prose
from iaktta.reading.audits.statuses import is_unverified
from iaktta.reading.audits.tables import Setting, find_tables, has_table
from iaktta.reading.audits.tabular import lines_of, read_tables
from iaktta.reading.footnotes import footnotes
from iaktta.reading.mending import mended
from iaktta.reading.outline import Outline, Section
from iaktta.reading.words import Role
from iaktta.report import Assessment, Audit


class InTables:
    """A table of recommendations, then perhaps an assessment in running text."""

    def sureness(self, document: Document, outline: Outline, chapter: Chapter) -> float:
        """A table's head is no accident."""
        return 0.9 if has_table(chapter.lines) else 0.0

    def read(
        self, document: Document, outline: Outline, chapter: Chapter, committees: frozenset[str]
    ) -> Audit:
        setting = Setting(document, footnotes(document), committees)
        tables = list(find_tables(setting, chapter.lines))
        taken = lines_of(tables)
        rest = replace(
            chapter,
            section=_without(chapter.section, taken),
            lines=tuple(line for line in chapter.lines if line.number not in taken),
        )
        audit = Prose().read(document, outline, rest, committees)
        found = read_tables(setting, tables, audit.auditees)
        return replace(
            audit,
            auditees=audit.auditees or tuple(found.answerers),
            decisions=tuple(found.decisions) or audit.decisions,
            recommendations=tuple(found.recommendations),
            responses=tuple(found.responses) + audit.responses,
            observations=tuple(found.observations) + audit.observations,
            assessment=audit.assessment or _assessment(document, rest.section),
        )


def _without(section: Section, taken: frozenset[int]) -> Section:
    """A section without the lines of its tables: labels in their cells are no headings."""
    body = [line for line in section.body if line.number not in taken]
    children: list[Section] = []
    for child in (_without(child, taken) for child in section.children):
        if child.heading is not None and child.heading.first in taken:
            body.extend(child.body)
            children.extend(child.children)
        else:
            children.append(child)
    return Section(section.heading, section.level, body, children)


def _assessment(document: Document, section: Section) -> Assessment | None:
    for part in section.walk():
        if Role.ASSESSMENT not in part.roles:
            continue
        text = mended([document.passage(line) for line in part.body])
        if text:
            unverified = False if is_unverified(text.text) else None
            return Assessment(text=text.text, verified=unverified, source=document.place(text))
    return None
