"""The line that opens a control's result: occasion, grade, date, responsible, in the order of the table's
head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.reading.controls.words import Role, grades_in
from iaktta.reading.dates import dates_in

_ANCHORED = {Role.STATUS, Role.LEVEL, Role.DUE}
_NAME = re.compile(
    r"(?:\A|(?<=\s))(?P<name>[A-ZÅÄÖ][\w-]*(?:\s[a-zåäö]+){0,2}\s(?:nr\s)?\d{1,2}(?:\s?/\s?\d{2,4})?(?:\s(?:19|20)\d\d)?"
    r"|(?:Första|Andra|Tredje|Fjärde)\s(?:kvartalet|tertialet|halvåret|tillfället)(?:\s(?:19|20)\d\d)?"
    r"|(?:Delårs(?:rapport|bokslut)?|Bokslut|Årsbokslut|Helår(?:et)?|Halvår(?:et)?|Tertial|Kvartal|Januari|Februari|Mars"
    r"|April|Maj|Juni|Juli|Augusti|September|Oktober|November|December)(?:\s(?:19|20)\d\d)?)\Z"
)
_WORD = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]{3,})")
_LONGEST_NAME = 60
_MOST_GRADES = 2
_WIDE = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class OccasionLine:
    """What such a line tells; `control` is the control's text where it stands on the same line."""

    name: Passage
    grades: tuple[Passage, ...]
    due: Passage | None
    responsible: Passage | None
    control: Passage | None


def occasion_line(line: Passage, roles: Sequence[Role]) -> OccasionLine | None:
    """The parts of an occasion's line; None for any other line."""
    due = _due(line.text)
    grades = _grades(line.text, due)
    if due is None and (not grades or Role.DUE in roles):
        return None
    anchors = sorted([*grades, *([due] if due else [])])
    chunks = _chunks(line, anchors)
    opening = _opening(chunks[0], bool(grades) and due is not None)
    tail = chunks[-1] if len(chunks) > 1 else None
    middle = next((chunk for chunk in chunks[1:-1] if chunk), None)
    if opening is None or (tail and (len(tail) > _LONGEST_NAME or tail.text.endswith("."))):
        return None
    control, name = opening
    responsible = tail or middle
    parts = tuple(line[start:end] for start, end in grades)
    return OccasionLine(name, parts, _part(line, due), responsible or None, control)


def _grades(text: str, due: tuple[int, int] | None) -> list[tuple[int, int]]:
    """A grade, or a status and a grade beside each other."""
    found = [match.span() for match in grades_in(text)]
    return [span for span in found if due is None or span[1] <= due[0]][:_MOST_GRADES]


def _due(text: str) -> tuple[int, int] | None:
    found = list(dates_in(text))
    return (found[0][1], found[0][2]) if len(found) == 1 else None


def _part(line: Passage, span: tuple[int, int] | None) -> Passage | None:
    return line[span[0] : span[1]] if span else None


def _chunks(line: Passage, anchors: Sequence[tuple[int, int]]) -> list[Passage]:
    chunks, at = [], 0
    for start, end in anchors:
        chunks.append(line[at:start].strip())
        at = end
    chunks.append(line[at:].strip())
    return chunks


def _opening(chunk: Passage, graded: bool) -> tuple[Passage | None, Passage] | None:
    """The control's text, if any, and the occasion's name."""
    match = _NAME.search(chunk.text) or (_WORD.fullmatch(chunk.text) if graded else None)
    if match is None:
        return None
    name, before = chunk[match.start("name") :], chunk[: match.start("name")].strip()
    if not before:
        return None, name
    return before, name
