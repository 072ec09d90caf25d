"""The auditors send exactly the passages they choose, and see the remarks when these are sent."""

from __future__ import annotations

import pytest
from django.http import Http404

from iaktta.register import access
from iaktta.register.actions.fact_checks import (
    AnsweredError,
    NothingChosenError,
    keep_remarks,
    send_remarks,
    send_to_fact_check,
)
from iaktta.register.models import (
    Body,
    Event,
    FactCheck,
    FactCheckPassage,
    FactCheckRemark,
    Membership,
    Organisation,
    SourceDocument,
    User,
)
from iaktta.report import Kind, Report
from iaktta.rules.paragraphs import paragraphs
from tests.register import ground

pytestmark = pytest.mark.django_db
TEXT = "Utkast.\n\nNämnden har tre enheter.\n\nVår bedömning är hård.\n\nBudgeten är 12 mnkr."
Role = Membership.Role


def somebody(name: str, body: Body, role: Membership.Role) -> User:
    user = User.objects.create_user(f"{name}@granvik.example", name=name.capitalize())
    ground.membership(user, body, role)
    return user


@pytest.fixture
def auditors(organisation: Organisation) -> Body:
    return ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")


@pytest.fixture
def schools(organisation: Organisation) -> Body:
    return ground.body(organisation, Body.Kind.COMMITTEE, "Skolnämnden")


@pytest.fixture
def rut(auditors: Body) -> User:
    return somebody("rut", auditors, Role.ELECTED_AUDITOR)


@pytest.fixture
def head(schools: Body) -> User:
    return somebody("karin", schools, Role.HEAD_OF_ADMINISTRATION)


@pytest.fixture
def draft(auditors: Body, rut: User) -> SourceDocument:
    return ground.take_in(Report(Kind.AUDIT, title="Utkast"), auditors, rut, TEXT).document


def sent(draft: SourceDocument, to: Body, by: User) -> FactCheck:
    places = paragraphs(TEXT)
    return send_to_fact_check(draft, [places[1], places[3]], to=to, title="Skolors enheter", by=by)


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert [TEXT[start:end] for start, end in paragraphs(TEXT)] == TEXT.split("\n\n")


def test_the_receiver_sees_the_chosen_passages_and_nothing_else(
    draft: SourceDocument, schools: Body, rut: User, head: User
) -> None:
    sent(draft, schools, rut)
    see = access.sight(head, "granvik")
    assert [one.text for one in see.of(FactCheckPassage)] == [
        "Nämnden har tre enheter.",
        "Budgeten är 12 mnkr.",
    ]
    assert [one.title for one in see.of(FactCheck)] == ["Skolors enheter"]
    assert not see.of(SourceDocument).exists()
    assert {event.owner for event in see.of(Event)} <= {schools, *see.every.values()} - {draft.owner}  # type: ignore[union-attr]


def test_others_in_the_administration_know_of_no_fact_check(
    draft: SourceDocument, owner: Body, schools: Body, rut: User
) -> None:
    sent(draft, schools, rut)
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR, Role.EXECUTIVE_BOARD_READER):
        other = somebody(f"annan-{role.value.replace('_', '-')}", owner, role)
        see = access.sight(other, "granvik")
        assert not see.of(FactCheck).exists()
        assert not see.of(FactCheckPassage).exists()
        copy = FactCheck.objects.get(owner=schools)
        with pytest.raises(Http404):
            see.one(FactCheck, copy.pk)


def test_remarks_are_the_receivers_own_until_they_are_sent(
    draft: SourceDocument, schools: Body, rut: User, head: User
) -> None:
    original = sent(draft, schools, rut)
    copy = original.sent_copy
    first, second = copy.passages.all()
    keep_remarks(copy, {first.pk: "Fyra enheter.", second.pk: "Stämmer."}, by=head)
    keep_remarks(copy, {second.pk: " "}, by=head)
    auditor = access.sight(rut, "granvik")
    assert not auditor.of(FactCheckRemark).exists()
    send_remarks(copy, by=head)
    assert [one.text for one in auditor.of(FactCheckRemark).filter(owner=draft.owner)] == ["Fyra enheter."]
    original.refresh_from_db()
    assert original.answered_by == head
    with pytest.raises(AnsweredError):
        keep_remarks(FactCheck.objects.get(pk=copy.pk), {first.pk: "Fem."}, by=head)
    with pytest.raises(AnsweredError):
        send_remarks(copy, by=head)


def test_each_chain_has_its_own_event_of_what_passed_between_them(
    draft: SourceDocument, schools: Body, rut: User, head: User
) -> None:
    original = sent(draft, schools, rut)
    send_remarks(original.sent_copy, by=head)
    verbs = {
        owner: list(
            Event.objects.filter(owner=owner, verb__startswith="fact_check").values_list("verb", flat=True)
        )
        for owner in (draft.owner, schools)
    }
    assert verbs == {
        draft.owner: ["fact_check.sent", "fact_check.answer_received"],
        schools: ["fact_check.received", "fact_check.answered"],
    }


def test_a_fact_check_of_nothing_is_refused(draft: SourceDocument, schools: Body, rut: User) -> None:
    with pytest.raises(NothingChosenError):
        send_to_fact_check(draft, [], to=schools, title="Tom", by=rut)
    assert not FactCheck.objects.exists()
