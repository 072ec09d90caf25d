"""Chapters whose recommendations stand in a table, with what their other sections say."""

from __future__ import annotations

import re
from dataclasses import replace

from iaktta.document import Document, Passage, Span
from iaktta.reading.audits.answers import statements
from iaktta.reading.audits.judgement import read_assessment
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.audits.prose import Prose
from iaktta.reading.audits.tables import Setting, find_tables, has_table
from iaktta.reading.audits.tabular import lines_of, read_tables
from iaktta.reading.footnotes import footnotes
from iaktta.reading.outline import Block, Outline, Section, blocks
from iaktta.reading.speakers import speakers
from iaktta.report import Audit, Basis, Statement


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
        told, judged = _below(document, chapter, taken, committees)
        taken |= {line.number for block in (*told, *judged) for line in block.lines}
        rest = replace(
            chapter,
            section=_without(chapter.section, taken),
            lines=tuple(line for line in chapter.lines if line.number not in taken),
        )
        audit = Prose().read(document, outline, rest, committees)
        found = read_tables(setting, tables, audit.auditees)
        earlier, places = _told_again(document, rest)
        auditees = audit.auditees or tuple(found.answerers)
        if not audit.auditees and [one.committee for one in found.decisions] == found.answerers:
            places["auditees"] = tuple(span for one in found.decisions for span in one.places["committee"])
        return replace(
            audit,
            earlier=audit.earlier or earlier,
            places={**places, **audit.places},
            auditees=auditees,
            decisions=tuple(found.decisions) or audit.decisions,
            recommendations=tuple(found.recommendations),
            responses=tuple(found.responses) + audit.responses,
            observations=tuple(found.observations)
            + _told(document, told, auditees, committees)
            + audit.observations,
            assessment=audit.assessment or read_assessment(document, judged),
        )


_JUDGES = re.compile(r"\bbedöm\w*|\bkonstaterar\b|\bsammanfattningsvis\b|\bvi anser\b", re.IGNORECASE)


def _below(
    document: Document, chapter: Chapter, taken: frozenset[int], known: frozenset[str]
) -> tuple[list[Block], list[Block]]:
    """The paragraphs right below the last table, without a heading: those that tell, those that judge."""
    last = max(taken, default=len(document.lines))
    below = [line for line in chapter.lines if line.number > last]
    headings = [part.heading.first for part in chapter.section.walk() if part.heading]
    end = min((first for first in headings if below and first >= below[0].number), default=None)
    found = blocks(document, [line for line in below if end is None or line.number < end])
    judges = [bool(_JUDGES.search(one.text.text)) and not speakers(one.text.text, known) for one in found]
    first = judges.index(True) if True in judges else len(found)
    told = found[:first]
    if not all(_SENTENCE.search(one.text.text) and not one.is_item for one in told):
        return [], []
    return told, found[first:]


_SENTENCE = re.compile(r"^[A-ZÅÄÖ].{30,}[.!?][\"”)]*$", re.DOTALL)


def _told(
    document: Document, blocks: list[Block], auditees: tuple[str, ...], known: frozenset[str]
) -> tuple[Statement, ...]:
    """What the paragraphs below a table tell of the state of things."""
    only = auditees if len(auditees) == 1 else ()
    drafts = statements(blocks, (), known, Basis.STATEMENT)
    return tuple(draft.finished(document, only, answer=False) for draft in drafts)


_PARENTHESIS = re.compile(r"\(([^()]*uppfölj[^()]*)\)", re.IGNORECASE)


def _told_again(document: Document, chapter: Chapter) -> tuple[str | None, dict[str, tuple[Span, ...]]]:
    """The heading printed again above the table, with what it says in parentheses of an earlier follow-up."""
    title = " ".join(chapter.title.text.split()).casefold()
    heading = chapter.section.heading
    for line in chapter.lines:
        above = heading is not None and line.number < heading.last
        if above or not title or not line.text.casefold().startswith(title):
            continue
        words = document.passage(line)
        places = {"title": _spans(document, words[: len(title)])}
        match = _PARENTHESIS.search(line.text, len(title))
        if match is None:
            return None, places
        return match[1], {**places, "earlier": _spans(document, words[match.start(1) : match.end(1)])}
    return None, {}


def _spans(document: Document, words: Passage) -> tuple[Span, ...]:
    span = document.place(words)
    return (span,) if span else ()


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
    return section.with_lines(body, children)
