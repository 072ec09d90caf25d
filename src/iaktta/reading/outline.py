"""A document as a tree of sections, with page furniture and the list of contents set apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

from iaktta.document import Document, Line, Passage
from iaktta.reading.footnotes import NO_NOTES, Footnotes, footnotes
from iaktta.reading.furniture import furniture
from iaktta.reading.heading import Heading
from iaktta.reading.headings import find_headings
from iaktta.reading.mending import BULLET, NUMBERED, joined, paragraphs, starts_item, unmarked
from iaktta.reading.words import Role, plain_heading

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Block:
    """A mended paragraph, list item or table row without its mark; `mark` is "•", "1." or "" as printed."""

    text: Passage
    mark: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def number(self) -> str | None:
        """The list number or letter, where it has one."""
        match = re.match(r"^\(?(\d{1,2}|[a-zåäö])\\?[.)]", self.mark)
        return match.group(1) if match else None

    @property
    def is_item(self) -> bool:
        return bool(self.mark)


@dataclass(slots=True)
class Section:
    """A heading with its own lines (furniture left out, blank lines kept) and the sections under it."""

    heading: Heading | None
    level: float = 0
    body: list[Line] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    notes: Footnotes = NO_NOTES
    _blocks: list[Block] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def title(self) -> Passage:
        return self.heading.text if self.heading else Passage.made("")

    @property
    def number(self) -> str | None:
        return self.heading.number if self.heading else None

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.heading.roles if self.heading else ()

    @property
    def committees(self) -> tuple[str, ...]:
        return self.heading.committees if self.heading else ()

    def walk(self) -> Iterator[Section]:
        """This section and all under it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def with_lines(self, body: list[Line], children: list[Section]) -> Section:
        """The section with other lines and sections under it; where its lines are the same its blocks are."""
        changed = Section(self.heading, self.level, body, children, self.notes)
        changed._blocks = self._blocks if body == self.body else None
        return changed

    def blocks(self, document: Document) -> list[Block]:
        """Its own paragraphs, list items and table rows; its body no longer changes after that."""
        if self._blocks is None:
            self._blocks = blocks(document, self.body, self.notes)
        return list(self._blocks)


@dataclass(frozen=True)
class Outline:
    """The tree of a document; `root` has no heading and holds what stands before the first one."""

    root: Section
    headings: tuple[Heading, ...]
    furniture: frozenset[int]
    contents: frozenset[int]
    lines: tuple[Line, ...]
    """The lines that are neither furniture nor contents."""
    _found: dict[str, object] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, find: Callable[[Document, Outline], Found], document: Document) -> Found:
        """What a finder finds in this outline of a document, looked for the first time only."""
        name = f"{find.__module__}.{find.__qualname__}"
        if name not in self._found:
            self._found[name] = find(document, self)
        return cast("Found", self._found[name])

    def all_lines(self, section: Section) -> tuple[Line, ...]:
        """A section's lines in printed order, its heading and everything under it included."""
        last_section = list(section.walk())[-1]
        first = section.heading.first if section.heading else 0
        last = max((part.body[-1].number for part in section.walk() if part.body), default=first)
        if last_section.heading:
            last = max(last, last_section.heading.last - 1)
        return tuple(line for line in self.lines if first <= line.number <= last)


def outline(document: Document) -> Outline:
    """The document's sections."""
    set_apart = furniture(document)
    notes = footnotes(document)
    headings, contents = find_headings(document, set_apart | notes.lines)
    lines = tuple(line for line in document.lines if line.number not in set_apart | notes.lines | contents)
    root = _tree(headings, lines, notes)
    return Outline(root, tuple(headings), set_apart, contents, lines)


def _tree(headings: list[Heading], lines: tuple[Line, ...], notes: Footnotes) -> Section:
    root = Section(None, notes=notes)
    stack = [root]
    starts = {heading.first: heading for heading in headings}
    skip_to = 0
    chapter: Heading | None = None
    for line in lines:
        heading = starts.get(line.number)
        if heading is None:
            if line.number >= skip_to:
                stack[-1].body.append(line)
            continue
        skip_to = heading.last
        if heading.depth == 1:
            chapter = heading
        level = _level(heading, stack, chapter)
        # A numbered chapter never stands under an unnumbered heading: that is the title or the cover.
        while len(stack) > 1 and (stack[-1].level >= level or (heading.depth == 1 and stack[-1].level < 1)):
            stack.pop()
        section = _resumed(heading, stack[-1]) or Section(heading, level, notes=notes)
        if section.heading is heading:
            stack[-1].children.append(section)
        stack.append(section)
        if heading.rest is not None:
            section.body.append(heading.rest)
    return root


def _resumed(heading: Heading, parent: Section) -> Section | None:
    """The topic just before under the same words: a slide title that is printed again goes on with it."""
    before = parent.children[-1] if parent.children else None
    if before is None or before.heading is None or not (heading.topic and before.heading.topic):
        return None
    if heading.number != before.number:
        return None
    same = plain_heading(heading.text.text).casefold() == plain_heading(before.title.text).casefold()
    return before if same else None


def _level(heading: Heading, stack: list[Section], chapter: Heading | None) -> float:
    """Numbers decide; else marks and kind, under the numbered section that stands open."""
    if heading.depth:
        return heading.depth
    if chapter is not None and heading.marks and heading.topic and heading.marks <= chapter.marks:
        return 1
    base = max((int(part.level) for part in stack if part.number), default=0)
    return base + _rank(heading) / 10


def _rank(heading: Heading) -> int:
    if heading.marks:
        return heading.marks
    if heading.topic:
        return 1
    if heading.item:
        return 6
    if heading.roles:
        return 7
    # "Till socialnämnden" opens a group of recommendations, a name alone only whose words follow.
    return 5 if heading.text.text.casefold().startswith("till ") else 8


_ROW = re.compile(r"^\||(?<![•●▪○■□►▶–−o*\uf0b7\uf0a7-])(?<!\d[.)])\t|\s\|\s")
"""A table row: bars, or tabs other than the one after a bullet or list number."""


def blocks(
    document: Document, lines: list[Line] | tuple[Line, ...], notes: Footnotes = NO_NOTES
) -> list[Block]:
    """Lines as paragraphs, list items and table rows (mark "|"), mended and without footnotes' marks."""
    found: list[Block] = []
    pending: list[Line] = []
    for line in lines:
        if ("|" in line.text or "\t" in line.text) and _ROW.search(line.text):
            found.extend(_paragraphs(document, pending, notes))
            pending = []
            found.append(Block(document.passage(line), "|", (line,)))
        else:
            pending.append(line)
    found.extend(_paragraphs(document, pending, notes))
    return found


def _paragraphs(document: Document, lines: list[Line], notes: Footnotes) -> Iterator[Block]:
    at = {line.start: line for line in lines}
    for part in paragraphs([notes.words(document, line) for line in lines]):
        text = joined(part).strip()
        match = BULLET.match(text.text) or NUMBERED.match(text.text)
        body = text
        while starts_item(body.strip(" *_").text) and (bare := unmarked(body)):
            if bare.text == body.text:
                break
            body = bare
        body = unmarked(body)
        if body:
            own = tuple(at[passage.at[0]] for passage in part if passage.at and passage.at[0] in at)
            yield Block(body, match.group().strip() if match else "", own)
