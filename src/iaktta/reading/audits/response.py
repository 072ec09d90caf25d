"""A committee's answer to an audit: which audit it is, and an answer for each recommendation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iaktta.document import Document, Passage
from iaktta.reading.audits.background import Topic, read_background
from iaktta.reading.audits.draft import AuditDraft, RecommendationDraft
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.audits.parts import Part, parts_of
from iaktta.reading.audits.prose import take
from iaktta.reading.audits.whole import capital, find_deadline
from iaktta.reading.committees import mentions
from iaktta.reading.head import Head
from iaktta.reading.mending import joined
from iaktta.reading.outline import Block, Outline
from iaktta.reading.words import Role
from iaktta.report import Audit

_QUOTED = re.compile(
    r"[\"”“»](?P<title>[^\"”“»]*?(?:granskning|förstudie|revision)[^\"”“»]*)[\"”“«»]", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:rapporten|revisionsrapporten|granskningen|granskningsrapporten)\s(?P<title>(?:Granskning|Förstudie|Uppföljning)\s[^.,\n]+)"
)
_BOLD = re.compile(r"\*\*(?P<title>(?:Granskning|Förstudie)\s[^*\n]+)\*\*")
_YEAR_BEHIND = re.compile(r"[*_\"”“\s]{0,5}\(((?:19|20)\d\d)\)")
_IN_TITLE = re.compile(
    r"(?P<title>granskning(?:en)?(?:srapport(?:en)?)?\s(?:av|avseende|om|kring|gällande)\s.+)$", re.IGNORECASE
)
_WHEN = re.compile(
    r"(?:revisor|revision|granskning|rapport)\w*\s[^.]{0,80}?\b(?:under|i|från|år)\s(?:år\s)?(?:[a-z]+\s)?((?:19|20)\d\d)\b"
    r"|(?:under|i|år)\s(?:[a-z]+\s)?((?:19|20)\d\d)\s[^.]{0,40}?(?:granska|granskning)",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\s*\n\s*")
_ACCOUNTS = frozenset({Role.BACKGROUND, Role.SUMMARY, Role.PURPOSE})
_OUTSIDE = frozenset(
    {
        Role.OBSERVATIONS,
        Role.SOURCES,
        Role.DECISION,
        Role.CONTACTS,
        Role.SUMMARY,
        Role.BACKGROUND,
        Role.METHOD,
    }
)


def read_response(document: Document, outline: Outline, head: Head, committees: frozenset[str]) -> Audit:
    """The audit that is answered, with the answering committee as auditee and its answers in place."""
    title, year = _audit(document, head)
    draft = AuditDraft(Chapter(outline.root, title, None, outline.lines, year))
    whose = (head.body,) if head.body else _proposed(outline)
    draft.auditees = whose
    accounted: list[RecommendationDraft] = []
    for part in _cut_at_advice(parts_of(document, outline.root)):
        if part.role in _ACCOUNTS and not part.item:
            accounted.extend(_take_account(draft, part, committees))
        for piece in _split(_as_answer(part)):
            if piece.item or piece.role not in _OUTSIDE:
                take(document, draft, replace(piece, committees=piece.committees or whose), committees)
    _drop_unanswered(draft, accounted)
    draft.response_due = find_deadline(document)
    draft.decisions = [head.decision] if head.decision else []
    draft.recommendations = [
        replace(one, addressees=whose or one.addressees) for one in draft.recommendations
    ]
    return draft.finished(document)


def _proposed(outline: Outline) -> tuple[str, ...]:
    """The committee that the decision is proposed to: "Tekniska nämnden antar svaret"."""
    for section in outline.root.walk():
        if Role.DECISION in section.roles:
            for line in section.body:
                if (first := next(mentions(line.text), None)) and first.start == 0:
                    return (first.name,)
    return ()


_ADVISED = re.compile(
    r"^(?:revisorerna|revisionen|kommunrevisionen|stadsrevisionen|rekommendationen)\b[^.:]{0,60}\b(?:rekommenderar|rekommenderade|är)\b",
    re.IGNORECASE,
)


def _as_answer(part: Part) -> Part:
    """What an answer comments is an answer; what it says "in other respects" is one to the audit."""
    title = part.section.title.text.casefold() if part.section else ""
    if part.role is Role.COMMENT:
        return replace(part, role=Role.RESPONSES)
    if part.role is Role.OTHER and title.startswith("övrig"):
        return replace(part, role=Role.RESPONSES, item=())
    return part


def _take_account(draft: AuditDraft, part: Part, committees: frozenset[str]) -> Sequence[RecommendationDraft]:
    """What the background tells of the audit's purpose, assessment and listed advice; returns the last."""
    told = AuditDraft(draft.chapter)
    read_background(told, part.blocks, Topic.NOTHING, committees)
    draft.purpose.extend(told.purpose)
    draft.original.extend(told.original)
    texts = {block.text.text for block in part.blocks if block.is_item}
    given = [one for one in told.recommendations if one.text.text in texts]
    draft.recommendations.extend(given)
    return given


