"""Decisions in which committees answered, as the headings and first sentences of their answers cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaktta.document import Document, Passage
from iaktta.reading.dates import dates_in
from iaktta.reading.decisions import find_decisions, is_decision_line
from iaktta.reading.outline import Block
from iaktta.reading.sentences import sentences
from iaktta.report import Decision

_DECIDED = re.compile(
    r"\b(?:(?:be)?svar\w*|yttra\w*|beslut\w*|antog\w*|antagen|behandla\w*|avgav|avgavs|lämna\w*|godkän\w*|fastställ\w*)\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"§{1,2}\s?(\d{1,4})")
_REGISTRATION = re.compile(r"\((?:dnr\.?\s)?(?P<number>[A-ZÅÄÖ]{2,5}[\s-]?\d[\d/.:-]*\d)\)", re.IGNORECASE)
_SAYS_MORE = re.compile(r"\b(?:att|om)\s\w+", re.IGNORECASE)
"""What was answered stands in the same sentence: it stays in the answer."""
_LONGEST = 320
"""A sentence that only tells of decisions is no longer, in letters."""


def take_decisions(
    document: Document, blocks: list[Block], committees: tuple[str, ...]
) -> tuple[list[Decision], list[Block]]:
    """The decisions that sentences of an answer tell, and the paragraphs without them.

    `committees` are those whose answer it is: a sentence that names none of its own means the only one.
    """
    found: list[Decision] = []
    rest: list[Block] = []
    for block in blocks:
        told = next(iter(sentences(block.text)), None)
        decisions = list(_told(document, told, committees)) if told is not None else []
        if not decisions or told is None:
            rest.append(block)
            continue
        found.extend(decisions)
        left = block.text if _SAYS_MORE.search(told.text) else block.text[len(told) :].strip()
        if left:
            rest.append(Block(left, block.mark, block.lines))
    return found, rest


_ANSWER_DECIDED = re.compile(
    r"^(?:(?:be)?svar|yttrande|nämnden|styrelsen)\w*\s(?:\S+\s){0,3}?(?:beslut|antog|avg[ai]v|lämna|(?:be)?svara)\w*"
    r"|\b(?:besvarade|besvarats?|besvarades|svarade|svarat|yttrade\ssig|(?:avgav|avgett|lämnade|lämnat|antog|antagit|godkände)\s(?:\w+\s)?(?:svar|yttrande)\w*"
    r"|(?:svar|yttrande)\w*\s(?:\w+\s){0,3}(?:antogs|beslutades|godkändes|behandlades|lämnades|avgavs))\b",
    re.IGNORECASE,
)


def only_decided(words: str) -> bool:
    """Whether a text only tells when answers were decided: it gives no answer itself."""
    return all(is_decision_line(part) for part in _SENTENCE_END.split(words.strip()) if part)


_SENTENCE_END = re.compile(r"(?<=[.])\s+(?=[A-ZÅÄÖ])")


def told_decisions(
    document: Document, blocks: list[Block], committees: tuple[str, ...]
) -> Iterator[Decision]:
    """The decisions on answers that sentences anywhere in a background tell: "Svar beslutades ... § 61"."""
    for block in blocks:
        for sentence in sentences(block.text):
            if "§" in sentence.text and _ANSWER_DECIDED.search(sentence.text):
                yield from _told(document, sentence, committees)


def _told(document: Document, sentence: Passage, committees: tuple[str, ...]) -> Iterator[Decision]:
    words = sentence.text
    if "§" not in words or len(words) > _LONGEST or not _DECIDED.search(words):
        return
    named = list(find_decisions(document, sentence))
    if named:
        yield from named
    elif len(committees) == 1:
        yield _unnamed(document, sentence, committees[0])


def _unnamed(document: Document, sentence: Passage, committee: str) -> Decision:
    """A decision told without saying whose: "Svaret beslutades 2020-03-10 § 41"."""
    paragraph = _PARAGRAPH.search(sentence.text)
    day = next(dates_in(sentence.text), None)
    number = _REGISTRATION.search(sentence.text)
    return Decision(
        committee,
        day[0] if day else None,
        paragraph[1] if paragraph else None,
        number["number"] if number else None,
        source=document.place(sentence),
    )
