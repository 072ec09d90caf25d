"""What the document's own rules ask of a plan: the parts it must contain and the areas it must cover."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Line, Passage
from iaktta.reading.controls.layout import Layout, blocks
from iaktta.reading.mending import BULLET, NUMBERED, items, joined

_PLAN = re.compile(r"plan(?:en|er|erna)?\b", re.IGNORECASE)
_CONTAIN = re.compile(
    r"\b(?:innehåll|omfatt|täck|inkludera|redovisa|framgå|ta\supp|bestå\sav|innefatta)(?:a|er|as|ar|r)?\b",
    re.IGNORECASE,
)
_AREAS = re.compile(r"\b(?:del|verksamhets|kontroll|risk)?områden(?:a)?\b|\bkategorier\b", re.IGNORECASE)
_SORT = re.compile(r"\b(?:sorter|dela|indela|grupper|fördela|ordna)\w*", re.IGNORECASE)
_MUST = re.compile(r"\b(?:ska|skall|måste|bör|kräver|krävs|enligt)\b", re.IGNORECASE)


def find_requirements(layout: Layout) -> tuple[list[Passage], list[Passage], set[int]]:
    """The parts that a plan must contain, the areas it must cover, and the numbers of the lead-ins' lines."""
    requirements: list[Passage] = []
    areas: list[Passage] = []
    lead_ins: set[int] = set()
    for at, line in enumerate(layout.lines):
        if not line.text.endswith(":"):
            continue
        block = _block_before(layout.lines, at)
        lead = joined(layout.document.passage(part) for part in block).text
        sentence = re.split(r"(?<=[.!?])\s", lead)[-1]
        asks = _PLAN.search(lead) and _CONTAIN.search(sentence)
        sorts = _AREAS.search(sentence) and _SORT.search(sentence)
        if not (asks or sorts) or not _MUST.search(sentence):
            continue
        into = areas if _AREAS.search(sentence) else requirements
        found = _list_after(layout, at + 1)
        if found and not into:
            into.extend(found)
            lead_ins.update(part.number for part in block)
    return requirements, areas, lead_ins


def _block_before(lines: Sequence[Line], at: int) -> list[Line]:
    first = at
    while first > 0 and not lines[first - 1].blank and at - first < 6:
        first -= 1
    return list(lines[first : at + 1])


def _list_after(layout: Layout, at: int) -> list[Passage]:
    """The items of the list that begins on a line: marked ones, else short blocks that end no sentence."""
    lines: list[Line] = []
    listed = False
    for line in layout.lines[at:]:
        if line.number in layout.headings:
            break
        marked = bool(BULLET.match(line.text) or NUMBERED.match(line.text))
        if not line.blank and not marked and (not listed or _after_blank(lines)):
            break
        listed = listed or marked
        lines.append(line)
    passages = [layout.document.passage(line) for line in lines]
    return [text for mark, text in items(passages) if mark] or _unmarked_items(layout, at)


def _unmarked_items(layout: Layout, at: int) -> list[Passage]:
    """Items whose bullets were lost: blocks of a line or two without a full stop."""
    found: list[Passage] = []
    for block in blocks(layout.lines[at : at + 60]):
        text = joined(layout.document.passage(line) for line in block)
        last = block[-1].text
        if (
            len(block) > 2
            or last.endswith((".", ":"))
            or block[0].number in layout.headings
            or len(text) > 160
        ):
            break
        found.append(text)
    return found if len(found) > 1 else []


def _after_blank(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[-1].blank