def _drop_unanswered(draft: AuditDraft, accounted: Sequence[RecommendationDraft]) -> None:
    """Advice that the background summed up, where the answers stand under other wordings of it."""
    ours = {id(one) for one in accounted}
    answered = [one for one in draft.recommendations if one.responses]
    if any(id(one) in ours for one in answered) or all(id(one) in ours for one in draft.recommendations):
        return
    draft.recommendations = [one for one in draft.recommendations if id(one) not in ours]


def _cut_at_advice(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, cut where a paragraph gives the auditors' advice: what follows answers that.

    Such recommendations have no number; they are told by their place among the others.
    """
    given = 0
    for part in parts:
        if part.item or part.role not in (Role.RECOMMENDATIONS, Role.RESPONSES):
            yield part
            continue
        pending: list[Block] = []
        for block in part.blocks:
            if not _ADVISED.match(block.text.text) or block.text.text.endswith(":"):
                pending.append(block)
                continue
            yield _answering(part, pending, given)
            yield replace(part, role=Role.RECOMMENDATIONS, blocks=[block], opens=False)
            pending, given = [], given + 1
        yield _answering(part, pending, given)


def _answering(part: Part, blocks: list[Block], given: int) -> Part:
    if not given or part.role is not Role.RESPONSES:
        return replace(part, blocks=blocks)
    return replace(part, blocks=blocks, item=(str(given),))


def _split(part: Part) -> Iterator[Part]:
    """A section whose items are recommendations, each followed by its answer, cut at the items."""
    if part.item or part.role is not Role.RECOMMENDATIONS:
        yield part
        return
    items = [place for place, block in enumerate(part.blocks) if block.is_item]
    if not items:
        yield part
        return
    for start, end in zip(items, [*items[1:], len(part.blocks)], strict=True):
        own, answer = part.blocks[start : start + 1], part.blocks[start + 1 : end]
        yield replace(part, blocks=own, opens=False)
        number = own[0].number
        if answer and number:
            yield replace(part, role=Role.RESPONSES, blocks=answer, item=(number,), opens=False)


def _audit(document: Document, head: Head) -> tuple[Passage, int | None]:
    """The audit's title as the document names it, and its year."""
    when = _WHEN.search(document.text)
    year = int(when[1] or when[2]) if when else None
    for pattern in (_QUOTED, _BOLD, _NAMED):
        if match := pattern.search(document.text):
            stated = _YEAR_BEHIND.match(document.text, match.end("title"))
            year = int(stated[1]) if stated else year
            return Passage.of(document.text, *match.span("title")).strip(), year
    spans = head.places.get("title", ())
    words = Passage.of(document.text, spans[0].start, spans[0].end) if spans else Passage.made(head.title)
    words = joined(words.split(_LINE_END))
    if match := _IN_TITLE.search(words.text):
        words = words[match.start("title") :]
    return capital(words), year
