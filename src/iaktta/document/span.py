"""A place in a document."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[int, float, float, float, float]
"""(page, x0, top, x1, bottom) in PDF points from the page's top left corner; pages count from 1."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document: [start, end) in code points of its plain text; pages count from 1.

    `pieces` is filled only where the words stand in several places (a cell that runs over a page
    break, columns read across): [start, end) pairs in reading order, and then `start` is the
    lowest start and `end` the highest end of them. `part` names the place where there are no pages.

    Raises:
        ValueError: A place ends before it starts, or a box holds a number that is not finite.
    """

    start: int
    end: int
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    part: str | None = None
    pieces: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a place is [start, end), not [{self.start}, {self.end})")
        if any(not 0 <= start <= end for start, end in self.pieces):
            raise ValueError(f"a piece is [start, end): {self.pieces}")
        if any(not math.isfinite(number) for box in self.boxes for number in box[1:]):
            raise ValueError("a box holds finite numbers")
        if self.part is not None and not self.part.strip():
            object.__setattr__(self, "part", None)

    @classmethod
    def of(cls, pieces: Iterable[tuple[int, int]], page: int | None = None) -> Span:
        """One place made of pieces in reading order; a single piece needs no list.

        Raises:
            ValueError: There are no pieces.
        """
        found = tuple(pieces)
        if not found:
            raise ValueError("a place needs at least one piece")
        start, end = min(start for start, _ in found), max(end for _, end in found)
        return cls(start, end, page, pieces=found if len(found) > 1 else ())

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Its [start, end) pairs in reading order, one or several."""
        return self.pieces or ((self.start, self.end),)
