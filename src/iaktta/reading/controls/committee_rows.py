"""Results of a common control, a committee a row, where the rows were written as running lines."""

from __future__ import annotations

from collections.abc import Sequence

from iaktta.document import Passage
from iaktta.reading.committees import mentions
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields
from iaktta.reading.controls.heads import Head
from iaktta.reading.controls.layout import Layout
from iaktta.reading.controls.results import occasion_from
from iaktta.reading.controls.words import Role, grades_in
from iaktta.reading.mending import joined
from iaktta.report import Occasion

_NARROW = 25  # letters
_RESULTS = {Role.DEVIATION, Role.LEVEL, Role.STATUS}


def committee_results(
    layout: Layout, cells: Cells, skipped: frozenset[int]
) -> tuple[list[Occasion], set[int]]:
    """The results under heads such as "Nämnd Resultat Kommentar", and the numbers of the heads' lines."""
    found: list[Occasion] = []
    labels: set[int] = set()
    for head in layout.heads.values():
        if head.first in skipped or head.roles[0] is not Role.COMMITTEE or not _RESULTS & set(head.roles):
            continue
        rows = _rows(layout, head)
        found.extend(one for row in rows if (one := _result(cells, row)) is not None)
        labels.update(range(head.first, head.last + 1))
    return found, labels


def _rows(layout: Layout, head: Head) -> list[list[Passage]]:
    """The lines of each row: one begins with a committee's name, after an empty line or the head."""
    rows: list[list[Passage]] = []
    blank, taken = True, head.last
    for at, line in enumerate(layout.lines):
        if line.number <= taken:
            continue
        if line.number in layout.headings or line.number in layout.heads:
            break
        if line.blank:
            blank = True
            continue
        words = layout.document.passage(line)
        # A narrow column wraps the longer names.
        if blank and len(words) < _NARROW and not _opens(words) and at + 1 < len(layout.lines):
            wrapped = joined([words, layout.document.passage(layout.lines[at + 1])])
            if _opens(wrapped):
                words, taken = wrapped, layout.lines[at + 1].number
        if blank and _opens(words):
            rows.append([words])
        elif rows and not (blank and rows[-1][-1].text.endswith(".")):
            rows[-1].append(words)
        else:
            break
        blank = False
    return rows


def _opens(words: Passage) -> bool:
    first = next(mentions(words.text), None)
    return first is not None and first.start == 0 and not words.text[first.end :][:2].strip().islower()


def _result(cells: Cells, row: Sequence[Passage]) -> Occasion | None:
    first = next(mentions(row[0].text))
    rest = row[0][first.end :].strip()
    fields = {Role.COMMITTEE: row[0][: first.end]}
    grade = next((one for one in grades_in(rest.text) if one.start() == 0), None)
    if grade is not None:
        fields[Role.STATUS], rest = rest[: grade.end()], rest[grade.end() :].strip()
    below = row[1:]
    if grade is None and not rest and below:
        # A wrapped name leaves the grade on the line below it.
        own = next((one for one in grades_in(below[0].text) if one.start() == 0), None)
        if own is not None:
            fields[Role.STATUS] = below[0][: own.end()]
            below = [below[0][own.end() :].strip(), *below[1:]]
    comment = cells.text([rest, *below])
    if comment:
        fields[Role.COMMENT] = comment
    return occasion_from(cells, Fields(fields)) if len(fields) > 1 else None
