"""What a transaction is said to work with: the same as `access` lets the person see, and gone afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register import access, separation
from iaktta.register.actions.take_in import take_in
from iaktta.register.models import Body, Committee, Membership, Organisation, SourceDocument, User
from iaktta.register.permissions import ROLES, TABLE, Act, Reach
from iaktta.register.separation import NAMES
from iaktta.report import Audit, Recommendation, Report
from iaktta.report import Kind as Kinds
from tests import postgres
from tests.as_application import as_application
from tests.register import ground
from tests.register.test_access import OPEN

on_postgresql = pytest.mark.skipif(not postgres.is_wanted(), reason="only PostgreSQL has policies")
Kind = Body.Kind
TODAY = datetime.date(2026, 5, 1)
DAYS = (None, TODAY, TODAY - datetime.timedelta(days=1), TODAY + datetime.timedelta(days=1))


def said(name: str) -> set[int]:
    """The keys that the transaction is said to work with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [f"iaktta.{name}"])
        return {int(key) for key in cursor.fetchone()[0].split(",") if key}


@contextmanager
def undone() -> Iterator[None]:
    """For each example of a property the rows as they were."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def bodies(organisation: Organisation) -> list[Body]:
    board = ground.body(organisation, Kind.EXECUTIVE_BOARD, "Kommunstyrelsen")
    schools = ground.body(organisation, Kind.COMMITTEE, "Skolnämnden")
    office = ground.body(organisation, Kind.ADMINISTRATION, "Skolförvaltningen")
    Body.objects.filter(pk=office.pk).update(parent=schools)
    return [
        board,
        schools,
        office,
        ground.body(organisation, Kind.AUDITORS, "Revisorerna"),
        ground.body(organisation, Kind.AUDITORS, "Lekmannarevisorerna"),
        ground.body(ground.organisation("sjovik"), Kind.AUDITORS, "Revisorerna"),
    ]


held = st.lists(
    st.tuples(st.sampled_from(ROLES), st.integers(0, 5), st.sampled_from(DAYS), st.sampled_from(DAYS)),
    max_size=4,
    unique_by=lambda one: one[:3],
)


@on_postgresql
@given(held=held)
def test_the_database_finds_the_same_bodies_as_the_table_of_permissions(
    held: Any, bodies: list[Body], person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    with undone():
        for role, place, starts, ends in held:
            ground.membership(person, bodies[place], role, starts_on=starts, ends_on=ends)
        with as_application():
            try:
                seen = access.sight(person, "granvik")
            except Http404:
                assert (said("organisation"), said("bodies"), said("drafts")) == (set(), set(), set())
                return
            assert said("organisation") == {seen.organisation.pk}
            assert said("bodies") == seen.bodies
            assert said("drafts") == seen.drafts
            assert said("person") == {person.pk}


def test_the_table_reads_as_the_database_does() -> None:
    """What `iaktta_enter` takes for granted; a table that says otherwise needs another function."""
    assert set(TABLE[Act.READ].values()) == {Reach.ALL}
    assert set(TABLE[Act.READ_DRAFTS].values()) == {Reach.OWN, Reach.NO}


@on_postgresql
def test_what_a_person_sees_is_set_for_a_transaction_and_not_without_one(
    person: User, transactional_db: None
) -> None:
    with pytest.raises(RuntimeError):
        access.sight(person, "granvik")


@on_postgresql
def test_work_in_one_organisation_ends_where_it_began(bodies: list[Body], person: User) -> None:
    board, sjovik = bodies[0], bodies[-1].organisation_id
    document = ground.take_in(OPEN, board, person).document
    with as_application():
        with separation.within(board.organisation_id, bodies=[board.pk]):
            assert list(SourceDocument.objects.all()) == [document]
            with separation.within(sjovik, bodies=[board.pk]):
                assert list(SourceDocument.objects.all()) == []
            with pytest.raises(ZeroDivisionError), separation.within(sjovik):
                raise ZeroDivisionError
            assert list(SourceDocument.objects.all()) == [document]
        assert list(SourceDocument.objects.all()) == []
        assert not any(said(name.removeprefix("iaktta.")) for name in NAMES)


@on_postgresql
def test_standing_work_goes_through_the_organisations_one_by_one(bodies: list[Body], person: User) -> None:
    expected = {body.organisation_id: ground.take_in(OPEN, body, person).document for body in bodies[-2:]}
    with as_application():
        found = {}
        for organisation in separation.organisations():
            with separation.whole(organisation):
                [found[organisation]] = SourceDocument.objects.all()
    assert found == expected


@on_postgresql
def test_an_act_reaches_the_body_that_it_passes_something_on_to_and_no_longer(
    bodies: list[Body], person: User
) -> None:
    board, auditors = bodies[0], bodies[3]
    document = ground.take_in(OPEN, auditors, person).document
    ground.membership(person, board, Membership.Role.COORDINATOR)
    with as_application():
        access.sight(person, "granvik")
        assert document not in SourceDocument.objects.all()
        with separation.reaching(auditors):
            assert document in SourceDocument.objects.all()
        assert document not in SourceDocument.objects.all()


def test_a_committee_that_the_auditors_alone_knew_is_not_made_twice(bodies: list[Body], person: User) -> None:
    board, auditors = bodies[0], bodies[3]

    def name_it(owner: Body) -> Committee:
        advice = Recommendation("Utse ansvarig", addressees=("Hemliga nämnden",))
        report = Report(Kinds.AUDIT_FOLLOW_UP, audits=(Audit("Inköp", recommendations=(advice,)),))
        take_in(
            report,
            content=owner.name.encode(),
            name="rapport.txt",
            media_type="text/plain",
            text="",
            organisation=owner.organisation,
            owner=owner,
            by=person,
        )
        return Committee.objects.get()

    first = name_it(auditors)
    ground.membership(person, board, Membership.Role.COORDINATOR)
    with as_application(), transaction.atomic():
        assert not access.sight(person, "granvik").of(Committee).exists()
        again = name_it(board)
        assert again == first
        assert again in access.sight(person, "granvik").of(Committee)
