"""The lines of a table, gathered into units that surely belong to one cell: wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from iaktta.document import Document, Line, Passage
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.labels import Label, label_of
from iaktta.reading.audits.line_cuts import LineCutter
from iaktta.reading.audits.line_width import Measure, fitting_measure, with_next
from iaktta.reading.footnotes import Footnotes
from iaktta.reading.mending import starts_item

_ENDED = re.compile(r"[.!?…][\"”’)\]]*$")
_OPEN = re.compile(
    r"(?:[,:;/(–-]|\b(?:och|eller|samt|att|i|på|av|för|med|till|som|en|ett|den|det|från|om|vid|inom|kring|under))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines of one paragraph. `blanks`: blank lines before; `page`: a page break or a repeated head before.

    `widths` has, for each line, its own width and the width it would have had with the next line's first
    word (0 for the unit's last line), in ems: the column's width lies between them.
    """

    lines: tuple[Passage, ...]
    blanks: int
    page: bool
    item: bool
    label: Label | None
    widths: tuple[tuple[float, float], ...]
    measure: Measure
    ended: bool
    open: bool
    lower: bool
    cut: bool

    @property
    def text(self) -> str:
        """Its first line."""
        return self.lines[0].text

    @property
    def blank(self) -> bool:
        return self.blanks > 0


def units(
    document: Document,
    lines: Sequence[Line],
    breaks: Collection[int],
    notes: Footnotes,
    known: frozenset[str],
    roles: Sequence[Role] = (),
) -> list[Unit]:
    """The units of a table's lines. `breaks`: numbers of the lines that are its head printed again."""
    cutter = LineCutter(roles)
    groups: list[tuple[list[Passage], int, bool]] = []
    # A line of white space alone was typed in a cell; one without any came between cells.
    typed_too = any(line.blank and not line.raw for line in lines)
    blanks, apart, page, sheet = 1, True, False, lines[0].page if lines else 0
    for line in lines:
        page = page or line.number in breaks or line.page != sheet
        sheet = line.page
        if line.number in notes.lines or line.number in breaks:
            continue
        if line.blank:
            apart = True
            blanks += not (typed_too and line.raw)
            continue
        words, *others = cutter.cut(notes.words(document, line), blanks > 0 or page)
        if groups and not apart and not page and _wrapped(groups[-1][0][-1].text, words.text, known):
            groups[-1][0].append(words)
        else:
            groups.append(([words], blanks, page))
        groups.extend(([piece], 1, False) for piece in others)
        blanks, apart, page = 0, False, False
    measure = fitting_measure([[line.text for line in group] for group, _, _ in groups])
    # Some extractors put several blank lines wherever others put one: a wide gap is wider than the usual.
    usual = min((blanks for _, blanks, _ in groups[1:] if blanks), default=1)
    found = [_unit(group, -(-blanks // usual), page, known, measure) for group, blanks, page in groups]
    if Role.COMMITTEE in roles:  # there a name alone is a cell, no label
        return [replace(unit, label=None) if _only_named(unit) else unit for unit in found]
    return found


def _only_named(unit: Unit) -> bool:
    return unit.label is not None and bool(unit.label.committees) and not unit.text.endswith(":")


def _wrapped(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether a line surely goes on with the line before."""
    if starts_item(after):
        return False
    if _is_label(before, known):
        return after[:1].islower() and not before.endswith(":")
    if after.endswith(":") and _is_label(after, known):
        return False
    begun = after[:1].islower() or after[:1].isdigit()
    return not _ENDED.search(before) and (begun or bool(_OPEN.search(before)))


def _is_label(text: str, known: frozenset[str]) -> bool:
    label = label_of(text, known)
    return label is not None and label.end >= len(text.rstrip())


def _unit(lines: list[Passage], blanks: int, page: bool, known: frozenset[str], measure: Measure) -> Unit:
    first = lines[0].text
    label = label_of(first, known)
    if label is not None and len(lines) > 1 and label.end >= len(first) and not first.endswith(":"):
        label = None  # a committee's name that only opens a sentence
    widths = [
        (measure(line.text), with_next(measure, line.text, following.text))
        for line, following in pairwise(lines)
    ]
    widths.append((measure(lines[-1].text), 0.0))
    last, item = lines[-1].text, starts_item(first)
    return Unit(
        lines=tuple(lines),
        blanks=blanks,
        page=page,
        item=item,
        label=label,
        widths=tuple(widths),
        measure=measure,
        ended=bool(_ENDED.search(last)),
        open=bool(_OPEN.search(last)),
        lower=first[:1].islower() and not item,
        cut=len(lines) > 1
        and not _ENDED.search(last)
        and widths[-1][0] > 0.8 * max(own for own, _ in widths),
    )
