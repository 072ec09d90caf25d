"""The decision that adopted a document, on its cover or in minutes bound in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from iaktta.document import Document, Line, Passage
from iaktta.reading.committees import basic_form, mentions
from iaktta.reading.dates import dates_in
from iaktta.reading.decisions import find_decisions, is_decision_line
from iaktta.report import Decision

ADOPTED = re.compile(
    r"\b(?:antag\w+|besluta\w*|beslut|beslutsdatum|fastställ\w+|godkän\w+|antogs|beslutades)\b", re.IGNORECASE
)


def find_adoption(document: Document, cover: list[Line], body: Passage | None) -> Decision | None:
    """The decision that adopted the document: "Antagen av ... § 8", or "Beslutad: ... § 8" by the body."""
    for line in cover:
        if not ADOPTED.search(line.text) and not ("§" in line.text and is_decision_line(line.text)):
            continue
        if found := next(find_decisions(document, document.passage(line)), None):
            return replace(found, committee=basic_form(found.committee))
        paragraph = re.search(r"§\s?(\d+)", line.text)
        day = next(dates_in(line.text), None)
        if body is not None and paragraph:
            return Decision(
                basic_form(body.text),
                day[0] if day else None,
                paragraph.group(1),
                source=document.place(body),
            )
    return _in_minutes(document)


_OWN_DECISION = re.compile(r"^\S.*(?:nämnd|styrelse)\w*s\sbeslut\b.*§", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:protokollsutdrag|sammanträdesprotokoll|utdrag\sur\sprotokoll)\b", re.IGNORECASE)
_MINUTES_SIGN = re.compile(r"protokollsutdrag|sammanträdesprotokoll|utdrag\sur\sprotokoll")
_MINUTES_LINES = 15


def _in_minutes(document: Document) -> Decision | None:
    """The decision of an answer: "Nämndens beslut ... § 44" at its end, or an extract of minutes bound in."""
    minutes = _MINUTES_SIGN.search(document.folded) is not None
    for line in document.lines:
        if "§" in line.text and _OWN_DECISION.match(line.text):
            return next(find_decisions(document, document.passage(line)), None)
        if minutes and len(line.text) < 150 and _MINUTES.search(line.text):
            return _from_minutes(document, document.lines[line.number : line.number + _MINUTES_LINES])
    return None


def _from_minutes(document: Document, lines: Sequence[Line]) -> Decision | None:
    text = "\n".join(line.text for line in lines)
    named = next(((line, one) for line in lines for one in mentions(line.text.lower())), None)
    paragraph = re.search(r"(?:^|\n)§\s?(\d+)", text)
    if named is None or paragraph is None:
        return None
    day = next(dates_in(text), None)
    number = re.search(r"(?:dnr:?\s*)?\b([A-ZÅÄÖ]{2,5}[\s-]?(?:19|20)\d\d[/-]\d+)", text)
    words = document.passage(named[0])[named[1].start : named[1].end]
    return Decision(
        named[1].name,
        day[0] if day else None,
        paragraph[1],
        number[1] if number else None,
        source=document.place(words),
    )
