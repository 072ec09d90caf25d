"""Which lines are headings: by mark, number, role or place, never by their subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from iaktta.document import Document, Line
from iaktta.reading.audits.column_heads import head_at
from iaktta.reading.contents import find_contents
from iaktta.reading.heading import ITEM_WORD, LONGEST, Heading, described, only_names
from iaktta.reading.heading_numbers import numbered, plain_number
from iaktta.reading.item_headings import card, item_word, label_at, many_items
from iaktta.reading.line_blocks import (
    block_at,
    continues,
    ends_sentence,
    is_closed,
    next_block,
    stands_alone,
    starts_block,
    tops_page,
)
from iaktta.reading.mending import BULLET, joined
from iaktta.reading.words import ROMAN, SECTION_NUMBER, Role, column_roles, plain_heading, roles_of

_HASH = re.compile(r"^(#{1,6})\s+(?=\S)")
_BOLD = re.compile(r"^(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__):?$")
_TABLE = re.compile(r"^\||(?<![•●▪○■□►▶–−o*\uf0b7\uf0a7-])(?<!\d[.)])\t|\s\|\s")
_META = re.compile(
    r"^(?:dnr|diarie\w*|antag\w+|beslut\w*|fastställ\w+|godkän\w+|datum|daterad|sida|handläggare|till|för\skännedom|nämnd\s?[:/]|"
    r"år\s?:|version)\b|^(?:[A-ZÅÄÖ]\w+\s){1,2}(?:kommun|stad)$|^Region\s\w+$|\sAB$|^\d[\d\s.:/-]+$",
    re.IGNORECASE,
)
"""Lines of a cover or letterhead; no topic has such words."""
_AUDIT_TOPIC = re.compile(
    r"^(?:(?:fördjupad|grundläggande|uppföljande|övergripande|förvaltningsövergripande|särskild|översiktlig)\s)?"
    r"(?:granskning|uppföljning|förstudie|kartläggning|revision|förvaltningsrevision)\s*"
    r"(?:av|avseende|gällande|kring|om|–|-|:|rörande)\s",
    re.IGNORECASE,
)


def find_headings(document: Document, furniture: frozenset[int]) -> tuple[list[Heading], frozenset[int]]:
    """The headings in order, and the line numbers of the list of contents."""
    contents = find_contents(document, furniture)
    lines = [line for line in document.lines if line.number not in furniture | contents]
    found = list(_candidates(document, lines))
    return numbered(found), contents


def _candidates(document: Document, lines: Sequence[Line]) -> Iterator[Heading]:
    taken = 0
    in_table = False
    often = _often(lines)
    for index, line in enumerate(lines):
        if index < taken or line.blank or _in_row(line.raw):
            continue
        if column_roles(line.text):
            in_table = True
        elif (head := head_at(lines, index)) is not None and len(head.roles) >= _FEWEST:
            in_table, taken = (
                True,
                index + sum(one.number <= head.last for one in lines[index : index + _TALLEST]),
            )
        elif heading := _heading_at(document, lines, index, under=0 < taken == index or line.text in often):
            in_table = in_table and _may_be_cell(heading)
            if in_table and heading.topic:
                continue
            yield heading
            taken = index + max(1, heading.last - heading.first)


def _in_row(raw: str) -> bool:
    return ("|" in raw or "\t" in raw) and _TABLE.search(raw.strip()) is not None


_FEWEST = 3
"""Names of columns in a head that is printed cell by cell; times that a heading comes again."""
_TALLEST = 24
_LONGEST_REPEATED = 40


def _often(lines: Sequence[Line]) -> frozenset[str]:
    """Known headings that come again and again as whole lines: they need no blank line above them."""
    counts = Counter(line.text for line in lines if 3 < len(line.text) <= _LONGEST_REPEATED)
    return frozenset(
        text
        for text, count in counts.items()
        if count >= _FEWEST and text[:1].isupper() and roles_of(text) not in ((), (Role.STATUS,))
    )


def _may_be_cell(heading: Heading) -> bool:
    """Whether a heading under a table's head may be words of a cell: not numbered, marked nor an end."""
    ends = {Role.ASSESSMENT, Role.CONCLUSION, Role.SUMMARY, Role.NEW_RECOMMENDATIONS, Role.RECOMMENDATIONS}
    named = _AUDIT_TOPIC.match(heading.text.text) is not None
    return not (heading.number or heading.marks or named or ends & set(heading.roles))


def _heading_at(document: Document, lines: Sequence[Line], index: int, *, under: bool) -> Heading | None:
    """The heading that begins at a line; `under` tells that it stands right under another one."""
    line = lines[index]
    if mark := _HASH.match(line.text):
        return _marked(document, line, mark.end(), len(mark.group(1)))
    if bold := _BOLD.match(line.text):
        heading = _marked(document, line, bold.start("text"), 5, bold.end("text"))
        return heading if not line.text.rstrip("*_").endswith(".") else None
    if BULLET.match(line.text):
        return None
    return (
        _signature(document, lines, index)
        or item_word(document, lines, index)
        or many_items(document, lines, index)
        or card(document, lines, index)
        or _numbered_at(document, lines, index)
        or label_at(document, lines, index, under)
        or _known_words(document, lines, index, under)
        or _topic(document, lines, index)
    )


def _marked(document: Document, line: Line, start: int, marks: int, end: int | None = None) -> Heading:
    words = document.passage(line)[start : end if end is not None else len(line.text)].strip(" *_#:")
    return described(Heading(line.number, line.number + 1, words, marks=marks, topic=True))


