"""Reports that treat one audit from cover to end: an audit report, with or without its covering letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from iaktta.document import Document, Line, Passage
from iaktta.reading.audits.advice import add_item, committees_of_lead, is_lead, read_advice
from iaktta.reading.audits.background import Topic, find_judgement, find_purpose, read_background
from iaktta.reading.audits.draft import AuditDraft
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.audits.parts import Part, parts_of
from iaktta.reading.audits.prose import take
from iaktta.reading.codes import verdict_of
from iaktta.reading.committees import mentions
from iaktta.reading.dates import last_day
from iaktta.reading.extras import find_conclusion
from iaktta.reading.head import Head
from iaktta.reading.mending import joined
from iaktta.reading.outline import Block, Outline
from iaktta.reading.words import Role
from iaktta.report import Audit

_ADVICE = frozenset({Role.RECOMMENDATIONS, Role.NEW_RECOMMENDATIONS})
_MAY_ADVISE = frozenset({Role.SUMMARY, Role.CONCLUSION, Role.ASSESSMENT, Role.BACKGROUND})
_TELLS_PURPOSE = frozenset({Role.PURPOSE, Role.BACKGROUND, Role.SUMMARY})
_DEADLINE = re.compile(
    r"\b(?:svar(?:et|en|a|as)?|yttrande\w*|yttra|besvara\w*)\b[^.]*?\b(?:senast|före|innan)\b[^.]*",
    re.IGNORECASE,
)


def read_audit(document: Document, outline: Outline, head: Head, committees: frozenset[str]) -> Audit:
    """The one audit of an audit report: the report's title and year, its conclusion as assessment."""
    title = _title(document, outline, head)
    draft = AuditDraft(Chapter(outline.root, title, None, outline.lines, head.year))
    parts = list(parts_of(document, outline.root))
    for part in parts:
        _take(draft, part, committees)
    told = [
        block.text
        for part in parts
        if part.role in _TELLS_PURPOSE
        for block in part.blocks
        if not block.is_item
    ]
    anywhere = [block.text for part in parts for block in part.blocks if not block.is_item]
    if (purpose := find_purpose(told) or find_purpose(anywhere)) is not None:
        draft.purpose.append(purpose)
    if conclusion := find_conclusion(document, list(outline.root.walk())) or find_judgement(anywhere):
        draft.original.append(conclusion)
    draft.response_due = find_deadline(document)
    draft.auditees = draft.auditees or _addressed(document, outline.lines)
    return draft.finished(document)


def _title(document: Document, outline: Outline, head: Head) -> Passage:
    spans = head.places.get("title", ())
    if spans:
        return joined(Passage.of(document.text, spans[0].start, spans[0].end).split(re.compile(r"\s*\n\s*")))
    return Passage.made(head.title)


def _take(draft: AuditDraft, part: Part, known: frozenset[str]) -> None:
    if part.role in _ADVICE:
        draft.latest.clear()
        read_advice(draft, part.blocks, part.committees, known)
    elif part.role in _MAY_ADVISE:
        _take_listed(draft, part.blocks, known)
    elif part.role is Role.AUDITEES and not draft.auditees:
        draft.auditees = part.committees


def _take_listed(draft: AuditDraft, blocks: list[Block], known: frozenset[str]) -> None:
    """The items under a sentence that recommends, in a section that also tells other things."""
    given: tuple[str, ...] | None = None
    advising = False
    for place, block in enumerate(blocks):
        if not block.is_item:
            words = block.text.text
            before_list = place + 1 < len(blocks) and blocks[place + 1].is_item
            advises = is_lead(words) and "rekommend" in words.casefold()
            # "Vi rekommenderar följande:", then "Socialnämnden bör:" above each list.
            named = advising and words.endswith(":") and committees_of_lead(words, known)
            leads = before_list and bool(advises or named)
            advising = (advising and bool(named)) or (advises and words.endswith(":"))
            given = committees_of_lead(words, known) if leads else None
            draft.latest.clear()
        elif given is not None:
            add_item(draft, block, given, known)


def find_deadline(document: Document) -> date | None:
    """The last day to answer, where a sentence on the answer states one."""
    for match in _DEADLINE.finditer(re.sub(r"\s", " ", document.text)):
        if found := last_day(match.group()):
            return found[0]
    return None


