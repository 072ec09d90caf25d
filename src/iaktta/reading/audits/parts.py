"""A chapter as stretches of text, each under one heading: its role, whose it is, what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from iaktta.document import Document, Passage
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


def parts_of(document: Document, chapter: Section) -> Iterator[Part]:
    """The chapter's stretches in printed order; a heading without a role keeps the one above it."""
    now = before_items = Part(Role.BACKGROUND, [])
    item_level = 99.0
    waiting: tuple[str, ...] = ()
    alone = False
    whose = _Whose()
    for section in chapter.walk():
        blocks = section.blocks(document)
        heading = section.heading
        if section is chapter or heading is None:
            yield replace(now, blocks=blocks, section=section)
            continue
        if section.level <= item_level and item_level < 99:
            now, item_level = before_items, 99.0
        here = replace(now, blocks=blocks, section=section)
        whose.pass_heading(heading, stands_alone=not blocks)
        if heading.item:
            before_items, item_level = now, section.level
            waiting = (*waiting, *heading.item) if alone else heading.item
            # Two in a row are answered together; more are a list, and what follows is about the audit.
            now = replace(now, item=waiting if len(waiting) <= _TOGETHER else heading.item)
            alone = len(blocks) == 1 and heading.rest is not None
            words = heading.text if heading.marks or heading.number else None
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
