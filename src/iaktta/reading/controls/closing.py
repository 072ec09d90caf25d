"""How a follow-up ends: its conclusion, and what an overall evaluation proposes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iaktta.document import Line, Passage
from iaktta.reading.committees import committees_in, is_all_committees
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.words import role_of
from iaktta.reading.mending import items
from iaktta.report import NewRecommendation

_CONCLUSION = re.compile(
    r"(?:[\w-]+s\s)?(?:(?:samlad|samlade|sammanfattande|övergripande)\s)?"
    r"(?:slutsats(?:er)?|bedömning|helhetsbedömning|slutord)(?:\s(?:av|för|om|från|och)\s[^.]{3,60})?",
    re.IGNORECASE,
)
_PROPOSALS = re.compile(
    r"(?:[\w-]+s\s)?(?:förslag(?:\s(?:till|på)\s(?:förbättring(?:ar|såtgärder)?|åtgärder|utveckling(?:sområden)?))?"
    r"|förbättringsförslag|förbättringsområden|rekommendationer|utvecklingsområden"
    r"|(?:[\w-]+\s){1,2}(?:uppmanar|föreslår|rekommenderar)(?:\satt)?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\A(?:#+\s*)?(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?")
_SECTION = re.compile(
    r"\bse\s(?:även\s)?(?:avsnitt|kapitel|punkt)\s(?P<section>\d+(?:\.\d+)*)", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")  # then it is the document's own title
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Closing:
    """The conclusion, the proposals, and the numbers of the lines that head or lead in to them."""

    conclusion: Passage | None
    proposals: tuple[NewRecommendation, ...]
    labels: frozenset[int]


def find_closing(layout: Layout, cells: Cells, taken: frozenset[int], proposes: bool) -> Closing:
    """The conclusion and, where the document is one that proposes, its proposals; `taken` are lines of
    tables."""
    labels: set[int] = set()
    conclusion: Passage | None = None
    proposals: list[NewRecommendation] = []
    for at, line in enumerate(layout.lines):
        if line.number in taken or not _stands_alone(layout, at):
            continue
        title = line.text[_number_end(line) :].strip(" :*_")
        if conclusion is None and _CONCLUSION.fullmatch(title) and not _YEAR.search(title):
            body = list(_body(layout, at + 1, taken))
            conclusion = cells.text([layout.document.passage(part) for part in body]) or None
            labels.add(line.number)
        elif proposes and not proposals and _PROPOSALS.fullmatch(title):
            body = list(_body(layout, at + 1, taken))
            proposals.extend(_proposals(layout, cells, body))
            labels.add(line.number)
            labels.update(part.number for part in body if part.text.endswith(":"))
    return Closing(conclusion, tuple(proposals), frozenset(labels))


def _number_end(line: Line) -> int:
    """Where a heading's words begin, after its mark and number."""
    match = _NUMBER.match(line.text)
    return match.end() if match else 0


def _stands_alone(layout: Layout, at: int) -> bool:
    """Whether a line may be a heading: marked, or short, alone and no sentence."""
    line = layout.lines[at]
    if line.blank or len(line.text) > _LONGEST or line.text.endswith((".", ",")):
        return False
    return line.number in layout.headings or line.text[_number_end(line) :][:1].isupper()


def _body(layout: Layout, at: int, taken: frozenset[int]) -> Iterator[Line]:
    """The lines under a heading: to the next heading, table, or known section."""
    seen = False
    for place in range(at, len(layout.lines)):
        line = layout.lines[place]
        if line.number in layout.headings or line.number in taken or line.text.startswith("#"):
            return
        fresh = place == 0 or layout.lines[place - 1].blank
        if seen and fresh and _heads_other(line):
            return
        seen = seen or not line.blank
        yield line


def _heads_other(line: Line) -> bool:
    title = line.text.strip(" :*_")
    if role_of(title) is not None or _CONCLUSION.fullmatch(title) or _PROPOSALS.fullmatch(title):
        return True
    return bool(re.match(r"(?:beslutet\sskickas|bilag|underskrift)", title, re.IGNORECASE))


def _proposals(layout: Layout, cells: Cells, body: Sequence[Line]) -> Iterator[NewRecommendation]:
    for mark, text in items([layout.document.passage(line) for line in body]):
        if not mark:
            continue
        everybody = is_all_committees(text.text)
        asked = re.split(r"\s(?:att|ska|bör|ser|utser)\s", text.text, maxsplit=1)[0]
        named = committees_in(asked) or committees_in(text.text)[:1] or ((everybody,) if everybody else ())
        section = _SECTION.search(text.text)
        yield NewRecommendation(
            text=text.text,
            addressees=named,
            section=section["section"] if section else None,
            places=cells.places(
                section=text[section.start("section") : section.end("section")] if section else None
            ),
            source=cells.place(text),
        )
