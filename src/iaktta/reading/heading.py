"""One heading and what its words tell: roles, committees, the recommendations that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from iaktta.document import Line, Passage
from iaktta.reading.committees import ALL_COMMITTEES, committees_in
from iaktta.reading.words import Role, plain_heading, roles_of

LONGEST = 150
"""No heading is longer, in letters; markdown headings may be (they often repeat a recommendation)."""

ITEM_WORD = re.compile(
    r"^(?:rekommendation|förbättringsområde|synpunkt|punkt|revisionens rekommendation)\s*(?:nr\.?|nummer)?\s*"
    r"(?P<numbers>\d{1,2}(?:[:.]\d{1,2})?(?:\s?(?:,|&|och|samt|[-–])\s?\d{1,2}(?:[:.]\d{1,2})?)*)\s*"
    r"(?:[.:)–-]|$)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: lines [first, last), its words without mark and number, and what they tell.

    `marks` is the number of `#` (0 in plain text); `item` the numbers of the recommendations that an
    item heading stands for; `rest` what follows a label on its own line.
    """

    first: int
    last: int
    text: Passage
    number: str | None = None
    marks: int = 0
    roles: tuple[Role, ...] = ()
    committees: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    rest: Line | None = None
    topic: bool = False

    @property
    def depth(self) -> int:
        """How deep its section number is; 0 without one."""
        return self.number.count(".") + 1 if self.number else 0


def described(heading: Heading) -> Heading:
    """The heading with what its words tell: roles, committees, the numbers of an item."""
    words = heading.text.text
    if match := ITEM_WORD.match(words):
        rest = heading.text[match.end() :].strip()
        return replace(heading, item=numbers_in(match["numbers"]), text=rest, topic=False)
    roles = roles_of(words)
    named = committees_in(words.lower() if words.isupper() else words)
    if not named and (everybody := ALL_COMMITTEES.search(words)):
        named = (everybody.group()[:1].upper() + everybody.group()[1:],)
    return replace(
        heading, roles=roles, committees=named, topic=heading.topic and not roles and not only_names(words)
    )


def only_names(words: str) -> bool:
    """Whether a line holds nothing but committees: the label of whose text follows."""
    named = (*committees_in(words), *ALL_COMMITTEES.findall(words))
    if not named:
        return False
    rest = plain_heading(words)
    for name in named:
        rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\b(?:och|samt|för|till)\b|[,/&:.\s]", "", rest, flags=re.IGNORECASE)
    return not rest


def numbers_in(words: str) -> tuple[str, ...]:
    found = re.findall(r"\d+(?:[:.]\d+)?", words)
    if len(found) == 2 and re.search(r"\d\s?[-–]\s?\d", words) and "".join(found).isdigit():
        return tuple(str(number) for number in range(int(found[0]), min(int(found[1]), 40) + 1))
    return tuple(found)
