"""Headings of single recommendations, and labels whose text stands on the same line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from iaktta.document import Document, Line
from iaktta.reading.heading import ITEM_WORD, LONGEST, Heading, described, numbers_in
from iaktta.reading.line_blocks import ends_sentence, is_closed, starts_block
from iaktta.reading.words import SECTION_NUMBER, Role, roles_of

ITEM_NUMBER = re.compile(r"^(?P<numbers>\d{1,2}(?:\s?(?:,|&|och|samt|[-–])\s?\d{1,2})*)\\?[.):]?\s+(?=\S)")
_LABEL = re.compile(
    r"^(?:\*\*|__|\*|_)?(?P<label>[A-ZÅÄÖ][^:.?!*_]{2,70}?)\s*(?:\*\*|__|\*|_)?:(?:\*\*|__|\*|_)?\s+(?=\S)"
)
_EMPHASISED = re.compile(r"\*\*|__|\*|_")
_CARD_NUMBER = re.compile(r"^\(?(?P<number>\d{1,2})\\?[.)]\s+(?=\S)")
_CARD_ROLES = frozenset({Role.RESPONSES, Role.OBSERVATIONS, Role.COMMENT, Role.STATUS, Role.ASSESSMENT})
_CARD_LINES = 8
"""No recommendation is longer, in lines."""
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


def many_items(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """A line that opens what is said of several recommendations at once: "2 och 3. Uppföljning"."""
    line = lines[index]
    match = ITEM_NUMBER.match(line.text)
    if match is None or not starts_block(lines, index) or ends_sentence(line.text):
        return None
    numbers = numbers_in(match["numbers"])
    if len(numbers) < 2 or len(line.text) > LONGEST or re.match(r"\d+\s?[-–]\s?\d", line.text):
        return None
    words = document.passage(line)[match.end() :]
    return Heading(line.number, line.number + 1, words, item=numbers)


def item_word(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    line = lines[index]
    mark = _EMPHASISED.match(line.text)
    start = mark.end() if mark else 0
    match = ITEM_WORD.match(line.text[start:])
    if match is None or not starts_block(lines, index):
        return None
    end = start + match.end()
    end += len(line.text[end:]) - len(line.text[end:].lstrip("*_ "))
    rest = Line(line.number, line.start + end, line.end, line.text[end:], line.text, line.page)
    words = document.passage(line)[start:end].strip(" *_")
    item = numbers_in(match["numbers"])
    return Heading(line.number, line.number + 1, words, item=item, rest=rest if rest.text else None)


def card(document: Document, lines: Sequence[Line], index: int) -> Heading | None:
    """A numbered recommendation under which a label of an answer or a finding follows: a card of its own."""
    line = lines[index]
    match = _CARD_NUMBER.match(line.text)
    if match is None or not starts_block(lines, index):
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


_TITLE = re.compile(r"(?:uppföljning\sav|uppföljande)\s(?:\w+\s)?(?:granskning|revision)\w*$", re.IGNORECASE)
"""Names a report before what it is about: "Uppföljning av granskning: Hamnens drift"."""


def label_at(document: Document, lines: Sequence[Line], index: int, under: bool) -> Heading | None:
    """A known word, a colon, and its text on the same line."""
    line = lines[index]
    match = _LABEL.match(line.text) if ":" in line.text else None
    roles = roles_of(match["label"]) if match else ()
    if match is None or not roles or _TITLE.match(match["label"]):
        return None
    sure = bool(set(roles) & _ALWAYS_LABEL) and len(match["label"].split()) <= _LABEL_WORDS
    if not (sure or under or starts_block(lines, index)) and not is_closed(lines[index - 1].text):
        before = _LABEL.match(lines[index - 1].text)
        if before is None or not roles_of(before["label"]):
            return None
    rest = Line(
        line.number, line.start + match.end(), line.end, line.text[match.end() :], line.text, line.page
    )
    words = document.passage(line)[match.start("label") : match.end("label")].strip()
    return replace(described(Heading(line.number, line.number + 1, words)), rest=rest)