_SIGNED = re.compile(
    r"^[A-ZÅÄÖ][\wåäö]+(?:\s[A-ZÅÄÖ][\wåäö]+)?,?\s(?:den\s)?(?:\d{1,2}\s[a-z]+\s20\d\d|20\d\d-\d\d-\d\d)$"
)


_ADDRESS = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$|^\S+@\S+$")
"""A web or mail address alone on its line: the firm's imprint follows."""


def _signature(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """Place and date at the end, above the names of those who sign: no text of the section before."""
    line = lines[index]
    if (
        index < len(lines) / 2
        or not (_SIGNED.match(line.text) or _ADDRESS.match(line.text))
        or not starts_block(lines, index)
    ):
        return None
    return Heading(line.number, line.number + 1, document.passage(line), roles=(Role.OTHER,))


def _numbered_at(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    line = lines[index]
    match = SECTION_NUMBER.match(line.text)
    if match is None:
        return None
    block = _heading_block(lines, index)
    words = joined(document.passage(part) for part in block)
    title = words[match.end() :].strip(" :")
    item = ITEM_WORD.match(title.text) is not None
    if not (item or _may_be_title(title.text)) or _in_list(lines, index):
        return None
    deep = "." in match["number"]
    if not (deep or starts_block(lines, index) or roles_of(title.text)):
        return None
    heading = Heading(
        line.number, block[-1].number + 1, title, number=plain_number(match["number"]), topic=True
    )
    return described(heading)


def _heading_block(lines: Sequence[Line], index: int) -> list[Line]:
    """The heading's line with what it plainly goes on with."""
    block = [lines[index]]
    for line in lines[index + 1 : index + 3]:
        if line.blank or not continues(line.text) or is_closed(block[-1].text):
            break
        block.append(line)
    return block


def _may_be_title(text: str) -> bool:
    return (
        2 < len(text) <= LONGEST
        and (text[:1].isupper() or text[:1] in "\"”'")
        and not ends_sentence(text)
        and not re.search(r"\w[.!?]\s+[A-ZÅÄÖ]\w+\s\w+", ROMAN.sub("", text))
    )


def _in_list(lines: Sequence[Line], index: int) -> bool:
    """Whether a line numbered n stands next to one numbered n - 1 or n + 1: then it is a list item."""
    match = SECTION_NUMBER.match(lines[index].text)
    assert match is not None  # asked for numbered lines only
    if "." in match["number"]:
        return False
    number = int(match["number"])
    for step, wanted in ((-1, number - 1), (1, number + 1)):
        near = index + step
        while 0 <= near < len(lines) and lines[near].blank:
            near += step
        # A footnote at the foot of the page before is no neighbour.
        parted = 0 <= near < len(lines) and step < 0 and tops_page(lines, near + 1)
        if 0 <= near < len(lines) and not parted:
            other = SECTION_NUMBER.match(lines[near].text)
            if other is not None and other["number"] == str(wanted):
                return True
    return False


def _known_words(document: Document, lines: Sequence[Line], index: int, under: bool) -> Heading | None:
    """A line, or a block of short lines, that is a known heading or only names committees."""
    line = lines[index]
    starts = under or starts_block(lines, index)
    labels = line.text.rstrip("*_").endswith(":")
    if not (starts or labels or is_closed(lines[index - 1].text)):
        return None
    if not line.text.lstrip("*_")[:1].isupper():
        return None
    blocks = [[line]]
    if starts and len(whole := block_at(lines, index)) > 1:
        blocks.insert(0, whole)
    for block in blocks:
        if sum(len(part.text) for part in block) > 2 * LONGEST:
            continue  # however its words are mended
        words = joined(document.passage(part) for part in block).strip()
        if len(words) > LONGEST or ends_sentence(words.text):
            continue
        if ":" in words.text and ": " in plain_heading(words.text):
            continue
        if len(block) == 1 and _goes_on(lines, index):
            continue
        roles = roles_of(words.text)
        if roles == (Role.STATUS,) and not words.text.endswith(":"):
            continue  # "Uppfyllt" alone is a grade, not a heading
        if roles or only_names(words.text):
            text = words.strip(" :*_")
            return described(Heading(block[0].number, block[-1].number + 1, text))
    return None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line only continues this one."""
    if index + 1 >= len(lines) or lines[index].text.endswith(":"):
        return False
    return continues(lines[index + 1].text)


_COVER_LINE = re.compile(
    r"^(?:\S+\s){1,2}(?:kommun|stad)$|^Region\s\S+$|^\d{4}-\d\d-\d\d$|^[A-Za-zåäö]+\s(?:19|20)\d\d$"
)
"""What stands under a title on a cover: whose report it is, and its date."""


def _topic(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """A short block that stands alone and names an audit, or stands right above a known heading."""
    if not starts_block(lines, index):
        return None
    block = block_at(lines, index, most=3)
    if not block or re.search(r"\s{3,}", block[0].text):
        return None
    known_below = next(
        (
            place
            for place, part in enumerate(block)
            if place and (roles_of(part.text) or _COVER_LINE.match(part.text))
        ),
        len(block),
    )
    block = block[:known_below]
    words = joined(document.passage(part) for part in block).strip()
    if not _may_be_title(words.text) or words.text.endswith(":") or len(words) < 6:
        return None
    if _META.search(words.text) or BULLET.match(words.text):
        return None
    below = next_block(lines, index + len(block))
    roles = roles_of(joined(document.passage(part) for part in below).text) if below else ()
    known = bool(roles) and roles != (Role.CONTENTS,)
    if not known and not (
        _AUDIT_TOPIC.match(ROMAN.sub("", words.text)) and stands_alone(lines, index + len(block))
    ):
        return None
    return described(Heading(block[0].number, block[-1].number + 1, words, topic=True))
