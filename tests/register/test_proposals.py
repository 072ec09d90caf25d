"""A person says that two subjects are the same, or that they are not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register.access import Sight
from iaktta.register.actions.proposals import PartedBeforeError, confirm_proposal, part_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.grounds import ground_sentence
from iaktta.register.models import Audit, Body, Control, Event, Organisation, Proposal, StatusSet, User
from iaktta.register.queries.below import open_below
from iaktta.register.trail.chains import verify_chain
from iaktta.report import Status
from tests.register.follow_ups import first_follow_up, keep, plan, second_follow_up


@pytest.fixture
def proposals(organisation: Organisation, owner: Body, person: User) -> list[Proposal]:
    keep(first_follow_up(), organisation, owner, person)
    return list(keep(second_follow_up(), organisation, owner, person).proposals)


def test_confirming_lists_the_two_as_one(proposals: list[Proposal], person: User) -> None:
    audits = proposals[0]
    confirm_proposal(audits, by=person)
    first, second = Audit.objects.order_by("pk")[:2]
    assert (first.joined_into, first.shown_as) == (None, None)
    assert (second.joined_into, second.shown_as) == (first, first)
    assert Proposal.objects.get(pk=audits.pk).settled_by == person


def test_each_settlement_is_an_event_and_a_repeated_one_is_none(
    proposals: list[Proposal], person: User, organisation: Organisation, owner: Body
) -> None:
    before = Event.objects.count()
    confirm_proposal(proposals[0], by=person)
    confirm_proposal(proposals[0], by=person)
    part_proposal(proposals[1], by=person, why="Olika frågor")
    verbs = Event.objects.order_by("number").values_list("verb", flat=True)[before:]
    assert list(verbs) == ["proposal.confirmed", "proposal.parted"]
    assert Event.objects.order_by("number").last().why == "Olika frågor"  # type: ignore[union-attr]
    assert verify_chain(organisation, owner).is_whole


def test_parting_restores_exactly_what_was(proposals: list[Proposal], person: User) -> None:
    before = everything()
    for proposal in proposals:
        confirm_proposal(proposal, by=person)
    assert everything() != before
    for proposal in proposals:
        part_proposal(proposal, by=person)
    assert everything() == before


def test_the_newest_document_says_what_is_shown(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(plan(2023), organisation, owner, person)
    taken = keep(plan(2024), organisation, owner, person)
    control = next(proposal for proposal in taken.proposals if proposal.kind == "control")
    confirm_proposal(control, by=person)
    assert Control.objects.get(pk=control.first.pk).responsible == "Controllern 2024"
    part_proposal(control, by=person)
    assert Control.objects.get(pk=control.first.pk).responsible == "Controllern 2023"


def test_what_a_person_has_parted_is_not_joined_by_way_of_a_third(
    organisation: Organisation, owner: Body, person: User
) -> None:
    for year in (2022, 2023, 2024):
        keep(plan(year), organisation, owner, person)
    part_proposal(between(2022, 2024), by=person)
    confirm_proposal(between(2022, 2023), by=person)
    with pytest.raises(PartedBeforeError):
        confirm_proposal(between(2023, 2024), by=person)
    confirm_proposal(between(2022, 2024), by=person)
    assert Control.objects.filter(text__startswith="Stickprov", shown_as__isnull=True).count() == 1


def test_of_several_that_may_be_the_same_one_is_asked_about_at_a_time(
    organisation: Organisation, owner: Body, person: User
) -> None:
    for year in (2022, 2023):
        keep(plan(year), organisation, owner, person)
    newest = keep(plan(2024), organisation, owner, person).proposals
    assert [proposal.kind for proposal in newest] == ["risk", "risk", "control", "control"]
    asked_about = between(2022, 2024)
    part_proposal(asked_about, by=person)
    assert between(2023, 2024).state == Proposal.State.OPEN
    part_proposal(between(2023, 2024), by=person)
    assert Proposal.objects.filter(second_control=asked_about.second_control).count() == 2


def between(first: int, second: int) -> Proposal:
    """The proposal between the sample controls of two years."""
    return Proposal.objects.get(
        first_control__text__startswith="Stickprov",
        first_control__plan__year=first,
        second_control__plan__year=second,
    )


def test_a_confirmed_audit_leads_to_its_recommendations(
    proposals: list[Proposal], person: User, owner: Body
) -> None:
    sight = Sight(person, owner.organisation, frozenset({owner.pk}))
    confirm_proposal(proposals[0], by=person)
    assert set(open_below(sight, proposals[0])) == set(proposals[1:])
    confirm_proposal(proposals[1], by=person)
    assert list(open_below(sight, proposals[0])) == [proposals[2]]


def test_what_is_joined_is_proposed_once_to_a_newcomer(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(plan(2022), organisation, owner, person)
    taken = keep(plan(2023), organisation, owner, person)
    for proposal in taken.proposals:
        confirm_proposal(proposal, by=person)
    newest = keep(plan(2024), organisation, owner, person)
    assert [proposal.kind for proposal in newest.proposals] == ["risk", "risk", "control", "control"]


def test_grounds_are_sentences(proposals: list[Proposal]) -> None:
    recommendation = proposals[1]
    sentences = [ground_sentence(ground, recommendation.kind) for ground in recommendation.grounds.all()]
    assert sentences == [
        "Samma text sånär som på två ord.",
        "Samma granskning: Granskning av inköp.",
        "Samma nummer, 1.",
        "Samma nämnd: Kommunstyrelsen.",
        "Samma år, 2019.",
    ]


def test_a_persons_status_stands_beside_the_documents(proposals: list[Proposal], person: User) -> None:
    addressee = proposals[2].first.addressees.get()
    before = Event.objects.count()
    set_status(
        addressee,
        Status.IMPLEMENTED,
        speaker=StatusSet.Speaker.ADMINISTRATION,
        by=person,
        reason=" Rutinen är beslutad. ",
    )
    said = addressee.statuses.get()
    assert (said.status, said.reason, said.set_by) == ("implemented", "Rutinen är beslutad.", person)
    assert Event.objects.count() == before + 1


@pytest.fixture
def three_years(organisation: Organisation, owner: Body, person: User) -> list[Proposal]:
    for year in (2021, 2022, 2023):
        keep(plan(year), organisation, owner, person)
    return list(Proposal.objects.order_by("pk"))


@given(steps=st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=8), chosen=st.integers(0, 9))
def test_confirming_and_parting_any_proposal_at_any_time_leaves_what_was(
    three_years: list[Proposal], person: User, steps: list[tuple[int, bool]], chosen: int
) -> None:
    """Whatever is settled before, confirming an open proposal and parting it changes no subject."""
    with transaction.atomic():
        for number, same in steps:
            settle(three_years[number % len(three_years)], same, person)
        if open_ones := list(Proposal.objects.filter(state=Proposal.State.OPEN)):
            before = everything()
            proposal = open_ones[chosen % len(open_ones)]
            settle(proposal, True, person)
            part_proposal(proposal, by=person)
            assert everything() == before
        transaction.set_rollback(True)


def settle(proposal: Proposal, same: bool, person: User) -> None:
    try:
        (confirm_proposal if same else part_proposal)(proposal, by=person)
    except PartedBeforeError:
        assert same


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the second layer but the proposals themselves."""
    subjects = ("audit", "recommendation", "plan", "risk", "control", "occasion")
    found = {}
    with connection.cursor() as cursor:
        for table in (*subjects, "addressee", "statusset", "mention"):
            cursor.execute(f"SELECT * FROM register_{table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found
