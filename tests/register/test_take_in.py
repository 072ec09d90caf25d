"""A report is taken into the register: what it says, what it speaks of, and what may be the same."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import DatabaseError, connection

from iaktta.register.events import covers
from iaktta.register.models import (
    Addressee,
    Audit,
    Body,
    Committee,
    Event,
    Mention,
    Occasion,
    Organisation,
    Plan,
    Proposal,
    Recommendation,
    SourceDocument,
    StatusSet,
    User,
)
from iaktta.register.outtake import canonical_json, outtake
from iaktta.register.trail.chains import verify_chain
from iaktta.report import Kind, Report
from tests.register.follow_ups import (
    CALL_OFF,
    GUIDELINES,
    LOGS,
    PURCHASING,
    TRAINING,
    first_follow_up,
    keep,
    plan,
    second_follow_up,
)

TABLES = (SourceDocument, Mention, Audit, Recommendation, Addressee, StatusSet, Committee, Proposal, Event)


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def test_every_entry_gets_a_subject_and_a_mention(
    organisation: Organisation, owner: Body, person: User
) -> None:
    taken = keep(first_follow_up(), organisation, owner, person)
    assert taken.created
    assert Audit.objects.get().title == "Granskning av inköp"
    assert Recommendation.objects.count() == 4
    assert Mention.objects.filter(reading=taken.reading).count() == 5
    assert {mention.subject.pk for mention in Mention.objects.filter(kind="recommendation")} == set(
        Recommendation.objects.values_list("pk", flat=True)
    )


def test_what_is_taken_in_is_given_out_the_same(
    organisation: Organisation, owner: Body, person: User
) -> None:
    taken = keep(first_follow_up(), organisation, owner, person)
    assert outtake(taken.reading, with_secrets=True) == first_follow_up()


def test_a_committee_is_the_same_in_every_spelling(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    keep(second_follow_up(), organisation, owner, person)
    assert sorted(Committee.objects.values_list("slug", flat=True)) == [
        "kommunstyrelsen",
        "socialnamnden",
        "tekniska-namnden",
    ]


def test_all_committees_are_those_that_were_audited(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    addressed = Addressee.objects.filter(recommendation__text=TRAINING)
    assert {(row.committee.name, row.named) for row in addressed if row.committee} == {
        ("Kommunstyrelsen", "samtliga nämnder"),
        ("Tekniska nämnden", "samtliga nämnder"),
    }


def test_a_follow_ups_own_recommendation_has_no_audit(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    own = Recommendation.objects.get(text=LOGS)
    assert own.audit is None
    assert own.year == 2022


def test_a_stated_status_is_the_documents_word_for_each_addressee(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    said = StatusSet.objects.filter(addressee__recommendation__text=TRAINING)
    assert [row.status for row in said] == ["not_implemented", "not_implemented"]
    assert {row.speaker for row in said} == {"document"}
    assert {str(row.said_on) for row in said} == {"2022-12-06"}
    assert not StatusSet.objects.filter(addressee__recommendation__text=CALL_OFF).exists()


def test_an_import_is_one_event_that_covers_the_report(
    organisation: Organisation, owner: Body, person: User
) -> None:
    taken = keep(first_follow_up(), organisation, owner, person)
    event = Event.objects.get()
    assert covers(event, "report", canonical_json(outtake(taken.reading, with_secrets=True)))
    assert verify_chain(organisation, owner).is_whole


def test_the_same_file_again_changes_nothing(organisation: Organisation, owner: Body, person: User) -> None:
    first = keep(first_follow_up(), organisation, owner, person)
    before = counts()
    again = keep(first_follow_up(), organisation, owner, person)
    assert not again.created
    assert again.reading == first.reading
    assert again.notes
    assert counts() == before


def test_a_second_follow_up_proposes_its_audit_and_recommendations(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    taken = keep(second_follow_up(), organisation, owner, person)
    assert [(proposal.kind, str(proposal.first), str(proposal.second)) for proposal in taken.proposals] == [
        ("audit", PURCHASING, PURCHASING),
        ("recommendation", GUIDELINES, "Fastställa riktlinjer för direktupphandling och göra dem kända."),
        ("recommendation", CALL_OFF, CALL_OFF),
    ]
    assert all(
        proposal.state == Proposal.State.OPEN and proposal.grounds.exists() for proposal in taken.proposals
    )
    assert not Audit.objects.filter(shown_as__isnull=False).exists()


def test_a_plan_has_its_risks_controls_and_occasions(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(plan(2023), organisation, owner, person)
    one = Plan.objects.get()
    assert (one.committee and one.committee.name, one.year) == ("Tekniska nämnden", 2023)
    assert list(one.risks.values_list("number", "value").order_by("number")) == [("1", 12), ("2", None)]
    assert {(control.text[:9], control.risk and control.risk.number) for control in one.controls.all()} == {
        ("Stickprov", "1"),
        ("Genomgång", "2"),
    }
    assert list(Occasion.objects.order_by("pk").values_list("name", flat=True)) == ["30 april", "31 december"]


def test_a_plan_and_its_follow_up_are_proposed_as_the_same(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(plan(2023), organisation, owner, person)
    taken = keep(plan(2023, Kind.CONTROL_FOLLOW_UP), organisation, owner, person, text="Uppföljning")
    assert [proposal.kind for proposal in taken.proposals] == ["plan", "risk", "risk", "control", "control"]


def test_controls_come_back_another_year_but_the_plan_does_not(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(plan(2023), organisation, owner, person)
    taken = keep(plan(2024), organisation, owner, person)
    assert [proposal.kind for proposal in taken.proposals] == ["risk", "risk", "control", "control"]


def test_two_organisations_know_nothing_of_each_other(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    other = Organisation.objects.create(slug="lovsta", name="Lövsta kommun")
    board = Body.objects.create(organisation=other, kind=Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen")
    taken = keep(first_follow_up(), other, board, person)
    assert taken.created
    assert not taken.proposals
    assert Committee.objects.filter(organisation=other, slug="kommunstyrelsen").exists()


def test_what_the_auditors_hold_is_proposed_to_nobody_else(
    organisation: Organisation, owner: Body, person: User
) -> None:
    auditors = Body.objects.create(organisation=organisation, kind=Body.Kind.AUDITORS, name="Revisorerna")
    keep(first_follow_up(), organisation, auditors, person)
    assert not keep(second_follow_up(), organisation, owner, person).proposals


def test_a_recommendation_to_nobody_still_has_a_place_for_its_state(
    organisation: Organisation, owner: Body, person: User
) -> None:
    report = first_follow_up()
    nobody = dataclasses.replace(report.recommendations[0], addressees=())
    keep(dataclasses.replace(report, recommendations=(nobody,)), organisation, owner, person)
    assert Addressee.objects.get(recommendation__text=LOGS).committee is None


def test_an_empty_report_is_kept_too(organisation: Organisation, owner: Body, person: User) -> None:
    assert keep(Report(Kind.AUDIT), organisation, owner, person, text="x").created


def test_an_import_that_fails_half_way_leaves_the_register_as_it_was(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    before = counts()
    refuse_grounds()
    with pytest.raises(DatabaseError):
        keep(second_follow_up(), organisation, owner, person)
    assert counts() == before
    assert verify_chain(organisation, owner).is_whole


def refuse_grounds() -> None:
    """Let the database refuse the very last rows of an import."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER no_grounds BEFORE INSERT ON register_ground "
                "BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        else:
            cursor.execute("ALTER TABLE register_ground ADD CONSTRAINT no_grounds CHECK (false) NOT VALID")
