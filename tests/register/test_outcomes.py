"""What is kept of the state of recommendations is what follows from all that was said of it."""

from __future__ import annotations

import dataclasses

import pytest

from iaktta.register.access import Sight
from iaktta.register.actions.proposals import confirm_proposal, part_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.models import (
    Addressee,
    Audit,
    Body,
    Organisation,
    Proposal,
    Recommendation,
    StatusSet,
    User,
)
from iaktta.register.queries.recommendations import counts_in, recommendations
from iaktta.register.queries.states import counted, states_of
from iaktta.report import Assessment, Report, Status, Verdict
from tests.register.follow_ups import (
    GUIDELINES,
    PURCHASING,
    TRAINING,
    first_follow_up,
    keep,
    second_follow_up,
)


@pytest.fixture
def see(organisation: Organisation, owner: Body, person: User) -> Sight:
    return Sight(person, organisation, frozenset({owner.pk}))


@pytest.fixture
def proposals(organisation: Organisation, owner: Body, person: User) -> list[Proposal]:
    keep(first_follow_up(), organisation, owner, person)
    return list(keep(second_follow_up(), organisation, owner, person).proposals)


def kept_and_derived(see: Sight) -> list[tuple[str | None, Status | None]]:
    """For each recommendation that stands by itself: what is kept, and what follows from the statements."""
    states = states_of(see, list(recommendations(see).order_by("pk")))
    return [(state.recommendation.outcome, state.outcome) for state in states]


def test_taking_in_keeps_what_the_document_states(proposals: list[Proposal], see: Sight) -> None:
    assert Recommendation.objects.filter(text=GUIDELINES).earliest("pk").outcome == Status.PARTLY_IMPLEMENTED
    assert Recommendation.objects.filter(text=TRAINING).earliest("pk").outcome == Status.NOT_IMPLEMENTED
    assert all(kept == derived for kept, derived in kept_and_derived(see))


def test_what_counts_follows_when_two_are_joined_and_parted(
    proposals: list[Proposal], see: Sight, person: User
) -> None:
    before = list(Recommendation.objects.order_by("pk").values_list("pk", "outcome"))
    for proposal in proposals:
        confirm_proposal(proposal, by=person)
        assert all(kept == derived for kept, derived in kept_and_derived(see))
    for proposal in proposals:
        part_proposal(proposal, by=person)
    assert list(Recommendation.objects.order_by("pk").values_list("pk", "outcome")) == before


def test_the_auditors_count_before_the_administration(
    proposals: list[Proposal], see: Sight, person: User
) -> None:
    addressee = Addressee.objects.filter(recommendation__text=TRAINING).earliest("pk")
    set_status(addressee, Status.IMPLEMENTED, speaker=StatusSet.Speaker.ADMINISTRATION, by=person)
    addressee.refresh_from_db()
    assert addressee.status == Status.NOT_IMPLEMENTED, "the document still says so"
    set_status(addressee, Status.PARTLY_IMPLEMENTED, speaker=StatusSet.Speaker.AUDITORS, by=person)
    addressee.refresh_from_db()
    assert addressee.status == Status.PARTLY_IMPLEMENTED
    assert all(kept == derived for kept, derived in kept_and_derived(see))


def test_a_document_without_a_date_is_as_old_as_its_year(
    organisation: Organisation, owner: Body, person: User, see: Sight
) -> None:
    """The follow-up of 2022 is read after that of 2024, and still does not overrule it."""
    newer = keep(second_follow_up(), organisation, owner, person)
    stated = dict(recommendations(see).values_list("number", "outcome"))
    older = keep(dataclasses.replace(first_follow_up(), date=None), organisation, owner, person)
    for proposal in (*newer.proposals, *older.proposals):
        confirm_proposal(proposal, by=person)
    joined = Recommendation.objects.filter(shown_as__isnull=True, joined__isnull=False).distinct()
    assert joined.count() >= 2
    for recommendation in joined:
        if stated.get(recommendation.number):
            assert recommendation.outcome == stated[recommendation.number]


def test_counting_in_the_database_is_counting_by_the_rule(proposals: list[Proposal], see: Sight) -> None:
    rows = recommendations(see)
    assert counts_in(see, rows, None) == counted(states_of(see, list(rows)))


def test_the_verdict_is_the_newest_that_a_document_gives(
    organisation: Organisation, owner: Body, person: User
) -> None:
    """The document of 2024 is read first, and says last."""
    newer = with_verdict(second_follow_up(), Verdict.FOLLOWED)
    older = with_verdict(first_follow_up(), Verdict.NOT_FOLLOWED)
    proposals = [*keep(newer, organisation, owner, person).proposals]
    proposals += keep(older, organisation, owner, person).proposals
    assert [audit.verdict for audit in Audit.objects.order_by("pk")] == ["followed", None, "not_followed"]
    joining = next(proposal for proposal in proposals if proposal.kind == "audit")
    confirm_proposal(joining, by=person)
    assert {audit.verdict for audit in Audit.objects.filter(title=PURCHASING)} == {"followed"}
    part_proposal(joining, by=person)
    assert [audit.verdict for audit in Audit.objects.order_by("pk")] == ["followed", None, "not_followed"]


def with_verdict(report: Report, verdict: Verdict) -> Report:
    """The report with a verdict on its first audit."""
    first = dataclasses.replace(report.audits[0], assessment=Assessment(verdict, "Vår bedömning."))
    return dataclasses.replace(report, audits=(first, *report.audits[1:]))
