"""How wide a line of words is in print, in ems: columns are told apart by where their lines were broken."""

from __future__ import annotations

from functools import lru_cache

# Thousandths of an em in the common sans serif faces (Helvetica's metrics); other faces keep the proportions.
_NARROW = {"i": 222, "j": 222, "l": 222, "t": 278, "f": 278, "r": 333, "I": 278, "J": 500, " ": 278}
_WIDE = {"m": 833, "w": 722, "M": 833, "W": 944, "%": 889, "@": 1015, "–": 556, "—": 1000}
_HALF = dict.fromkeys("cksvxyz", 500)
_SLIM = dict.fromkeys(".,:;!/|'’", 278) | dict.fromkeys('()-−"”“*', 340) | {"•": 350}
_CAPITALS = dict.fromkeys("ABEKPSVXYÅÄ", 667) | dict.fromkeys("CDHNRU", 722) | dict.fromkeys("GOQÖ", 778)
_OTHER_CAPITALS = dict.fromkeys("FTZ", 611) | {"L": 556}
_WIDTHS = _NARROW | _WIDE | _HALF | _SLIM | _CAPITALS | _OTHER_CAPITALS
_COMMON = 556


@lru_cache(maxsize=4096)
def line_width(text: str) -> float:
    """The width of a line in ems, as a sans serif face prints it."""
    return sum(_WIDTHS.get(letter, _COMMON) for letter in text) / 1000


SPACE = line_width(" ")
