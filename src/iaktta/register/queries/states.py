"""What was said of the state of recommendations, by whom, and what follows for each as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iaktta.register.access import Sight
from iaktta.register.models import Addressee, Committee, Recommendation, StatusSet
from iaktta.register.queries.joined import of_these
from iaktta.register.speakers import in_force, newest_of_each_speaker
from iaktta.report import Status
from iaktta.rules.counting import Counts, count_outcomes, recommendation_outcome


@dataclass(frozen=True, slots=True)
class AddresseeState:
    """One committee's state: the newest word of each speaker, the one that counts first.

    `key` is that of the addressee, the first where several have been joined.
    """

    key: int
    committee: Committee | None
    name: str
    said: tuple[StatusSet, ...]

    @property
    def counts(self) -> StatusSet | None:
        """The statement that counts; None where nobody has said anything."""
        return self.said[0] if self.said else None

    @property
    def status(self) -> Status | None:
        return Status(self.said[0].status) if self.said and self.said[0].status else None

    @property
    def anchor(self) -> str:
        """How an address points to this committee."""
        return self.committee.slug if self.committee else "ovriga"


@dataclass(frozen=True, slots=True)
class RecommendationState:
    """A recommendation with the states of its addressees, in the order of their names."""

    recommendation: Recommendation
    addressees: tuple[AddresseeState, ...]

    @property
    def outcome(self) -> Status | None:
        """The recommendation as a whole; None where an addressee's status is not stated."""
        return recommendation_outcome(one.status for one in self.addressees)

    def of(self, committee: Committee | None) -> RecommendationState:
        """Only what concerns one committee; None is all of them."""
        if committee is None:
            return self
        kept = tuple(one for one in self.addressees if one.committee == committee)
        return RecommendationState(self.recommendation, kept)

    def for_committee(self, committee: Committee) -> AddresseeState | None:
        """The committee's own state; None where the recommendation is not addressed to it."""
        return next((one for one in self.addressees if one.committee == committee), None)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A committee that a recommendation is addressed to, with the status that counts for it."""

    committee: int | None
    name: str
    status: Status | None


def addressed(see: Sight, recommendations: Iterable[int]) -> dict[int, list[Addressed]]:
    """Whom each recommendation is addressed to, by its key, each committee once. One query."""
    keys = list(recommendations)
    found: dict[int, dict[object, Addressed]] = {key: {} for key in keys}
    rows = see.of(Addressee).filter(of_these(see, Recommendation, keys))
    for own, shown_as, committee, name, named, status in rows.order_by("committee__name", "pk").values_list(
        "recommendation", "recommendation__shown_as", "committee", "committee__name", "named", "status"
    ):
        one = Addressed(committee, name or named, Status(status) if status else None)
        found[shown_as if shown_as in found else own].setdefault(committee or named, one)
    return {key: list(rows.values()) for key, rows in found.items()}


def counted(states: Iterable[RecommendationState]) -> Counts:
    """How many of each outcome."""
    return count_outcomes([one.status for one in state.addressees] for state in states)


def states_of(see: Sight, recommendations: Sequence[Recommendation]) -> list[RecommendationState]:
    """The recommendations, in their order, with everything said of them. Two queries.

    What was said of a recommendation that a person has joined into another counts for the other.
    """
    keys = [recommendation.pk for recommendation in recommendations]
    here = of_these(see, Recommendation, keys)
    addressees = see.of(Addressee).filter(here).select_related("committee", "recommendation").order_by("pk")
    by_recommendation: dict[int, dict[tuple[int | None, str], list[Addressee]]] = defaultdict(dict)
    for addressee in addressees:
        subject = addressee.recommendation.shown_as_id or addressee.recommendation_id
        key = (addressee.committee_id, "" if addressee.committee_id else addressee.named)
        by_recommendation[subject].setdefault(key, []).append(addressee)
    said = _newest(see, keys)
    return [
        RecommendationState(recommendation, _addressee_states(by_recommendation[recommendation.pk], said))
        for recommendation in recommendations
    ]


def _addressee_states(
    grouped: dict[tuple[int | None, str], list[Addressee]], said: dict[int, list[StatusSet]]
) -> tuple[AddresseeState, ...]:
    found = []
    for same in grouped.values():
        first, spoken = same[0], [status for addressee in same for status in said.get(addressee.pk, [])]
        found.append(AddresseeState(first.pk, first.committee, str(first), newest_of_each_speaker(spoken)))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _newest(see: Sight, recommendations: Sequence[int]) -> dict[int, list[StatusSet]]:
    here = of_these(see, Recommendation, recommendations, "addressee__recommendation")
    found: dict[int, list[StatusSet]] = defaultdict(list)
    for status in in_force(see.of(StatusSet).filter(here)):
        found[status.addressee_id].append(status)
    return found
