"""How a follow-up ends: its conclusion, and what an overall evaluation proposes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iaktta.document import Line, Passage
from iaktta.reading.committees import committees_in, is_all_committees
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.layout import Layout, blocks
from iaktta.reading.controls.words import role_of
from iaktta.reading.mending import items, joined
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
_ENDED = re.compile(r"[.!?:][\"”)]?\Z")
_SENT = re.compile(
    r"(?:[\w-]+\s){1,4}(?:över)?(?:lämnas|sänds|skickas|expedieras|delges)\s(?:därmed\s|härmed\s|vidare\s)?till\b[^.]*\.\Z",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\A(?:[\w-]+\s){0,4}(?:samlade|sammanfattande|sammantagna|övergripande)\sbedömning(?:en)?\s(?:är|blir)\b"
    r"|\A(?:[\w-]+\s){0,4}(?:bedömer\ssammantaget|bedömer\ssammanfattningsvis)\b"
    r"|\A(?:Sammantaget|Sammanfattningsvis)\sbedöm(?:er|s)\b",
)
"""Words that open an overall assessment which no heading announces."""


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
        if conclusion is None and _CONCLUSION.fullmatch(title) and not _goes_on(layout, at, title):
            conclusion = _conclusion(layout, cells, list(_body(layout, at + 1, taken)))
            labels.add(line.number)
        elif proposes and not proposals and _PROPOSALS.fullmatch(title):
            body = list(_body(layout, at + 1, taken))
            proposals.extend(_proposals(layout, cells, body))
            labels.add(line.number)
            labels.update(part.number for part in body if part.text.endswith(":"))
    if conclusion is None:
        conclusion = _stated(layout, cells, taken)
    return Closing(conclusion, tuple(proposals), frozenset(labels))


def _goes_on(layout: Layout, at: int, title: str) -> bool:
    """Whether a title is the document's own: with its year, or wrapped on the next line."""
    below = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
    return bool(_YEAR.search(title)) or (below is not None and below.text[:1].islower())


def _conclusion(layout: Layout, cells: Cells, body: Sequence[Line]) -> Passage | None:
    """The judging paragraphs: not what is said of where the report goes, nor who signed it."""
    parts = [list(block) for block in blocks(body)]
    while parts and (not _ENDED.search(parts[-1][-1].text) or _sends(layout, parts[-1])):
        if len(parts) == 1:
            break
        parts.pop()
    lines = [line for line in body if not parts or line.number <= parts[-1][-1].number]
    return cells.text([layout.document.passage(line) for line in lines]) or None


def _sends(layout: Layout, block: Sequence[Line]) -> bool:
    return bool(_SENT.match(joined(layout.document.passage(line) for line in block).text))


def _stated(layout: Layout, cells: Cells, taken: frozenset[int]) -> Passage | None:
    """The first paragraph that says that it is the overall assessment, where no heading does."""
    for block in blocks(layout.lines):
        if block[0].number in taken:
            continue
        lines = [layout.document.passage(line) for line in block if not _heads(layout, line)]
        if lines and _STATED.search(joined(lines).text):
            return cells.text(lines)
    return None


def _heads(layout: Layout, line: Line) -> bool:
    numbered = line.text[:1].isdigit() and len(line.text) < _LONGEST and not _ENDED.search(line.text)
    return line.number in layout.headings or numbered


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
    return bool(
        re.match(
            r"(?:beslutet\sskickas|bilag|underskrift|beslutsunderlag|expedieras|sändlista)",
            title,
            re.IGNORECASE,
        )
    )


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
