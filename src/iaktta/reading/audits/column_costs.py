"""What it costs to read a table's units one way or another: the less, the likelier. Tuned on made tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from iaktta.reading.audits.cell_units import Unit


class Costs(NamedTuple):
    """The weights of what speaks for and against a way of reading."""

    column: float = -0.8  # a cell ends and the next column's begins
    row: float = 1.5  # a row ends and the next begins
    row_column: float = 3.0  # a row begins with an empty cell
    row_page: float = -1.28  # a row begins at the top of a page
    row_lower: float = 4.0  # it begins in the middle of a sentence
    skipped: float = 0.75  # an empty cell within a row
    empty_end: float = 0.5  # an empty cell at its end
    unfinished: float = 1.0  # a cell that plainly goes on, but nowhere does
    cut: float = 1.5  # a cell at the foot of a page whose last line is full but does not end its sentence
    resumed: float = 0.2  # a cell goes on after a page break
    late_start: float = 2.0  # a cell begins after a page break in its row
    short_above: float = 3.0  # a cell goes on though it ended above the foot of the page, by how much
    words: float = 1.0  # words that do not suit the column, at a cell's start
    strange: float = 0.5  # the same, at a later paragraph
    paragraph: float = 0.2  # a new paragraph in a cell after a blank line
    tight: float = 1.92  # the same where the table has paragraphs without blank lines between them
    item: float = 0.2  # a list item or a label in a cell
    item_unfinished: float = 1.0  # the same after a sentence without a full stop
    unfinished_blank: float = 2.4  # a blank line within a cell after a sentence without a full stop
    broken_off: float = 2.5  # a blank line within a cell after words that want others
    no_blank: float = 3.2  # a cell ends without a blank line after it
    open_end: float = 1.5  # a cell ends in words that want others
    wide_gap: float = 1.1  # more than one blank line speaks for a new cell
    lower_start: float = 1.5  # a cell begins in the middle of a sentence
    item_start: float = 0.5  # a cell begins with a list item
    too_wide: float = 11.0  # a line wider than its column, by its share
    too_early: float = 8.0  # a line broken where the next word had room


COSTS = Costs()


def broken_badly(unit: Unit, width: float) -> float:
    """The cost of where a unit's lines were broken, if the column has this width in ems (0: not known)."""
    if not width:
        return 0.0
    cost = 0.0
    for own, with_next in unit.widths:
        if own > 1.03 * width:
            cost += min(2.0, COSTS.too_wide * (own / width - 1.03))
        elif with_next and with_next < 0.97 * width:
            cost += min(1.2, COSTS.too_early * (0.97 - with_next / width))
    return min(cost, 9.0)


def is_tight(units: Sequence[Unit]) -> bool:
    """Whether paragraphs stand without blank lines between them: then a blank line ends a cell."""
    found = sum(
        1 for before, unit in pairwise(units) if _ends_short(before) and not unit.blank and not unit.page
    )
    return found >= 2 and found >= 0.08 * len(units)


def _ends_short(unit: Unit) -> bool:
    """Whether a paragraph plainly ended: its last line is much shorter than the others."""
    widest = max(own for own, _ in unit.widths)
    return unit.ended and len(unit.widths) > 1 and unit.widths[-1][0] < 0.75 * widest


def goes_on(before: Unit, unit: Unit, tight: bool = False) -> float:
    """The cost of a unit following another one in the same cell."""
    if unit.blanks > 1 and not unit.page:
        return COSTS.wide_gap + _goes_on(before, unit, tight)
    return _goes_on(before, unit, tight)


def _goes_on(before: Unit, unit: Unit, tight: bool) -> float:
    if before.label and len(before.lines) == 1:
        return 0.0
    if before.open and unit.lower:
        return -1.0
    if unit.item or unit.label:
        return COSTS.item if before.ended or before.open or before.item else COSTS.item_unfinished
    if unit.lower:
        return 4.0 if before.ended else -0.5 if unit.page or not unit.blank else 0.2
    if before.ended:
        if not unit.blank:
            return 0.0
        return COSTS.paragraph + (COSTS.tight if tight and not unit.page else 0.0)
    if before.open:
        leads = before.lines[-1].text.endswith(":")
        return 0.0 if leads or not (unit.blank or unit.page) else COSTS.broken_off
    return (COSTS.unfinished_blank if unit.blank or unit.page else 0.5) if not before.item else 0.8


def is_dense(units: Sequence[Unit]) -> bool:
    """Whether cells stand without blank lines between them."""
    return sum(unit.blank for unit in units[1:]) < 0.1 * len(units)


def parts(before: Unit, unit: Unit, dense: bool = False) -> float:
    """The cost of a cell ending between two units."""
    cost = 0.0 if unit.blank or unit.page or dense else COSTS.no_blank
    if before.open:
        cost += COSTS.open_end
    if unit.blanks > 1:
        cost -= COSTS.wide_gap
    if before.label and len(before.lines) == 1:
        cost += 5.0
    if unit.lower:
        cost += COSTS.lower_start
    if unit.item:
        cost += COSTS.item_start
    return cost
