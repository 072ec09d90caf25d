"""The year wheel as figures: where months, marks and the day stand. Pure geometry; the template draws it.

The picture is 540 by 540 with its centre at (270, 270); angles go clockwise from the turn of the year.
"""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

CENTRE = 270.0
INNER, OUTER, RIM, NAMES = 149.0, 212.0, 221.0, 243.0
MARK = 20.0
ROWS = ((193.0, 3), (166.0, 3))
"""Radius and number of the marks in each row of a month, the outer row first."""
MOST = sum(number for _, number in ROWS)
"""Marks that a month holds; of more the last place says how many are left."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with the upper left corner of its square."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name's place, its sector (empty where nothing happens in it), and its marks."""

    number: int
    x: float
    y: float
    sector: str
    marks: tuple[PlacedMark, ...]
    more: int
    more_x: float
    more_y: float
    is_past: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Wheel:
    """The whole wheel; `passed` and `left` are arcs of the rim, `left` empty when the year is over."""

    year: int
    months: tuple[Month, ...]
    passed: str
    left: str


def point(radius: float, turn: float) -> tuple[float, float]:
    """A place at a radius and a share of the turn (0 to 1 from the top)."""
    angle = 2 * math.pi * turn
    return round(CENTRE + radius * math.sin(angle), 1), round(CENTRE - radius * math.cos(angle), 1)


def arc(radius: float, start: float, end: float) -> str:
    """A path along a circle from one share of the turn to another, empty where they are the same."""
    if end - start < 0.002:
        return ""
    end = min(end, start + 0.9999)
    (x, y), (to_x, to_y) = point(radius, start), point(radius, end)
    return f"M{x} {y}A{radius} {radius} 0 {int(end - start > 0.5)} 1 {to_x} {to_y}"


def sector(month: int) -> str:
    """The ground of a month, counted from 0."""
    start, end = month / 12 + 0.0016, (month + 1) / 12 - 0.0016
    x, y = point(OUTER, start)
    outer_x, outer_y = point(OUTER, end)
    inner_x, inner_y = point(INNER, end)
    back_x, back_y = point(INNER, start)
    return (
        f"M{x} {y}A{OUTER} {OUTER} 0 0 1 {outer_x} {outer_y}L{inner_x} {inner_y}"
        f"A{INNER} {INNER} 0 0 0 {back_x} {back_y}Z"
    )


def wheel(year: int, happenings: Iterable[tuple[datetime.date, str]], today: datetime.date) -> Wheel:
    """The wheel of a year with the marks of what happens in it, given as day and mark."""
    by_month: dict[int, list[str]] = {month: [] for month in range(1, 13)}
    for day, name in sorted(happenings):
        if day.year == year:
            by_month[day.month].append(name)
    share = _share(year, today)
    return Wheel(
        year,
        tuple(_month(year, number, names, today) for number, names in by_month.items()),
        arc(RIM, 0, share),
        arc(RIM, share + 0.004, 1) if share < 0.99 else "",
    )


def _share(year: int, today: datetime.date) -> float:
    if today.year != year:
        return 1.0 if today.year > year else 0.0
    days = 366 if calendar.isleap(year) else 365
    return today.timetuple().tm_yday / days


def _month(year: int, number: int, names: list[str], today: datetime.date) -> Month:
    middle = (number - 0.5) / 12
    places = _places(min(len(names), MOST), middle)
    shown = names if len(names) <= MOST else names[: MOST - 1]
    x, y = point(NAMES, middle)
    more_x, more_y = places[-1] if places else (0.0, 0.0)
    return Month(
        number=number,
        x=x,
        y=y + 5,
        sector=sector(number - 1) if names else "",
        marks=tuple(
            PlacedMark(name, place_x - MARK / 2, place_y - MARK / 2)
            for name, (place_x, place_y) in zip(shown, places, strict=False)
        ),
        more=len(names) - len(shown),
        more_x=more_x,
        more_y=more_y + 5,
        is_past=(year, number) < (today.year, today.month),
        is_now=(year, number) == (today.year, today.month),
    )


def _places(number: int, middle: float) -> list[tuple[float, float]]:
    """Where the marks of a month stand, row by row."""
    found: list[tuple[float, float]] = []
    for radius, most in ROWS:
        row = min(most, number - len(found))
        step = 25 / (2 * math.pi * radius)
        found += [point(radius, middle + (place - (row - 1) / 2) * step) for place in range(row)]
    return found
