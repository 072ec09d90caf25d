"""The trail: one event a change, chained, and nothing in it can be changed unseen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register.events import covers, record_event
from iaktta.register.models import Audit, Body, Event, EventValue, Organisation, User
from iaktta.register.outtake import canonical_json, outtake
from iaktta.register.trail.chains import verify_chain
from iaktta.report import Control, Kind, Report
from tests.conftest import events_let_go
from tests.register import ground
from tests.strategies import letters


def audit(owner: Body) -> Audit:
    return Audit.objects.create(organisation_id=owner.organisation_id, owner=owner, title="Skolan")


def record(owner: Body, person: User, before: str | None = "Skolan", after: str | None = "Skolorna") -> Event:
    subject = audit(owner)
    with transaction.atomic():
        return record_event(
            "audit.renamed", subject, by=person, changes={"title": (before, after)}, why="Namnbyte"
        )


def is_whole(owner: Body) -> bool:
    return verify_chain(owner.organisation, owner).is_whole


def test_an_event_says_who_did_what_to_which_object_and_why(owner: Body, person: User) -> None:
    event = record(owner, person)
    assert (event.number, event.verb, event.by, event.owner) == (1, "audit.renamed", person, owner)
    assert (event.object_kind, event.object_id) == ("Audit", Audit.objects.get().pk)
    assert event.why == "Namnbyte"
    value = EventValue.objects.get(event=event, field="title")
    assert (value.before, value.after) == ("Skolan", "Skolorna")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(owner: Body, person: User) -> None:
    with pytest.raises(RuntimeError):
        record_event("audit.renamed", audit(owner), by=person)


def test_a_change_that_is_undone_leaves_no_event(owner: Body, person: User) -> None:
    record(owner, person)
    with transaction.atomic():
        record_event("audit.renamed", audit(owner), by=person)
        transaction.set_rollback(True)
    assert Event.objects.count() == 1
    assert record(owner, person).number == 2


def test_each_owner_has_a_chain_of_its_own(organisation: Organisation, owner: Body, person: User) -> None:
    auditors = ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")
    numbers = [record(body, person).number for body in (owner, auditors, owner, auditors, owner)]
    assert numbers == [1, 1, 2, 2, 3]
    assert is_whole(owner)
    assert is_whole(auditors)


@given(st.lists(st.tuples(st.none() | letters, st.none() | letters), max_size=5))
def test_a_chain_is_whole_whatever_was_changed(
    owner: Body, person: User, changes: list[tuple[str | None, str | None]]
) -> None:
    with transaction.atomic():
        for before, after in changes:
            record(owner, person, before, after)
        chain = verify_chain(owner.organisation, owner)
        assert (chain.length, chain.is_whole) == (len(changes), True)
        transaction.set_rollback(True)


def test_an_import_is_one_event_that_covers_everything_the_reading_says(owner: Body, person: User) -> None:
    report = Report(Kind.CONTROL_PLAN, controls=(Control("Attest", secret=True, deviation="Saknas helt"),))
    reading = ground.take_in(report, owner, person)
    event = Event.objects.get()
    assert (event.object_kind, event.object_id) == ("Reading", reading.pk)
    assert covers(event, "report", canonical_json(outtake(reading, with_secrets=True)))
    assert not covers(event, "report", canonical_json(Report(Kind.CONTROL_PLAN)))
    assert not EventValue.objects.filter(after__contains="Saknas").exists()


# What the database refuses.


@contextmanager
def expect_refusal() -> Iterator[None]:
    with pytest.raises(IntegrityError, match="event"), transaction.atomic():
        yield


def test_the_database_refuses_to_change_or_remove_an_event(owner: Body, person: User) -> None:
    event = record(owner, person)
    with expect_refusal():
        Event.objects.filter(pk=event.pk).update(verb="audit.removed")
    with expect_refusal(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_event")
    with expect_refusal():
        EventValue.objects.filter(event=event).update(after="Annat")
    with expect_refusal(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_eventvalue")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite har inget TRUNCATE.")
def test_the_database_refuses_to_empty_the_trail(owner: Body, person: User) -> None:
    record(owner, person)
    connection.check_constraints()
    with expect_refusal(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE register_event CASCADE")


def test_erasing_a_value_with_its_salt_leaves_the_chain_whole(owner: Body, person: User) -> None:
    event = record(owner, person)
    record(owner, person)
    EventValue.objects.filter(event=event, field="title").update(before=None, after=None, salt=None)
    assert is_whole(owner)
    assert EventValue.objects.get(event=event, field="title").after is None


def test_half_an_erasure_is_refused(owner: Body, person: User) -> None:
    record(owner, person)
    with expect_refusal():
        EventValue.objects.update(after=None)


# What somebody who gets past the database cannot hide.

FORGERIES = {
    "an event is changed": "UPDATE register_event SET verb = 'audit.removed' WHERE number = 2",
    "an event is removed": "DELETE FROM register_eventvalue WHERE event_id IN (SELECT id FROM register_event "
    "WHERE number = 2); DELETE FROM register_eventrows WHERE event_id IN (SELECT id FROM register_event "
    "WHERE number = 2); DELETE FROM register_event WHERE number = 2",
    "an event changes place": "UPDATE register_event SET number = 9 WHERE number = 2; "
    "UPDATE register_event SET number = 2 WHERE number = 3; "
    "UPDATE register_event SET number = 3 WHERE number = 9",
    "a value is changed": "UPDATE register_eventvalue SET after = 'Annat' WHERE event_id IN "
    "(SELECT id FROM register_event WHERE number = 2) AND field = 'title'",
    "a value is removed": "DELETE FROM register_eventvalue WHERE event_id IN "
    "(SELECT id FROM register_event WHERE number = 2) AND field = 'title'",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_break_is_found_where_it_is(owner: Body, person: User, forgery: str) -> None:
    for _ in range(4):
        record(owner, person)
    connection.check_constraints()  # nothing is left for the end of the transaction
    with events_let_go(connection), connection.cursor() as cursor:
        for statement in FORGERIES[forgery].split("; "):
            cursor.execute(statement)
        connection.check_constraints()
    assert verify_chain(owner.organisation, owner).broken_at == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_write_one_unbroken_chain(owner: Body, person: User) -> None:
    def write() -> None:
        try:
            for _ in range(5):
                with transaction.atomic():
                    record_event("audit.added", audit(owner), by=person)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = verify_chain(owner.organisation, owner)
    assert (chain.length, chain.is_whole) == (20, True)
