"""A document's plain text with the places of its entries marked, ready to be drawn.

Pure: text and places in, sheets of pieces out. Offsets count code points of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Place:
    """[start, end) of entry number `entry`; `is_key`: the entry's own text, not one of its other fields.

    `is_first` is False for the later pieces of a text that stands in several places.
    """

    start: int
    end: int
    entry: int
    is_key: bool = True
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike.

    `anchor` is the offset that a link may lead to, `opens` the entries whose text begins here.
    """

    text: str
    entries: tuple[int, ...] = ()
    is_key: bool = False
    anchor: int | None = None
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page; `number` counts from 1."""

    number: int
    pieces: tuple[Piece, ...]


def sheets(text: str, places: Iterable[Place]) -> tuple[Sheet, ...]:
    """The text, page by page (a form feed ends a page), cut where a place begins or ends.

    Put together, the pieces of all sheets are the text without its form feeds.
    """
    known = sorted((p for p in places if 0 <= p.start < p.end <= len(text)), key=lambda p: (p.start, p.end))
    cuts = {0, len(text), *(p.start for p in known), *(p.end for p in known)}
    breaks = [offset for offset, letter in enumerate(text) if letter == "\f"]
    cuts.update(breaks, (offset + 1 for offset in breaks))
    found: list[Sheet] = []
    pieces: list[Piece] = []
    for piece, is_break in _pieces(text, sorted(cuts), known):
        if is_break:
            found.append(Sheet(len(found) + 1, tuple(pieces)))
            pieces = []
        else:
            pieces.append(piece)
    return (*found, Sheet(len(found) + 1, tuple(pieces)))


def _pieces(text: str, cuts: list[int], places: list[Place]) -> Iterable[tuple[Piece, bool]]:
    open_places: list[Place] = []
    coming = iter(places)
    following = next(coming, None)
    for start, end in pairwise(cuts):
        open_places = [place for place in open_places if place.end > start]
        begun = []
        while following is not None and following.start == start:
            begun.append(following)
            following = next(coming, None)
        open_places += begun
        yield _piece(text[start:end], start, open_places, begun), text[start:end] == "\f"


def _piece(words: str, start: int, around: list[Place], begun: list[Place]) -> Piece:
    first = [place for place in begun if place.is_key and place.is_first]
    return Piece(
        words,
        tuple(dict.fromkeys(place.entry for place in around)),
        any(place.is_key for place in around),
        start if first else None,
        tuple(dict.fromkeys(place.entry for place in first)),
    )
