"""Numbers of headings told apart: a section's follows on the sections before, an item's does not."""

from __future__ import annotations

import re
from dataclasses import replace

from iaktta.reading.heading import Heading, numbers_in
from iaktta.reading.item_headings import ITEM_NUMBER
from iaktta.reading.words import SECTION_NUMBER

_BRACKETED = re.compile(r"^\(?(\d{1,2})\)\s+(?=\S)")
"""No section is numbered "1)": that is an item."""


def numbered(headings: list[Heading]) -> list[Heading]:
    """Numbers told apart: a section's number follows on the sections before, an item's does not.

    A run of items begins where a single number does not follow on, and goes on with the next numbers
    under marks of the same depth.
    """
    found: list[Heading] = []
    current: tuple[int, ...] = ()
    run: tuple[int, int] | None = None  # the marks and last number of a run of items
    for heading in headings:
        worded = bool(heading.item)
        heading = _with_number(heading)
        if heading.number is None:
            if heading.item and heading.item[-1].isdigit() and not worded:
                run = (heading.marks, int(heading.item[-1]))
            found.append(heading)
            continue
        parts = tuple(int(part) for part in heading.number.split("."))
        in_run = (
            len(parts) == 1 and run is not None and run[0] == heading.marks and 0 < parts[0] - run[1] <= 3
        )
        in_run = in_run and not (heading.roles and _follows(current, parts))
        if len(parts) == 1 and (in_run or not _follows(current, parts)):
            run = (heading.marks, parts[0])
            found.append(
                replace(heading, item=(heading.number,), number=None, topic=False, roles=(), committees=())
            )
            continue
        run = None if not heading.item else run
        current = parts
        found.append(heading)
    return found


def _with_number(heading: Heading) -> Heading:
    """A marked heading with its number taken out of its words."""
    if heading.number is not None or not heading.marks or heading.item:
        return heading
    words = heading.text
    many = ITEM_NUMBER.match(words.text)
    if many is not None and len(numbers_in(many["numbers"])) > 1:
        return replace(heading, item=numbers_in(many["numbers"]), text=words[many.end() :], topic=False)
    if match := _BRACKETED.match(words.text):
        return replace(
            heading, item=(match[1],), text=words[match.end() :], topic=False, roles=(), committees=()
        )
    match = SECTION_NUMBER.match(words.text)
    if match is None or not words[match.end() :].text.strip():
        return heading
    return replace(heading, number=plain_number(match["number"]), text=words[match.end() :].strip())


def _follows(current: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    if not current:
        return True
    if len(parts) == 1:
        return 0 < parts[0] - current[0] <= 2
    return parts > current and parts[0] - current[0] <= 2


def plain_number(number: str) -> str:
    return number.replace("\\", "")
