"""Which lines are headings: by mark, number, role or place, never by their subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from iaktta.document import Document, Line
from iaktta.reading.contents import find_contents
from iaktta.reading.heading import ITEM_WORD, Heading, described, numbers_in, only_names
from iaktta.reading.mending import BULLET, joined, starts_item
from iaktta.reading.words import SECTION_NUMBER, Role, column_roles, is_continued, plain_heading, roles_of

LONGEST = 150
"""No heading is longer, in letters; markdown headings may be (they often repeat a recommendation)."""

_HASH = re.compile(r"^(#{1,6})\s+(?=\S)")
_BOLD = re.compile(r"^(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__):?$")
_TABLE = re.compile(r"^\||(?<![•●▪○■□►▶–−o*\uf0b7\uf0a7-])(?<!\d[.)])\t|\s\|\s")
_LABEL = re.compile(
    r"^(?:\*\*|__|\*|_)?(?P<label>[A-ZÅÄÖ][^:.?!*_]{2,70}?)\s*(?:\*\*|__|\*|_)?:(?:\*\*|__|\*|_)?\s+(?=\S)"
)
_EMPHASISED = re.compile(r"\*\*|__|\*|_")
_ITEM_NUMBER = re.compile(r"^(?P<numbers>\d{1,2}(?:\s?(?:,|&|och|samt|[-–])\s?\d{1,2})*)[.):]?\s+(?=\S)")
_BRACKETED = re.compile(r"^\(?(\d{1,2})\)\s+(?=\S)")
"""No section is numbered "1)": that is an item."""
_META = re.compile(
    r"^(?:dnr|diarie\w*|antag\w+|beslut\w*|fastställ\w+|godkän\w+|datum|daterad|sida|handläggare|till|för\skännedom|nämnd\s?[:/]|"
    r"år\s?:|version)\b|^(?:[A-ZÅÄÖ]\w+\s){1,2}(?:kommun|stad)$|^Region\s\w+$|\sAB$|^\d[\d\s.:/-]+$",
    re.IGNORECASE,
)
"""Lines of a cover or letterhead; no topic has such words."""
_ENDS_SENTENCE = re.compile(r"[.!;,]$")
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]*_]*$")
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
    return _numbered(found), contents


def _candidates(document: Document, lines: Sequence[Line]) -> Iterator[Heading]:
    taken = 0
    in_table = False
    for index, line in enumerate(lines):
        if index < taken or line.blank or _TABLE.search(line.raw.strip()):
            continue
        if column_roles(line.text):
            in_table = True
        elif heading := _heading_at(document, lines, index, under=0 < taken == index):
            in_table = in_table and _may_be_cell(heading)
            if in_table and heading.topic:
                continue
            yield heading
            taken = index + max(1, heading.last - heading.first)


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
        or _item_word(document, lines, index)
        or _many_items(document, lines, index)
        or _card(document, lines, index)
        or _numbered_at(document, lines, index)
        or _label(document, lines, index, under)
        or _known_words(document, lines, index, under)
        or _topic(document, lines, index)
    )


def _marked(document: Document, line: Line, start: int, marks: int, end: int | None = None) -> Heading:
    words = document.passage(line)[start : end if end is not None else len(line.text)].strip(" *_#:")
    return described(Heading(line.number, line.number + 1, words, marks=marks, topic=True))


def _starts_block(lines: Sequence[Line], index: int) -> bool:
    """After a blank line, at the top of a page, or right under a heading."""
    if index == 0:
        return True
    return lines[index - 1].blank or _tops_page(lines, index)


def _tops_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the first of its page; where pages are lost, a lone space before it tells."""
    line, before = lines[index], lines[index - 1]
    after_furniture = line.number - before.number > 1
    return line.page != before.page or after_furniture or (line.indent == 1 and before.indent == 0)


def _block(lines: Sequence[Line], index: int, most: int = 4) -> list[Line]:
    found: list[Line] = []
    for place in range(index, min(len(lines), index + most + 1)):
        line = lines[place]
        if line.blank or (found and (BULLET.match(line.text) or _tops_page(lines, place))):
            break
        found.append(line)
    return found if len(found) <= most else []


_SIGNED = re.compile(
    r"^[A-ZÅÄÖ][\wåäö]+(?:\s[A-ZÅÄÖ][\wåäö]+)?,?\s(?:den\s)?(?:\d{1,2}\s[a-z]+\s20\d\d|20\d\d-\d\d-\d\d)$"
)


