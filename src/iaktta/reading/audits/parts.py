"""A chapter as stretches of text, each under one heading: its role, whose it is, what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from iaktta.document import Document, Passage
from iaktta.reading.audits.draft import LATEST
from iaktta.reading.heading import Heading
from iaktta.reading.outline import Block, Section
from iaktta.reading.words import Role, plain_heading

_ONE_LINE = frozenset({Role.AUDITEES, Role.DEADLINE, Role.DECISION, Role.STATUS, Role.YEAR})
"""Labels that hold for one paragraph only; what follows it goes on as before."""


_TOGETHER = 2
"""How many recommendations in a row may be answered by one text under the last of them."""
_ANSWERED = frozenset(
    {Role.RESPONSES, Role.OBSERVATIONS, Role.DOCUMENT_REVIEW, Role.COMMENT, Role.ASSESSMENT}
)


_OF_ALL = frozenset(
    {Role.ASSESSMENT, Role.CONCLUSION, Role.SUMMARY, Role.BACKGROUND, Role.PURPOSE, Role.ORIGINAL_ASSESSMENT}
)
"""What is said of an audit and all its committees."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a chapter under one heading.

    `item` are the numbers of the recommendations that it is about, `opens_item` tells that its own heading
    says so and `words` are that heading's; `opens` that the heading has a role of its own.
    """

    role: Role
    blocks: list[Block]
    committees: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    words: Passage | None = None
    opens_item: bool = False
    opens: bool = False
    section: Section | None = None


@dataclass(slots=True)
class _Whose:
    """The committees under whose name, alone on a line, further headings stand: they hold for all of these.

    It ends at a topic, at what is about the audit as a whole, and where a heading from above it comes again.
    """

    committees: tuple[str, ...] = ()
    _above: list[str] = field(default_factory=list)

    def pass_heading(self, heading: Heading, *, stands_alone: bool) -> None:
        words = plain_heading(heading.text.text).casefold()
        if heading.committees and not heading.topic and not heading.roles and not heading.item:
            # "Till socialnämnden" tells to whom recommendations are given, not who speaks.
            named = stands_alone and not words.startswith("till ")
            self.committees = heading.committees if named else ()
            return
        if not self.committees:
            self._above.append(words)
        elif heading.topic or heading.number or set(heading.roles) & _OF_ALL or words in self._above:
            self.committees = ()


_ONE = re.compile(
    r"(?:(?:revisionens|revisorernas|vår|lämnad|tidigare|ursprunglig)\s)*"
    r"(?:rekommendation|förbättringsområde|förbättringsförslag|synpunkt|råd|påpekande|förslag)",
    re.IGNORECASE,
)
_ONE_WORDED = re.compile(rf"{_ONE.pattern}\s*[:–-]\s+(?=\S.{{8}})", re.IGNORECASE)
_ABOVE_ANSWERS = 0.05
"""How far, in levels, a recommendation without a number stands above the answers under like headings."""


def _as_item(heading: Heading, blocks: list[Block]) -> Heading:
    """A heading that says "Rekommendation", of one without a number, stands for the one that it gives."""
    if heading.item or heading.roles[:1] != (Role.RECOMMENDATIONS,):
        return heading
    if worded := _ONE_WORDED.match(heading.text.text):
        return replace(heading, item=(LATEST,), text=heading.text[worded.end() :])
    listed = sum(block.is_item for block in blocks) > 1 or any(block.mark == "|" for block in blocks)
    if listed or not blocks or not _ONE.fullmatch(plain_heading(heading.text.text)):
        return heading
    return replace(heading, item=(LATEST,), text=Passage.made(""))


_ABOUT_ALL = re.compile(
    r"\b(?:samla[dt]|sammanfatta|sammanta|sammanväg|övergripande|slut|helhet|total)", re.IGNORECASE
)


def _is_about_all(heading: Heading) -> bool:
    """Whether a heading leaves the single recommendations: for the judgement of all, or another subject."""
    if heading.roles[:1] == (Role.ASSESSMENT,):
        return bool(_ABOUT_ALL.search(heading.text.text))
    return bool(heading.roles) and heading.roles[0] in _OF_ALL


def parts_of(document: Document, chapter: Section) -> Iterator[Part]:
    """The chapter's stretches in printed order; a heading without a role keeps the one above it."""
    now = before_items = Part(Role.BACKGROUND, [])
    item_level = 99.0
    waiting: tuple[str, ...] = ()
    alone = False
    whose = _Whose()
    for section in chapter.walk():
        blocks = section.blocks(document)
        if section is chapter or section.heading is None:
            yield replace(now, blocks=blocks, section=section)
            continue
        heading = _as_item(section.heading, blocks)
        level = section.level - _ABOVE_ANSWERS if heading.item == (LATEST,) else section.level
        if (level <= item_level and item_level < 99) or (now.item and _is_about_all(heading)):
            now, item_level = before_items, 99.0
        here = replace(now, blocks=blocks, section=section)
        whose.pass_heading(heading, stands_alone=not blocks)
        if heading.item:
            before_items, item_level = now, level
            waiting = (*waiting, *heading.item) if alone and LATEST not in heading.item else heading.item
            # Two in a row are answered together; more are a list, and what follows is about the audit.
            now = replace(now, item=waiting if len(waiting) <= _TOGETHER else heading.item)
            alone = len(blocks) == 1 and heading.rest is not None
            words = heading.text if heading.text and (heading.marks or heading.number) else None
            yield replace(here, item=heading.item, opens_item=True, words=words)
            continue
        alone = False
        if heading.roles and heading.roles[0] in _ONE_LINE:
            yield replace(
                here, role=heading.roles[0], blocks=blocks[:1], committees=heading.committees, opens=True
            )
            yield replace(here, blocks=blocks[1:])
        elif heading.roles:
            now = replace(now, role=heading.roles[0], committees=heading.committees or whose.committees)
            yield replace(here, role=now.role, committees=now.committees, opens=True)
        elif heading.committees and not heading.topic:
            # Whose words follow under a recommendation is a finding unless something else was said.
            told = now.role in _ANSWERED or not now.item
            now = replace(now, committees=heading.committees, role=now.role if told else Role.OBSERVATIONS)
            yield replace(here, role=now.role, committees=now.committees)
        else:
            yield here
