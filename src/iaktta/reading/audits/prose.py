"""Chapters in running text, slides and numbered headings: the order of headings and lists tells all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from iaktta.document import Document
from iaktta.reading.audits.advice import read_advice
from iaktta.reading.audits.answers import read_answers
from iaktta.reading.audits.background import Topic, read_background
from iaktta.reading.audits.draft import AuditDraft
from iaktta.reading.audits.grades import read_grades
from iaktta.reading.audits.judgement import read_assessment
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.committees import committees_in
from iaktta.reading.outline import Block, Outline, Section
from iaktta.reading.words import Role
from iaktta.report import Audit, Basis

_BASIS = {Role.DOCUMENT_REVIEW: Basis.DOCUMENT_REVIEW, Role.COMMENT: Basis.COMMENT}
_BACKGROUND = {
    Role.PURPOSE: Topic.PURPOSE,
    Role.ORIGINAL_ASSESSMENT: Topic.JUDGEMENT,
    Role.SUMMARY: Topic.NOTHING,
    Role.BACKGROUND: Topic.NOTHING,
}
_ONE_LINE = frozenset({Role.AUDITEES, Role.DEADLINE, Role.DECISION, Role.STATUS})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a chapter under one heading: its role, whose it is, and the recommendations it is about."""

    role: Role
    blocks: list[Block]
    committees: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    section: Section | None = None


class Prose:
    """Headings with a role, under them paragraphs and lists."""

    def sureness(self, document: Document, outline: Outline, chapter: Chapter) -> float:
        """Any chapter can be read so, if nothing better is found."""
        return 0.3

    def read(
        self, document: Document, outline: Outline, chapter: Chapter, committees: frozenset[str]
    ) -> Audit:
        draft = AuditDraft(chapter)
        for part in _parts(document, chapter.section):
            _take(document, draft, part, committees)
        return draft.finished(document)


def _parts(document: Document, chapter: Section) -> Iterator[Part]:
    """The chapter's stretches in printed order; a heading without a role keeps the one above it."""
    now = Part(Role.BACKGROUND, [])
    item_level = 99.0
    for section in chapter.walk():
        blocks = section.blocks(document)
        if section is chapter:
            yield replace(now, blocks=blocks, section=section)
            continue
        heading = section.heading
        assert heading is not None  # only the root has none
        if section.level <= item_level:
            now, item_level = replace(now, item=()), 99.0
        if heading.item:
            now, item_level = replace(now, item=heading.item), section.level
            yield replace(now, blocks=blocks, section=section)
        elif heading.roles and heading.roles[0] in _ONE_LINE:
            yield replace(
                now, role=heading.roles[0], blocks=blocks[:1], section=section, committees=heading.committees
            )
            yield replace(now, blocks=blocks[1:], section=section)
        elif heading.roles:
            now = replace(now, role=heading.roles[0], committees=heading.committees)
            yield replace(now, blocks=blocks, section=section)
        elif heading.committees and not heading.topic:
            now = replace(now, committees=heading.committees)
            yield replace(now, blocks=blocks, section=section)
        else:
            yield replace(now, blocks=blocks, section=section)


def _take(document: Document, draft: AuditDraft, part: Part, known: frozenset[str]) -> None:
    """Take one stretch into the draft."""
    role = part.role
    if role in _BACKGROUND:
        read_background(draft, part.blocks, _BACKGROUND[role], known, part.committees)
    elif role is Role.RECOMMENDATIONS:
        if part.section and part.section.roles:
            draft.latest.clear()
        read_advice(draft, part.blocks, part.committees, known)
    elif role in (Role.RESPONSES, Role.OBSERVATIONS, *_BASIS):
        blocks = read_grades(document, draft, part.blocks, part.item)
        answer = role is Role.RESPONSES
        basis = _BASIS.get(role, Basis.STATEMENT)
        read_answers(draft, blocks, part.committees, part.item, known, answer=answer, basis=basis)
    elif role is Role.ASSESSMENT and not part.item and draft.assessment is None:
        draft.assessment = read_assessment(document, part.blocks)
    elif role is Role.AUDITEES and not draft.auditees:
        named = [name for block in part.blocks for name in committees_in(block.text.text, known)]
        draft.auditees = tuple(dict.fromkeys([*part.committees, *named]))
    elif role is Role.STATUS and part.item:
        read_grades(document, draft, part.blocks, part.item, label=role)
