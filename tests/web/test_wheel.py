"""The year wheel: every month in its place, every mark inside its month."""

from __future__ import annotations

import datetime
import math

from hypothesis import given
from hypothesis import strategies as st

from iaktta.web.wheel import CENTRE, INNER, MARK, MOST, OUTER, Wheel, wheel

days = st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
today = st.dates(datetime.date(2023, 1, 1), datetime.date(2025, 12, 31))


def made(found: list[datetime.date], now: datetime.date) -> Wheel:
    return wheel(2024, [(day, "ok") for day in found], now)


@given(st.lists(days, max_size=40), today)
def test_every_mark_stands_between_the_circles_of_its_own_month(
    found: list[datetime.date], now: datetime.date
) -> None:
    for month in made(found, now).months:
        for mark in month.marks:
            x, y = mark.x + MARK / 2 - CENTRE, CENTRE - mark.y - MARK / 2
            assert INNER < math.hypot(x, y) < OUTER
            assert int(math.atan2(x, y) / (2 * math.pi) % 1 * 12) + 1 == month.number


@given(st.lists(days, max_size=40), today)
def test_no_happening_is_lost(found: list[datetime.date], now: datetime.date) -> None:
    for month in made(found, now).months:
        happened = sum(day.month == month.number for day in found)
        assert len(month.marks) + month.more == happened
        assert len(month.marks) <= MOST


def test_a_past_year_is_whole_and_a_coming_one_has_not_begun() -> None:
    assert made([], datetime.date(2025, 2, 1)).left == ""
    assert made([], datetime.date(2023, 2, 1)).passed == ""
