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
_LONGEST_NAME = 60
_WIDE = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class OccasionLine:
    """What such a line tells; `control` is the control's text where it stands on the same line."""

    name: Passage
    grade: Passage | None
    due: Passage | None
    responsible: Passage | None
    control: Passage | None


def occasion_line(line: Passage, roles: Sequence[Role]) -> OccasionLine | None:
    """The parts of an occasion's line; None for any other line."""
    grade, due = _grade(line.text), _due(line.text)
    if due is None and (grade is None or Role.DUE in roles):
        return None
    anchors = sorted(span for span in (grade, due) if span is not None)
    chunks = _chunks(line, anchors)
    opening = _opening(chunks[0])
    tail = chunks[-1] if len(chunks) > 1 else None
    middle = chunks[1] if len(chunks) > 2 else None
    if opening is None or (tail and (len(tail) > _LONGEST_NAME or tail.text.endswith("."))):
        return None
    control, name = opening
    responsible = tail or middle
    return OccasionLine(name, _part(line, grade), _part(line, due), responsible or None, control)


def _grade(text: str) -> tuple[int, int] | None:
    found = grades_in(text)
    return found[0].span() if found else None


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


def _opening(chunk: Passage) -> tuple[Passage | None, Passage] | None:
    """The control's text, if any, and the occasion's name."""
    match = _NAME.search(chunk.text)
    if match is None:
        return None
    name, before = chunk[match.start("name") :], chunk[: match.start("name")].strip()
    if not before:
        return None, name
    return before, name
