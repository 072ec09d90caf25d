"""Answers to recommendations, and results of controls: drafts, sending, approval."""

from __future__ import annotations

import datetime

import pytest

from iaktta.register import access
from iaktta.register.actions.recording import ApprovedError, OwnWorkError, approve_result, record_result
from iaktta.register.actions.responses import (
    Answer,
    EmptyResponseError,
    SentError,
    keep_response,
    send_response,
)
from iaktta.register.models import (
    Addressee,
    Body,
    Control,
    Event,
    Membership,
    Occasion,
    Organisation,
    Recommendation,
    Response,
    Result,
    User,
)
from iaktta.report import DeviationLevel, Execution
from tests.register import ground

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def schools(organisation: Organisation) -> Body:
    return ground.body(organisation, Body.Kind.COMMITTEE, "Skolnämnden")


@pytest.fixture
def addressee(organisation: Organisation, owner: Body) -> Addressee:
    keys = {"organisation": organisation, "owner": owner}
    recommendation = Recommendation.objects.create(text="Följ upp avtalen.", **keys)
    return Addressee.objects.create(recommendation=recommendation, named="Skolnämnden", **keys)


@pytest.fixture
def occasion(organisation: Organisation, owner: Body) -> Occasion:
    keys = {"organisation": organisation, "owner": owner}
    return Occasion.objects.create(control=Control.objects.create(text="Attester", **keys), **keys)


def test_a_draft_stays_in_the_committee_until_it_is_sent(
    addressee: Addressee, owner: Body, schools: Body, person: User
) -> None:
    secretary = User.objects.create_user("siv@granvik.example", name="Siv")
    ground.membership(secretary, schools, Role.COMMITTEE_SECRETARY)
    ground.membership(person, owner, Role.COORDINATOR)
    draft = keep_response(addressee, Answer("Vi ska följa upp."), owner=schools, by=secretary)
    draft = keep_response(addressee, Answer("Vi följer upp i juni."), owner=schools, by=secretary)
    assert not Event.objects.filter(verb="recommendation.answered").exists()
    assert list(access.sight(secretary, "granvik").of(Response)) == [draft]
    assert not access.sight(person, "granvik").of(Response).exists()
    send_response(draft, by=secretary)
    assert [one.text for one in access.sight(person, "granvik").of(Response)] == ["Vi följer upp i juni."]
    assert Event.objects.get(verb="recommendation.answered").owner == schools
    with pytest.raises(SentError):
        send_response(draft, by=secretary)


def test_a_later_answer_stands_beside_the_one_that_was_sent(
    addressee: Addressee, schools: Body, person: User
) -> None:
    first = send_response(keep_response(addressee, Answer("Ja."), owner=schools, by=person), by=person)
    decided = Answer("Ja, i maj.", datetime.date(2026, 5, 4), "41", "BUN 2026/17")
    second = send_response(keep_response(addressee, decided, owner=schools, by=person), by=person)
    first.refresh_from_db()
    assert (first.text, second.text, second.paragraph) == ("Ja.", "Ja, i maj.", "41")


def test_an_answer_without_words_is_refused(addressee: Addressee, schools: Body, person: User) -> None:
    with pytest.raises(EmptyResponseError):
        keep_response(addressee, Answer("  "), owner=schools, by=person)


def test_a_recorded_result_counts_and_what_was_recorded_before_stays(
    occasion: Occasion, person: User
) -> None:
    record_result(occasion, Execution.PERFORMED, by=person, deviation_level=DeviationLevel.MAJOR)
    record_result(occasion, Execution.PERFORMED, by=person, deviation_level=DeviationLevel.MINOR)
    occasion.refresh_from_db()
    assert occasion.deviation_level == "minor"
    assert Result.objects.count() == 2
    assert Control.objects.get().worst == "minor"


def test_who_performs_does_not_approve_where_the_organisation_says_so(
    occasion: Occasion, person: User, organisation: Organisation
) -> None:
    other = User.objects.create_user("ulf@granvik.example", name="Ulf")
    result = record_result(occasion, Execution.PERFORMED, by=person)
    Organisation.objects.filter(pk=organisation.pk).update(separates_duties=True)
    with pytest.raises(OwnWorkError):
        approve_result(result, by=person)
    assert approve_result(result, by=other).approved_by == other
    with pytest.raises(ApprovedError):
        approve_result(result, by=other)


def test_elsewhere_one_person_may_do_both(occasion: Occasion, person: User) -> None:
    assert (
        approve_result(record_result(occasion, Execution.PERFORMED, by=person), by=person).approved_by
        == person
    )
