"""Where blocks of lines begin, go on and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Line
from iaktta.reading.mending import BULLET, starts_item

_NOTED_END = re.compile(r"(?<=[a-zåäö)”\"])\.\d{1,2}$")
"""A footnote's mark glued to the full stop."""


def ends_sentence(text: str) -> bool:
    """Whether a text's last letter ends a sentence or clause, so that it is no heading."""
    return text.endswith((".", "!", ";", ",")) or _NOTED_END.search(text, max(0, len(text) - 3)) is not None


def is_closed(text: str) -> bool:
    """Whether a line ends a sentence or leads in, perhaps within quotation marks, brackets or emphasis."""
    return text.rstrip('"”’)]*_').endswith((".", "!", "?", ":"))


def starts_block(lines: Sequence[Line], index: int) -> bool:
    """After a blank line, at the top of a page, or right under a heading."""
    if index == 0:
        return True
    return lines[index - 1].blank or tops_page(lines, index)


def tops_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the first of its page; where pages are lost, a lone space before it tells."""
    line, before = lines[index], lines[index - 1]
    after_furniture = line.number - before.number > 1
    return line.page != before.page or after_furniture or (line.indent == 1 and before.indent == 0)


def block_at(lines: Sequence[Line], index: int, most: int = 4) -> list[Line]:
    found: list[Line] = []
    for place in range(index, min(len(lines), index + most + 1)):
        line = lines[place]
        if line.blank or (found and (BULLET.match(line.text) or tops_page(lines, place))):
            break
        found.append(line)
    return found if len(found) <= most else []


def stands_alone(lines: Sequence[Line], index: int) -> bool:
    return index >= len(lines) or lines[index].blank


def next_block(lines: Sequence[Line], index: int) -> list[Line]:
    while index < len(lines) and lines[index].blank:
        index += 1
    if index >= len(lines):
        return []
    return [lines[index]]


def continues(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return text[:1].islower() and not starts_item(text)
