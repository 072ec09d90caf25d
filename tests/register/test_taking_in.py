"""What an upgrade does to the trail: older rows are taken in, and nothing is hidden by it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from iaktta.register.events import record_event
from iaktta.register.models import Audit, Body, Event, EventRows, Organisation, TouchedRow, User
from iaktta.register.trail.hashing import ROWS
from iaktta.register.trail.rows import digest_of_rows, row_digest, salt_of, tables
from iaktta.register.trail.taking_in import before_migrating, take_in_rows
from iaktta.register.trail.verifying import Verdict, verify
from tests.left_notes import LeftNotesError
from tests.register import ground
from tests.register.tampering import past_the_program, rehash, sql


@pytest.fixture(autouse=True)
def _anchors_of_its_own(tmp_path: Any, settings: Any) -> None:
    settings.ANCHOR_KEY, settings.ANCHOR_FILE = tmp_path / "anchor.key", tmp_path / "anchors.jsonl"


def verified() -> Verdict:
    return verify("granvik")


@pytest.fixture
def audits(organisation: Organisation, owner: Body) -> list[Audit]:
    """Rows of two bodies, from before there were digests of rows."""
    auditors = ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")
    made = [
        Audit.objects.create(organisation=organisation, owner=each, title="Skolan")
        for each in (owner, auditors)
    ]
    sql("DELETE FROM register_touched")
    return made


def test_rows_from_before_the_trail_are_taken_in_by_one_event_in_each_chain(
    organisation: Organisation, audits: list[Audit]
) -> None:
    assert not verified().is_whole
    taken = take_in_rows(organisation)
    assert [(event.verb, event.owner.name, event.number) for event in taken] == [
        ("trail.began", "Kommunstyrelsen", 1),
        ("trail.began", "Revisorerna", 1),
    ]
    assert verified().is_whole
    sql("UPDATE register_audit SET title = 'Annat' WHERE id = %(key)s", key=audits[1].pk)
    assert "är ändrad" in verified().first


def test_only_the_first_time_are_rows_without_an_event_taken_in(
    organisation: Organisation, owner: Body, audits: list[Audit]
) -> None:
    take_in_rows(organisation)
    with past_the_program():
        Audit.objects.create(organisation=organisation, owner=owner, title="Påhittad")
    assert take_in_rows(organisation) == []
    assert "är tillagd direkt i databasen" in verified().first


def _as_an_older_version_wrote_it(event: Event, without: str) -> None:
    """The event's digests of audits, counted when the table did not have one of its columns yet."""
    rows = EventRows.objects.get(event=event, table="register_audit")
    shape = tables()["register_audit"]
    columns = [name for name in shape.columns if name != without]
    rows.columns, seed = " ".join(columns), rows.seed or ""
    for row in shape.rows([int(key) for key in rows.digests]):
        values = [shape.of(row, name) for name in columns]
        rows.digests[str(row[0])] = row_digest(salt_of(seed, row[0]), values)
    event.digests[ROWS] = digest_of_rows([rows, *EventRows.objects.filter(event=event).exclude(pk=rows.pk)])
    with past_the_program():
        rows.save()
        event.save()
    rehash(event)


def test_a_new_column_is_no_break_and_is_covered_after_the_upgrade(
    organisation: Organisation, audits: list[Audit]
) -> None:
    for event in take_in_rows(organisation):
        _as_an_older_version_wrote_it(event, without="verdict")
    assert verified().is_whole
    assert [event.verb for event in take_in_rows(organisation)] == ["trail.upgraded"] * 2
    assert take_in_rows(organisation) == []
    sql("UPDATE register_audit SET verdict = 'followed' WHERE id = %(key)s", key=audits[0].pk)
    assert f"granskning {audits[0].pk} är ändrad" in verified().first


def test_an_upgrade_takes_in_no_row_that_was_changed_before_it(
    organisation: Organisation, audits: list[Audit]
) -> None:
    for event in take_in_rows(organisation):
        _as_an_older_version_wrote_it(event, without="verdict")
    sql("UPDATE register_audit SET title = 'Annat' WHERE id = %(key)s", key=audits[0].pk)
    take_in_rows(organisation)
    assert f"granskning {audits[0].pk} är ändrad" in verified().first


def test_what_a_migration_writes_is_taken_in_and_what_was_written_before_it_is_not(
    organisation: Organisation, audits: list[Audit]
) -> None:
    take_in_rows(organisation)
    Audit.objects.filter(pk=audits[0].pk).update(title="Ändrad i smyg")
    before_migrating()
    since = TouchedRow.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    Audit.objects.filter(pk=audits[1].pk).update(title="Ändrad av en migrering")
    take_in_rows(organisation, since=since)
    breaks = [each.thing for verified in verified().organisations for each in verified.breaks]
    assert breaks == [f"granskning {audits[0].pk}"]


# That the tests themselves would notice an action which forgets its event.

FORGETFUL = {
    "no event": "audit.title = 'Annat'; audit.save()",
    "the event too early": "record_event('audit.renamed', audit, by=by); audit.title = 'Annat'; audit.save()",
}


@pytest.mark.parametrize("what", FORGETFUL)
def test_an_action_that_writes_what_no_event_covers_fails_every_test_of_it(
    audits: list[Audit], person: User, what: str
) -> None:
    lines = [f"        {line}" for line in FORGETFUL[what].split("; ")]
    source = "\n".join(["def act(audit, by):", "    with transaction.atomic():", *lines])
    here = {"__name__": "iaktta.register.actions.made_up", "transaction": transaction}
    exec(source, here | {"record_event": record_event}, made := {})  # type: ignore[var-annotated]
    with pytest.raises(LeftNotesError, match="made_up"):
        made["act"](audits[0], person)
