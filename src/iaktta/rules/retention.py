"""How long a record is kept: whole calendar years after the one that it is counted from."""

from __future__ import annotations

import datetime


def disposable_before(today: datetime.date, years: int) -> datetime.date:
    """What is counted from a day before this one has been kept long enough.

    The years run from the end of the calendar year, as a records schedule counts: something from May 2014
    that is kept for ten years is kept through 2024.

    Args:
        today: The day that is asked about.
        years: Whole years, 0 or more.

    Raises:
        ValueError: The years are fewer than 0, or reach back before the calendar.
    """
    if years < 0:
        raise ValueError(f"years are 0 or more, not {years}")
    return datetime.date(today.year - years, 1, 1)
