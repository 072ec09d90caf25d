"""Chapters in running text, slides and numbered headings: the order of headings and lists tells all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iaktta.document import Document, Passage
from iaktta.reading.audits.advice import addressees_of, read_advice
from iaktta.reading.audits.answers import read_answers
from iaktta.reading.audits.background import Topic, read_background, take_introduced
from iaktta.reading.audits.chapters import find_chapters
from iaktta.reading.audits.decided import only_decided, take_decisions, told_decisions
from iaktta.reading.audits.draft import LATEST, AuditDraft, same_recommendation
from iaktta.reading.audits.grades import grade_of_sentence, read_grades
from iaktta.reading.audits.judgement import read_assessment
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.audits.parts import Part, parts_of
from iaktta.reading.committees import committees_in
from iaktta.reading.decisions import find_decisions
from iaktta.reading.outline import Block, Outline, Section
from iaktta.reading.words import Role
from iaktta.report import Audit, Basis

_ANSWERS = {
    Role.RESPONSES: Basis.STATEMENT,
    Role.OBSERVATIONS: Basis.STATEMENT,
    Role.DOCUMENT_REVIEW: Basis.DOCUMENT_REVIEW,
    Role.COMMENT: Basis.COMMENT,
}
_BACKGROUND = {
    Role.PURPOSE: Topic.PURPOSE,
    Role.ORIGINAL_ASSESSMENT: Topic.JUDGEMENT,
    Role.SUMMARY: Topic.NOTHING,
    Role.BACKGROUND: Topic.NOTHING,
}
_FINDINGS = frozenset({Role.OBSERVATIONS, Role.RESPONSES, Role.DOCUMENT_REVIEW, Role.COMMENT})
_JUDGES = frozenset({Role.ASSESSMENT, Role.CONCLUSION})
_FEWEST_LETTERS = 4
"""A heading with fewer letters beside its number does not word a recommendation."""
_NEW_LINE = Passage.made("\n")


class Prose:
    """Headings with a role, under them paragraphs and lists."""

    def sureness(self, document: Document, outline: Outline, chapter: Chapter) -> float:
        """Any chapter can be read so; one with two lists under headings of their own should."""
        lists = {role for part in chapter.section.walk() if _is_list(document, part) for role in part.roles}
        sure = {Role.RECOMMENDATIONS, Role.OBSERVATIONS} <= lists or _prints_again(document, chapter.section)
        return 0.95 if sure else 0.3

    def read(
        self, document: Document, outline: Outline, chapter: Chapter, committees: frozenset[str]
    ) -> Audit:
        draft = AuditDraft(chapter)
        parts = list(parts_of(document, chapter.section))
        for part in judged_before(parts):
            take(document, draft, part, committees)
        if not (draft.purpose and draft.auditees) and len(find_chapters(document, outline)) == 1:
            _take_introduction(document, draft, outline, committees)
        return draft.finished(document)


_LONG_ITEM = 40


def _prints_again(document: Document, section: Section) -> bool:
    """Whether a list item stands twice in a chapter: first where it was given, then beside what was found."""
    seen: set[str] = set()
    for part in section.walk():
        for block in part.blocks(document):
            if not block.is_item or block.mark == "|" or len(block.text) <= _LONG_ITEM:
                continue
            words = "".join(block.text.text.casefold().replace("-", "").split())
            if words in seen:
                return True
            seen.add(words)
    return False


def _is_list(document: Document, section: Section) -> bool:
    """Whether a heading of recommendations has a list right under it, or one of findings its own text."""
    if not {Role.RECOMMENDATIONS, Role.OBSERVATIONS} & set(section.roles) or not section.body:
        return False
    blocks = section.blocks(document)
    if Role.OBSERVATIONS in section.roles:
        return bool(blocks) and blocks[0].mark != "|"
    return bool(blocks) and blocks[0].is_item and blocks[0].mark != "|"


def _take_introduction(
    document: Document, draft: AuditDraft, outline: Outline, known: frozenset[str]
) -> None:
    """Where a report follows up one audit, its introduction may tell whom that concerned, and why."""
    for section in outline.root.walk():
        if section is draft.chapter.section:
            return
        if not set(section.roles) & {Role.BACKGROUND, Role.PURPOSE, Role.SUMMARY}:
            continue
        for block in section.blocks(document):
            take_introduced(draft, block.text, known)


def judged_before(parts: list[Part]) -> Iterator[Part]:
    """The parts, with a judgement that stands before any finding and is followed by another told apart.

    The first is what the auditors thought when they made the audit.
    """
    judgements = [place for place, part in enumerate(parts) if part.role in _JUDGES and part.opens]
    findings = [place for place, part in enumerate(parts) if part.role in _FINDINGS]
    for place, part in enumerate(parts):
        early = part.role is Role.ASSESSMENT and not part.item and findings and place < findings[0]
        if early and judgements and judgements[-1] > findings[0]:
            yield replace(part, role=Role.ORIGINAL_ASSESSMENT)
        else:
            yield part


def take(document: Document, draft: AuditDraft, part: Part, known: frozenset[str]) -> None:
    """Take one stretch into the draft."""
    role = part.role
    if part.opens_item:
        _take_item(document, draft, part, known)
    elif role in _BACKGROUND:
        told = [block for block in part.blocks if block.is_item or not only_decided(block.text.text)]
        read_background(draft, told, _BACKGROUND[role], known, part.committees)
        audited = draft.auditees if len(draft.auditees) == 1 else ()
        draft.decisions.extend(told_decisions(document, part.blocks, audited))
    elif role is Role.RECOMMENDATIONS:
        if part.opens:
            draft.latest.clear()
        read_advice(draft, part.blocks, part.committees, known)
    elif role in _ANSWERS:
        _take_answers(document, draft, part, part.blocks, known)
    elif role in (Role.ASSESSMENT, Role.CONCLUSION):
        _take_assessment(document, draft, part)
    elif role is Role.AUDITEES and not draft.auditees:
        named = [name for block in part.blocks for name in committees_in(block.text.text, known)]
        draft.auditees = tuple(dict.fromkeys([*part.committees, *named]))
    elif role is Role.STATUS and part.item:
        read_grades(document, draft, part.blocks, part.item, label=role)


def _take_item(document: Document, draft: AuditDraft, part: Part, known: frozenset[str]) -> None:
    """A heading that stands for a recommendation: a new one with its own words, or one given before."""
    blocks = part.blocks
    if LATEST in part.item or not any(draft.numbered(number) for number in part.item):
        text, blocks = _own_words(part)
        if text is None:
            return
        for number in part.item:
            own = addressees_of(text.text, known) or part.committees
            draft.add_recommendation(text, None if number == LATEST else number, own)
    elif (
        blocks
        and (given := draft.numbered(part.item[0]))
        and (same_recommendation(given.text.text, blocks[0].text.text) or _is_label(part))
    ):
        blocks = blocks[1:]
    _take_answers(document, draft, part, blocks, known)


_LONGEST_LABEL = 90


def _is_label(part: Part) -> bool:
    """Whether a few words behind "Rekommendation 1" only remind of it: "Rekommendation 1 – restid"."""
    heading = part.section.heading if part.section else None
    if heading is None or heading.rest is None or len(part.blocks) < 2:
        return False
    words = part.blocks[0].text.text
    return len(words) <= _LONGEST_LABEL and not words.endswith((".", ":", "?"))


def _own_words(part: Part) -> tuple[Passage | None, list[Block]]:
    """The recommendation's words: its heading's, else the first paragraphs under it; and what is left."""
    if part.words is not None and len(part.words) > _FEWEST_LETTERS:
        return part.words, part.blocks
    if not part.blocks:
        return None, []
    if part.role in _ANSWERS:
        return part.blocks[0].text, part.blocks[1:]
    return _NEW_LINE.join(block.text for block in part.blocks), []


def _take_answers(
    document: Document, draft: AuditDraft, part: Part, blocks: list[Block], known: frozenset[str]
) -> None:
    rest = read_grades(document, draft, blocks, part.item)
    basis = _ANSWERS.get(part.role, Basis.STATEMENT)
    answer = part.role is Role.RESPONSES
    committees = part.committees
    if answer:
        audited = draft.auditees or draft.asked
        whose = committees or (audited if len(audited) == 1 else ())
        decisions, rest = take_decisions(document, rest, whose)
        if part.opens and part.section:
            decisions = [*find_decisions(document, part.section.title), *decisions]
        draft.decisions.extend(decisions)
        committees = committees or tuple(dict.fromkeys(decision.committee for decision in decisions))
    read_answers(draft, rest, committees, part.item, known, answer=answer, basis=basis)


def _take_assessment(document: Document, draft: AuditDraft, part: Part) -> None:
    """Under one recommendation a judgement grades it; else it is the audit's."""
    if part.item and part.blocks:
        targets = [found for number in part.item if (found := draft.numbered(number))]
        if targets and grade_of_sentence(document, targets, part.blocks[0].text):
            return
    if part.blocks and draft.assessment is None:
        draft.assessment = read_assessment(document, part.blocks)
