"""How long a record is kept."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.rules.retention import disposable_before

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
YEARS = st.integers(0, 200)


def test_what_is_kept_for_ten_years_goes_when_the_tenth_whole_year_is_over() -> None:
    written = datetime.date(2014, 5, 2)
    assert not written < disposable_before(datetime.date(2024, 12, 31), years=10)
    assert written < disposable_before(datetime.date(2025, 1, 1), years=10)


@given(DAYS, DAYS, YEARS)
def test_nothing_goes_before_it_has_been_kept_so_many_years(
    today: datetime.date, counted_from: datetime.date, years: int
) -> None:
    if counted_from < disposable_before(today, years):
        assert today.year - counted_from.year > years


@given(DAYS, YEARS)
def test_more_years_never_let_more_go(today: datetime.date, years: int) -> None:
    assert disposable_before(today, years + 1) < disposable_before(today, years)


def test_fewer_than_no_years_is_no_rule() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        disposable_before(datetime.date(2024, 1, 1), -1)
