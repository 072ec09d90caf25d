"""The register's own counting matrix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.report import Status
from iaktta.rules.counting import Counts, count_outcomes, recommendation_outcome

DONE, PARTLY, NOT, GONE = (
    Status.IMPLEMENTED,
    Status.PARTLY_IMPLEMENTED,
    Status.NOT_IMPLEMENTED,
    Status.NO_LONGER_RELEVANT,
)
statuses = st.lists(st.none() | st.sampled_from(Status), max_size=5)


@pytest.mark.parametrize(
    ("given_statuses", "outcome"),
    [
        ([DONE, DONE], DONE),
        ([NOT, NOT], NOT),
        ([DONE, NOT], PARTLY),
        ([PARTLY], PARTLY),
        ([DONE, PARTLY], PARTLY),
        ([DONE, None], None),
        ([None], None),
        ([], None),
        ([GONE, GONE], GONE),
        ([GONE, DONE], DONE),
        ([GONE, NOT], NOT),
        ([GONE, None], None),
    ],
)
def test_the_outcome_of_a_recommendation(given_statuses: list[Status | None], outcome: Status | None) -> None:
    assert recommendation_outcome(given_statuses) is outcome


def test_a_row_of_the_matrix() -> None:
    row = count_outcomes([[DONE], [DONE, NOT], [NOT], [GONE], [None], []])
    assert row == Counts(1, 1, 1, 1, 2)
    assert row.total == 6


@given(statuses)
def test_the_order_of_the_addressees_does_not_matter(found: list[Status | None]) -> None:
    assert recommendation_outcome(found) is recommendation_outcome(reversed(found))


@given(statuses.filter(lambda found: any(status is not GONE for status in found)))
def test_an_addressee_no_longer_concerned_changes_nothing(found: list[Status | None]) -> None:
    assert recommendation_outcome([*found, GONE]) is recommendation_outcome(found)


@given(statuses)
def test_a_missing_status_is_never_made_up(found: list[Status | None]) -> None:
    assert recommendation_outcome([*found, None]) is None


@given(st.lists(statuses), st.lists(statuses))
def test_every_recommendation_is_counted_once_and_rows_add_up(
    one: list[list[Status | None]], other: list[list[Status | None]]
) -> None:
    assert count_outcomes(one).total == len(one)
    assert count_outcomes(one) + count_outcomes(other) == count_outcomes([*one, *other])
