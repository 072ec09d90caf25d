"""How wide a line of words is in print, in ems: columns are told apart by where their lines were broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

# Thousandths of an em in the common sans serif faces (Helvetica's metrics); other faces keep the proportions.
_NARROW = {"i": 222, "j": 222, "l": 222, "t": 278, "f": 278, "r": 333, "I": 278, "J": 500, " ": 278}
_WIDE = {"m": 833, "w": 722, "M": 833, "W": 944, "%": 889, "@": 1015, "–": 556, "—": 1000}
_HALF = dict.fromkeys("cksvxyz", 500)
_SLIM = dict.fromkeys(".,:;!/|'’", 278) | dict.fromkeys('()-−"”“*', 340) | {"•": 350}
_CAPITALS = dict.fromkeys("ABEKPSVXYÅÄ", 667) | dict.fromkeys("CDHNRU", 722) | dict.fromkeys("GOQÖ", 778)
_OTHER_CAPITALS = dict.fromkeys("FTZ", 611) | {"L": 556}
_WIDTHS = _NARROW | _WIDE | _HALF | _SLIM | _CAPITALS | _OTHER_CAPITALS
_COMMON = 556


Measure = Callable[[str], float]
"""Words -> how wide they are, in ems."""


@lru_cache(maxsize=4096)
def printed_width(text: str) -> float:
    """The width of a line in ems, as a sans serif face prints it."""
    return sum(_WIDTHS.get(letter, _COMMON) for letter in text) / 1000


def typed_width(text: str) -> float:
    """The width of a line in ems where all letters are equally wide, as where a program broke the lines."""
    return len(text) / 2


def with_next(measure: Measure, text: str, following: str) -> float:
    """The width that a line would have with the next line's first word, or its part before a hyphen."""
    word = following.split(" ", 1)[0]
    part, hyphen, _ = word.partition("-")
    return measure(text) + measure(" ") + measure(part + hyphen if part else word)


def fitting_measure(paragraphs: Sequence[Sequence[str]]) -> Measure:
    """The measure by which lines were broken: none is wider than another one with its next word."""
    measures: tuple[Measure, ...] = (printed_width, typed_width)
    return min(measures, key=lambda measure: _contradictions(measure, paragraphs))


def _contradictions(measure: Measure, paragraphs: Sequence[Sequence[str]]) -> float:
    total = 0.0
    for lines in paragraphs:
        if len(lines) > 1:
            widest = max(map(measure, lines))
            least = min(with_next(measure, line, following) for line, following in pairwise(lines))
            total += max(0.0, widest - least) / widest
    return total