def _signature(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """Place and date at the end, above the names of those who sign: no text of the section before."""
    line = lines[index]
    if index < len(lines) / 2 or not _SIGNED.match(line.text) or not _starts_block(lines, index):
        return None
    return Heading(line.number, line.number + 1, document.passage(line), roles=(Role.OTHER,))


def _many_items(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """A line that opens what is said of several recommendations at once: "2 och 3. Uppföljning"."""
    line = lines[index]
    match = _ITEM_NUMBER.match(line.text)
    if match is None or not _starts_block(lines, index) or _ENDS_SENTENCE.search(line.text):
        return None
    numbers = numbers_in(match["numbers"])
    if len(numbers) < 2 or len(line.text) > LONGEST or re.match(r"\d+\s?[-–]\s?\d", line.text):
        return None
    words = document.passage(line)[match.end() :]
    return Heading(line.number, line.number + 1, words, item=numbers)


def _item_word(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    line = lines[index]
    mark = _EMPHASISED.match(line.text)
    start = mark.end() if mark else 0
    match = ITEM_WORD.match(line.text[start:])
    if match is None or not _starts_block(lines, index):
        return None
    end = start + match.end()
    end += len(line.text[end:]) - len(line.text[end:].lstrip("*_ "))
    rest = Line(line.number, line.start + end, line.end, line.text[end:], line.text, line.page)
    words = document.passage(line)[start:end].strip(" *_")
    item = numbers_in(match["numbers"])
    return Heading(line.number, line.number + 1, words, item=item, rest=rest if rest.text else None)


_CARD_NUMBER = re.compile(r"^\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")
_CARD_ROLES = frozenset({Role.RESPONSES, Role.OBSERVATIONS, Role.COMMENT, Role.STATUS, Role.ASSESSMENT})
_CARD_LINES = 8
"""No recommendation is longer, in lines."""


def _card(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """A numbered recommendation under which a label of an answer or a finding follows: a card of its own."""
    line = lines[index]
    match = _CARD_NUMBER.match(line.text)
    if match is None or not _starts_block(lines, index):
        return None
    below = _below_paragraph(lines, index)
    if below is None or below.text.startswith("#") or _follows_item(lines, index, int(match["number"])):
        return None
    label = _LABEL.match(below.text)
    words = label["label"] if label else below.text
    if len(words) > 60 or not set(roles_of(words)) & _CARD_ROLES:
        return None
    rest = Line(
        line.number, line.start + match.end(), line.end, line.text[match.end() :], line.text, line.page
    )
    mark = document.passage(line)[: match.end()].strip()
    return Heading(line.number, line.number + 1, mark, item=(match["number"],), rest=rest)


def _below_paragraph(lines: Sequence[Line], index: int) -> Line | None:
    """The line after the paragraph begun at a line: a label in it, or the first after its blank lines."""
    blank = False
    for line in lines[index + 1 : index + _CARD_LINES]:
        label = _LABEL.match(line.text)
        if line.blank:
            blank = True
        elif _CARD_NUMBER.match(line.text) or SECTION_NUMBER.match(line.text):
            return None
        elif blank or (label is not None and roles_of(label["label"])):
            return line
    return None


def _follows_item(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether the paragraph just above is the list item with the number before."""
    for line in reversed(lines[max(0, index - _CARD_LINES) : index]):
        if (match := _CARD_NUMBER.match(line.text)) is not None:
            return int(match["number"]) == number - 1
        label = _LABEL.match(line.text)
        if not line.blank and (roles_of(line.text) or (label and roles_of(label["label"]))):
            return False
    return False


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
    if not (deep or _starts_block(lines, index) or roles_of(title.text)):
        return None
    heading = Heading(line.number, block[-1].number + 1, title, number=_plain(match["number"]), topic=True)
    return described(heading)


def _heading_block(lines: Sequence[Line], index: int) -> list[Line]:
    """The heading's line with what it plainly goes on with."""
    block = [lines[index]]
    for line in lines[index + 1 : index + 3]:
        if line.blank or not _continues(line.text) or _SENTENCE_END.search(block[-1].text):
            break
        block.append(line)
    return block


def _may_be_title(text: str) -> bool:
    return (
        2 < len(text) <= LONGEST
        and (text[:1].isupper() or text[:1] in "\"”'")
        and not _ENDS_SENTENCE.search(text)
        and not re.search(r"\w[.!?]\s+[A-ZÅÄÖ]\w+\s\w+", text)
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
        parted = 0 <= near < len(lines) and step < 0 and _tops_page(lines, near + 1)
        if 0 <= near < len(lines) and not parted:
            other = SECTION_NUMBER.match(lines[near].text)
            if other is not None and other["number"] == str(wanted):
                return True
    return False


def _known_words(document: Document, lines: Sequence[Line], index: int, under: bool) -> Heading | None:
    """A line, or a block of short lines, that is a known heading or only names committees."""
    line = lines[index]
    starts = under or _starts_block(lines, index)
    if not starts and not _SENTENCE_END.search(lines[index - 1].text) and not line.text.endswith(":"):
        return None
    if not line.text[:1].isupper():
        return None
    blocks = [[line]]
    if starts and len(whole := _block(lines, index)) > 1:
        blocks.insert(0, whole)
    for block in blocks:
        words = joined(document.passage(part) for part in block).strip()
        if len(words) > LONGEST or _ENDS_SENTENCE.search(words.text) or ": " in plain_heading(words.text):
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
    return _continues(lines[index + 1].text)


def _continues(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return text[:1].islower() and not starts_item(text)


_ALWAYS_LABEL = frozenset(
    {
        Role.RESPONSES,
        Role.OBSERVATIONS,
        Role.ASSESSMENT,
        Role.ORIGINAL_ASSESSMENT,
        Role.COMMENT,
        Role.STATUS,
        Role.RECOMMENDATIONS,
    }
)
_LABEL_WORDS = 4


def _label(document: Document, lines: Sequence[Line], index: int, under: bool) -> Heading | None:
    """A known word, a colon, and its text on the same line."""
    line = lines[index]
    match = _LABEL.match(line.text)
    roles = roles_of(match["label"]) if match else ()
    if match is None or not roles:
        return None
    sure = bool(set(roles) & _ALWAYS_LABEL) and len(match["label"].split()) <= _LABEL_WORDS
    if not (sure or under or _starts_block(lines, index)) and not _SENTENCE_END.search(lines[index - 1].text):
        before = _LABEL.match(lines[index - 1].text)
        if before is None or not roles_of(before["label"]):
            return None
    rest = Line(
        line.number, line.start + match.end(), line.end, line.text[match.end() :], line.text, line.page
    )
    words = document.passage(line)[match.start("label") : match.end("label")].strip()
    return replace(described(Heading(line.number, line.number + 1, words)), rest=rest)


_COVER_LINE = re.compile(
    r"^(?:\S+\s){1,2}(?:kommun|stad)$|^Region\s\S+$|^\d{4}-\d\d-\d\d$|^[A-Za-zåäö]+\s(?:19|20)\d\d$"
)
"""What stands under a title on a cover: whose report it is, and its date."""


def _topic(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """A short block that stands alone and names an audit, or stands right above a known heading."""
    if not _starts_block(lines, index):
        return None
    block = _block(lines, index, most=3)
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
    below = _next_block(lines, index + len(block))
    roles = roles_of(joined(document.passage(part) for part in below).text) if below else ()
    known = bool(roles) and roles != (Role.CONTENTS,)
    if not known and not (_AUDIT_TOPIC.match(words.text) and _stands_alone(lines, index + len(block))):
        return None
    return described(Heading(block[0].number, block[-1].number + 1, words, topic=True))


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    return index >= len(lines) or lines[index].blank


def _next_block(lines: Sequence[Line], index: int) -> list[Line]:
    while index < len(lines) and lines[index].blank:
        index += 1
    if index >= len(lines):
        return []
    return [lines[index]]


def _numbered(headings: list[Heading]) -> list[Heading]:
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
    many = _ITEM_NUMBER.match(words.text)
    if many is not None and len(numbers_in(many["numbers"])) > 1:
        return replace(heading, item=numbers_in(many["numbers"]), text=words[many.end() :], topic=False)
    if match := _BRACKETED.match(words.text):
        return replace(
            heading, item=(match[1],), text=words[match.end() :], topic=False, roles=(), committees=()
        )
    match = SECTION_NUMBER.match(words.text)
    if match is None or not words[match.end() :].text.strip():
        return heading
    return replace(heading, number=_plain(match["number"]), text=words[match.end() :].strip())


def _plain(number: str) -> str:
    return number.replace("\\", "")


def _follows(current: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    if not current:
        return True
    if len(parts) == 1:
        return 0 < parts[0] - current[0] <= 2
    return parts > current and parts[0] - current[0] <= 2


def continued(heading: Heading) -> bool:
    """Whether a heading only goes on from the page before."""
    return is_continued(heading.text.text)