def _addressed(document: Document, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The committees under "Till" in a covering letter, one a line."""
    found: list[str] = []
    inside = False
    for line in lines[:60]:
        if re.fullmatch(r"till\s?:?", line.text, re.IGNORECASE):
            inside = True
        elif inside and line.text:
            named = [one for one in mentions(line.text) if one.start == 0 and one.end == len(line.text)]
            if not named:
                break
            found.extend(one.name for one in named)
    return tuple(dict.fromkeys(found))


_SINGLE = re.compile(
    r"^(?:uppföljning|uppföljande\sgranskning)\b.*?\b(?P<title>granskning(?:en)?\s(?:av|avseende|om|kring|gällande|rörande)\s.+)$",
    re.IGNORECASE,
)
_FOLLOWED = frozenset(
    {Role.RECOMMENDATIONS, Role.RESPONSES, Role.OBSERVATIONS, Role.ASSESSMENT, Role.COMMENT}
)


def is_single(head: Head, titles: Sequence[str]) -> bool:
    """Whether a follow-up's title names one audit while its chapters are subjects of it, no audits."""
    audits = any(
        re.match(r"(?:\w+\s)?(?:granskning|revision|förstudie)\b", title, re.IGNORECASE) for title in titles
    )
    return len(titles) > 1 and not audits and _SINGLE.match(head.title) is not None


def read_single(document: Document, outline: Outline, head: Head, committees: frozenset[str]) -> Audit | None:
    """The one audit of a follow-up whose sections are its recommendations; None where it shows none."""
    title = _title(document, outline, head)
    if (match := _SINGLE.match(title.text)) is not None:
        title = capital(title[match.start("title") :])
    draft = AuditDraft(Chapter(outline.root, title, None, outline.lines, _audit_year(document, head)))
    if len(committees) == 1:
        draft.asked = tuple(committees)
    for part in parts_of(document, outline.root):
        if part.section is not None and part.section.title.text == head.title:
            continue  # the report's own title, and under it the lines of the cover
        if part.role in (Role.SUMMARY, Role.BACKGROUND, Role.PURPOSE) and not part.item:
            told = [block for block in part.blocks if not block.is_item or part.role is Role.BACKGROUND]
            read_background(draft, told, Topic.NOTHING, committees)
        elif part.role in _FOLLOWED or part.item or _judges_all(part):
            take(document, draft, replace(part, blocks=_without_advice(part)), committees)
    return draft.finished(document) if draft.recommendations else None


def _judges_all(part: Part) -> bool:
    """Whether a conclusion says how the recommendations were followed."""
    told = "\n".join(block.text.text for block in part.blocks)
    return part.role is Role.CONCLUSION and verdict_of(told) is not None


def _without_advice(part: Part) -> list[Block]:
    """A judgement's paragraphs up to the list of what the follow-up itself recommends."""
    if part.role not in (Role.ASSESSMENT, Role.CONCLUSION):
        return part.blocks
    for place, block in enumerate(part.blocks):
        if block.text.text.endswith(":") and re.search(r"\brekommendera", block.text.text, re.IGNORECASE):
            return part.blocks[:place]
    return part.blocks


_AUDIT_YEAR = re.compile(
    r"\b(?:granskning(?:en|srapport)?|granskade|granskat)\b[^.]{0,60}?\b((?:19|20)\d\d)\b|\b(?:år|under)\s((?:19|20)\d\d)\s(?:granskade|genomförde)",
    re.IGNORECASE,
)


def _audit_year(document: Document, head: Head) -> int | None:
    """The year in which the audit was made: the first that is named with it and is not the report's own."""
    for match in _AUDIT_YEAR.finditer(" ".join(document.text.split())):
        year = int(match[1] or match[2])
        if year != head.year:
            return year
    return None


def capital(words: Passage) -> Passage:
    """An audit's title with a capital, and "granskningen av" in the basic form."""
    match = re.match(r"granskning(en)?(?=\s)", words.text, re.IGNORECASE)
    if match is None:
        return words
    head = Passage("G" + words.text[1:10], words.at[:10])
    return head + words[match.end() :]
