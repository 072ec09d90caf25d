"""The register's own counting matrix: what its statuses give, beside the figures that a source prints.

A status is counted from statuses, and never inferred from a count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iaktta.report import Status


@dataclass(frozen=True, slots=True)
class Counts:
    """How many recommendations of each outcome; `not_stated` is shown as "anges inte"."""

    implemented: int = 0
    partly_implemented: int = 0
    not_implemented: int = 0
    no_longer_relevant: int = 0
    not_stated: int = 0

    @property
    def total(self) -> int:
        """All recommendations, each counted once."""
        return (
            self.implemented
            + self.partly_implemented
            + self.not_implemented
            + self.no_longer_relevant
            + self.not_stated
        )

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.implemented + other.implemented,
            self.partly_implemented + other.partly_implemented,
            self.not_implemented + other.not_implemented,
            self.no_longer_relevant + other.no_longer_relevant,
            self.not_stated + other.not_stated,
        )


def recommendation_outcome(statuses: Iterable[Status | None]) -> Status | None:
    """One recommendation's outcome from its addressees' statuses; None where it is not stated.

    Addressees marked no longer relevant are left out, and all so marked gives that; one without a
    status makes the outcome not stated; all implemented or none implemented give that, else partly.
    """
    given = list(statuses)
    left = [status for status in given if status is not Status.NO_LONGER_RELEVANT]
    if not left:
        return Status.NO_LONGER_RELEVANT if given else None
    if None in left:
        return None
    for alone in (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED):
        if all(status is alone for status in left):
            return alone
    return Status.PARTLY_IMPLEMENTED


def count_outcomes(recommendations: Iterable[Iterable[Status | None]]) -> Counts:
    """One audit's row of the matrix: per recommendation the statuses of its addressees."""
    found = dict.fromkeys((*Status, None), 0)
    for statuses in recommendations:
        found[recommendation_outcome(statuses)] += 1
    return Counts(
        implemented=found[Status.IMPLEMENTED],
        partly_implemented=found[Status.PARTLY_IMPLEMENTED],
        not_implemented=found[Status.NOT_IMPLEMENTED],
        no_longer_relevant=found[Status.NO_LONGER_RELEVANT],
        not_stated=found[None],
    )
