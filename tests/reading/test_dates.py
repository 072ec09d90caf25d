from datetime import date

import pytest

from iaktta.reading.dates import dates_in, last_day


def test_whole_dates_are_found_in_each_written_form() -> None:
    text = "2021-03-23, den 4 maj 2022, 20230105, 7/9 2024 och 30 februari 2020."
    assert [found for found, _, _ in dates_in(text)] == [
        date(2021, 3, 23),
        date(2022, 5, 4),
        date(2023, 1, 5),
        date(2024, 9, 7),
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("klart före 2025 års utgång", date(2025, 12, 31)),
        ("redovisas innan juni 2026", date(2026, 5, 31)),
        ("senast den 15 mars 2024", date(2024, 3, 15)),
        ("under våren 2023", date(2023, 5, 31)),
        ("andra tertialet 2022", date(2022, 8, 31)),
        ("i februari 2024", date(2024, 2, 29)),
        ("under 2027", date(2027, 12, 31)),
    ],
)
def test_a_promise_is_due_on_the_last_day_that_its_words_allow(words: str, day: date) -> None:
    found = last_day(words)
    assert found is not None
    assert found[0] == day


def test_no_day_follows_from_vague_words() -> None:
    assert last_day("arbetet fortsätter löpande inför 2027") is None
