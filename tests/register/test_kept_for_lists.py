"""What audits and controls keep for lists is at every step what follows from the rows below them."""

from __future__ import annotations

import dataclasses
import datetime
from importlib import import_module

import pytest
from django.apps import apps

from iaktta.register.access import Sight
from iaktta.register.actions.proposals import confirm_proposal, part_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.models import Addressee, Audit, Body, Control, Organisation, StatusSet, User
from iaktta.register.models.audit import COUNTS
from iaktta.register.queries.audits import audits, recommendations_of
from iaktta.register.queries.recommendations import counts_of
from iaktta.register.queries.states import counted, states_of
from iaktta.report import Action as StatedAction
from iaktta.report import Control as StatedControl
from iaktta.report import DeviationLevel, Execution, Kind, Occasion, Report, SourceFile, Status
from tests.register.follow_ups import TRAINING, first_follow_up, keep, second_follow_up

DELEGATION, INVOICES = "Att beslut på delegation anmäls till nämnden.", "Att fakturor attesteras av två."


@pytest.fixture
def see(organisation: Organisation, owner: Body, person: User) -> Sight:
    return Sight(person, organisation, frozenset({owner.pk}))


def plan(year: int, *controls: StatedControl, reader: str = "text 1") -> Report:
    """The plan of a year, read by some version of the reader."""
    kind = Kind.CONTROL_PLAN if year == 2023 else Kind.CONTROL_FOLLOW_UP
    source = SourceFile(f"{year}.txt", "0" * 64, "text/plain", reader=reader)
    title = f"Intern kontroll {year}"
    return Report(kind, title, body="Socialnämnden", year=2023, controls=controls, source=source)


def assert_counts_follow(see: Sight) -> None:
    found = list(audits(see))
    for audit in found:
        own = recommendations_of(see, [audit])[audit.pk]
        one = audits(see).filter(pk=audit.pk)
        assert counts_of(see, one, None) == counted(states_of(see, own)), audit
    joined = Audit.objects.filter(shown_as__isnull=False)
    assert not any(sum(numbers) for numbers in joined.values_list(*COUNTS)), "counted where they are shown"


def kept() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What stands with each audit and control."""
    return (
        list(Audit.objects.order_by("pk").values_list("pk", *COUNTS)),
        list(Control.objects.order_by("pk").values_list("pk", "worst", "has_action")),
    )


def assert_the_migration_agrees() -> None:
    """The migration derives it in its own way, for registers that were there before."""
    before = kept()
    Audit.objects.update(**dict.fromkeys(COUNTS, 0))
    Control.objects.update(worst="", has_action=False)
    import_module("iaktta.register.migrations.0013_what_lists_count").count(apps, None)
    assert kept() == before


def test_an_audits_counts_follow_when_subjects_are_joined_and_parted(
    organisation: Organisation, owner: Body, person: User, see: Sight
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    assert_counts_follow(see)
    proposals = keep(second_follow_up(), organisation, owner, person).proposals
    before = kept()
    assert sum(audit.not_stated + audit.not_implemented for audit in Audit.objects.all()) == 2
    for proposal in proposals:
        confirm_proposal(proposal, by=person)
        assert_counts_follow(see)
        assert_the_migration_agrees()
    assert kept() != before
    for proposal in proposals:
        part_proposal(proposal, by=person)
        assert_counts_follow(see)
    assert kept() == before


def test_an_audits_counts_follow_what_a_person_says(
    organisation: Organisation, owner: Body, person: User, see: Sight
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    for addressee in Addressee.objects.filter(recommendation__text=TRAINING):
        set_status(addressee, Status.IMPLEMENTED, speaker=StatusSet.Speaker.AUDITORS, by=person)
    assert_counts_follow(see)
    assert Audit.objects.get().implemented == 1


def test_an_audits_counts_follow_a_second_reading(
    organisation: Organisation, owner: Body, person: User, see: Sight
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    report = first_follow_up()
    audit = dataclasses.replace(report.audits[0], recommendations=report.audits[0].recommendations[1:2])
    source = SourceFile("2022.txt", "0" * 64, "text/plain", reader="text 2")
    keep(dataclasses.replace(report, audits=(audit,), source=source), organisation, owner, person)
    assert_counts_follow(see)
    assert_the_migration_agrees()


def test_a_controls_result_is_the_worst_that_is_said_of_it(
    organisation: Organisation, owner: Body, person: User
) -> None:
    april = Occasion("April", deviation_level=DeviationLevel.NONE, execution=Execution.PERFORMED)
    august = Occasion("Augusti", deviation_level=DeviationLevel.MAJOR, due=datetime.date(2023, 8, 31))
    acted = dataclasses.replace(august, actions=(StatedAction("Rutinen ses över."),))
    keep(
        plan(2023, StatedControl(DELEGATION, "1"), StatedControl(INVOICES, "2")), organisation, owner, person
    )
    assert set(Control.objects.values_list("worst", "has_action")) == {("", False)}
    followed = (
        StatedControl(DELEGATION, "1", occasions=(april, acted)),
        StatedControl(INVOICES, "2", execution=Execution.NOT_PERFORMED),
    )
    proposals = keep(plan(2024, *followed), organisation, owner, person).proposals
    before = kept()
    for proposal in proposals:
        confirm_proposal(proposal, by=person)
        assert_the_migration_agrees()
    shown = Control.objects.filter(shown_as__isnull=True).order_by("number")
    assert list(shown.values_list("worst", "has_action")) == [("major", True), ("not_performed", False)]
    for proposal in reversed(proposals):
        part_proposal(proposal, by=person)
    assert kept() == before


def test_an_action_that_a_newer_reading_does_not_find_is_no_action(
    organisation: Organisation, owner: Body, person: User
) -> None:
    control = StatedControl(DELEGATION, "1", action="Rutinen ses över.")
    keep(plan(2024, control, StatedControl(INVOICES, "2")), organisation, owner, person)
    assert Control.objects.get(text=DELEGATION).has_action
    keep(plan(2024, StatedControl(INVOICES, "2"), reader="text 2"), organisation, owner, person)
    assert not Control.objects.get(text=DELEGATION).has_action, "the control has no current mention"
    assert_the_migration_agrees()
