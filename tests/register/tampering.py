"""What somebody does who has the database itself: past the program, its triggers and its constraints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from iaktta.register.models import Event
from iaktta.register.trail.chains import verify_chain
from iaktta.register.trail.hashing import event_hash


@contextmanager
def past_the_program() -> Iterator[None]:
    """No trigger refuses or notes anything, and no constraint is checked until the end."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def sql(*statements: str, **values: Any) -> None:
    """Run statements past the program; `%(name)s` stands for a value."""
    with past_the_program(), connection.cursor() as cursor:
        for statement in statements:
            if connection.vendor == "sqlite":
                for name in values:
                    statement = statement.replace(f"%({name})s", f":{name}")
                connection.connection.execute(statement, values)
            else:
                cursor.execute(statement, values)


def remove(event: Event) -> None:
    """Take an event out of the database with all that stands beside it."""
    sql(
        "DELETE FROM register_eventvalue WHERE event_id = %(key)s",
        "DELETE FROM register_eventrows WHERE event_id = %(key)s",
        "DELETE FROM register_event WHERE id = %(key)s",
        key=event.pk,
    )


def rehash(event: Event) -> None:
    """Make an event and all after it in its chain agree with each other again."""
    chain = Event.objects.filter(organisation=event.organisation_id, owner=event.owner_id)
    previous = chain.filter(number__lt=event.number).order_by("-number").first()
    head = previous.hash if previous else ""
    for each in chain.filter(number__gte=event.number).order_by("number"):
        each.previous = head
        head = event_hash(each)
        sql("UPDATE register_event SET previous = %(previous)s, hash = %(hash)s WHERE id = %(key)s",
            previous=each.previous, hash=head, key=each.pk)  # fmt: skip
    assert verify_chain(event.organisation, event.owner).is_whole
