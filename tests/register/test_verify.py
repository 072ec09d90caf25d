"""What was done straight in the database is found by `iaktta verify`, which says how far it can vouch."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import transaction
from django.utils import timezone

from iaktta.cli.main import iaktta
from iaktta.register.actions.organisations import add_organisation
from iaktta.register.events import record_event
from iaktta.register.models import Audit, Body, Event, EventRows, EventValue, Organisation, User
from iaktta.register.trail.anchors import anchor_heads
from iaktta.register.trail.hashing import ROWS, digest_of
from iaktta.register.trail.rows import digest_of_rows, rows_of
from tests.register.tampering import past_the_program, rehash, remove, sql

WHOLE, BROKEN = 0, 1


@pytest.fixture(autouse=True)
def _anchors_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.ANCHOR_KEY, settings.ANCHOR_FILE = tmp_path / "anchor.key", tmp_path / "anchors.jsonl"


@pytest.fixture
def board(person: User) -> Body:
    organisation = add_organisation("Granviks kommun", by=person, address="granvik")
    return Body.objects.get(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)


def auditors(board: Body) -> Body:
    return Body.objects.get(organisation=board.organisation, kind=Body.Kind.AUDITORS)


def add(owner: Body, person: User, title: str) -> Audit:
    with transaction.atomic():
        audit = Audit.objects.create(organisation_id=owner.organisation_id, owner=owner, title=title)
        record_event("audit.added", audit, by=person, changes={"title": (None, title)})
    return audit


def rename(audit: Audit, person: User, title: str) -> Event:
    with transaction.atomic():
        before, audit.title = audit.title, title
        audit.save()
        return record_event("audit.renamed", audit, by=person, changes={"title": (before, title)})


def verify(*arguments: str) -> Result:
    return CliRunner().invoke(iaktta, ["verify", *arguments], prog_name="iaktta")


def clock(moment: datetime.datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d kl. %H.%M.%S")


def expect_found(*words: str) -> str:
    """`iaktta verify` says that something is broken, in these words."""
    told = verify()
    assert told.exit_code == BROKEN, told.output
    first = next(line for line in told.stdout.splitlines() if line.startswith("Första brottet"))
    for each in words:
        assert each in first
    return told.stdout


def test_a_register_that_only_the_program_has_written_is_whole(board: Body, person: User) -> None:
    rename(add(board, person, "Skolan"), person, "Skolorna")
    add(auditors(board), person, "Upphandling")
    anchored = anchor_heads()
    told = verify()
    assert told.exit_code == WHOLE, told.output
    assert "Kommunstyrelsen: 3 händelser, hel" in told.stdout
    assert "Allt stämmer." in told.stdout
    assert f"Kan intyga till och med {clock(anchored.at)}." in told.stdout


def test_without_anchors_nothing_is_vouched_for_and_it_says_what_to_do(board: Body) -> None:
    told = verify()
    assert told.exit_code == WHOLE
    assert "det finns inga ankare. Skriv ett med iaktta anchor." in told.stdout


def test_of_the_auditors_no_more_is_told_than_whether_their_chain_is_whole(board: Body, person: User) -> None:
    audit = add(auditors(board), person, "Upphandling")
    assert "Revisorerna: hel" in verify().stdout
    sql("UPDATE register_audit SET title = 'Annat' WHERE id = %(key)s", key=audit.pk)
    told = expect_found("Revisorerna: något som revisorerna äger är ändrad")
    assert "händelse 1" not in told
    assert "granskning" not in told


# (a) to (f): each is done past the program, on the database that the tests run on.


def test_a_changed_row_is_found(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    before = anchor_heads()
    other = add(board, person, "Äldreomsorgen")
    anchor_heads()
    sql("UPDATE register_audit SET title = 'Annat' WHERE id = %(key)s", key=other.pk)
    told = expect_found("Granviks kommun, Kommunstyrelsen, händelse 3", f"granskning {other.pk} är ändrad")
    assert f"granskning {audit.pk}" not in told
    assert f"Kan intyga till och med {clock(before.at)}." in told


def test_a_row_that_is_put_in_past_the_program_is_found(board: Body, person: User) -> None:
    add(board, person, "Skolan")
    with past_the_program():
        audit = Audit.objects.create(organisation=board.organisation, owner=board, title="Påhittad")
    expect_found(f"granskning {audit.pk} är tillagd direkt i databasen")


def test_a_row_that_is_removed_past_the_program_is_found(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    sql("DELETE FROM register_audit WHERE id = %(key)s", key=audit.pk)
    expect_found("händelse 2", f"granskning {audit.pk} är borttagen direkt ur databasen")


def test_a_row_that_an_action_removes_is_no_break(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    with transaction.atomic():
        gone = Audit(pk=audit.pk, organisation=audit.organisation, owner=audit.owner)
        audit.delete()
        record_event("audit.removed", gone, by=person)
    assert verify().exit_code == WHOLE
    with past_the_program():
        Audit.objects.create(pk=gone.pk, organisation=board.organisation, owner=board, title="Skolan")
    expect_found(f"granskning {gone.pk} är tillagd")


def test_a_changed_event_is_found(board: Body, person: User) -> None:
    event = rename(add(board, person, "Skolan"), person, "Skolorna")
    sql("UPDATE register_event SET verb = 'audit.seen' WHERE id = %(key)s", key=event.pk)
    expect_found("Granviks kommun, Kommunstyrelsen, händelse 3: händelsen är ändrad")


def test_a_changed_value_of_an_event_is_found(board: Body, person: User) -> None:
    event = rename(add(board, person, "Skolan"), person, "Skolorna")
    sql("UPDATE register_eventvalue SET after = 'Annat' WHERE event_id = %(key)s", key=event.pk)
    expect_found("händelse 3", "värdena före och efter är ändrade", "title")


def test_a_removed_event_is_found(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    event = rename(audit, person, "Skolorna")
    rename(audit, person, "Skolan igen")
    remove(event)
    expect_found("händelse 3: händelsen är borttagen ur kedjan")


def test_events_that_have_changed_places_are_found(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    one, other = rename(audit, person, "Skolorna"), rename(audit, person, "Skolan igen")
    sql(
        "UPDATE register_event SET number = 99 WHERE id = %(one)s",
        "UPDATE register_event SET number = 3 WHERE id = %(other)s",
        "UPDATE register_event SET number = 4 WHERE id = %(one)s",
        one=one.pk,
        other=other.pk,
    )
    expect_found("händelse 3: händelsen är ändrad")
    for each in (one, other):
        each.refresh_from_db()
    sql("UPDATE register_event SET hash = %(hash)s WHERE id = %(key)s", key=other.pk,
        hash=_hashed(other))  # fmt: skip
    expect_found("händelse 3: händelsen följer inte på den förra")


def _hashed(event: Event) -> str:
    from iaktta.register.trail.hashing import event_hash

    return event_hash(event)


def test_the_newest_event_cut_off_with_its_row_change_is_found_by_the_anchor(
    board: Body, person: User
) -> None:
    audit = add(board, person, "Skolan")
    before = anchor_heads()
    event = rename(audit, person, "Skolorna")
    anchor_heads()
    remove(event)
    sql("UPDATE register_audit SET title = 'Skolan' WHERE id = %(key)s", key=audit.pk)
    told = expect_found("Kommunstyrelsen, händelse 3: kedjan är avkapad")
    assert "alla stämmer" in told  # rows and chain agree with each other: only the anchor knows
    assert f"Kan intyga till och med {clock(before.at)}." in told


def test_a_whole_chain_rewritten_consistently_is_found_by_the_anchor(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    event = rename(audit, person, "Skolorna")
    before = anchor_heads()
    rename(add(board, person, "Gatorna"), person, "Vägarna")
    anchor_heads()
    _rewrite(event, audit, "Ingenting att se")
    told = expect_found("händelse 3: kedjan är omskriven")
    assert "alla stämmer" in told
    assert clock(before.at) not in told
    assert "inget ankare ligger före det första brottet" in told


def _rewrite(event: Event, audit: Audit, title: str) -> None:
    """The title as it were never another: row, value, digests and every hash agree afterwards."""
    sql("UPDATE register_audit SET title = %(title)s WHERE id = %(key)s", title=title, key=audit.pk)
    value = EventValue.objects.get(event=event, field="title")
    value.after = title
    (rows,) = rows_of({"register_audit": [audit.pk]})
    event.digests = {"title": digest_of(value), ROWS: digest_of_rows([rows])}
    with past_the_program():
        value.save()
        EventRows.objects.filter(event=event).update(digests=rows.digests, seed=rows.seed)
        event.save()
    rehash(event)


def test_a_row_put_back_to_what_an_older_event_says_is_found(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    rename(audit, person, "Skolorna")
    sql("UPDATE register_audit SET title = 'Skolan' WHERE id = %(key)s", key=audit.pk)
    expect_found("händelse 3", f"granskning {audit.pk} är ändrad")


def test_which_digest_of_a_row_is_newest_cannot_be_changed_either(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    event = rename(audit, person, "Skolorna")
    first = Event.objects.get(number=2, owner=board)
    sql(
        "UPDATE register_audit SET title = 'Skolan' WHERE id = %(audit)s",
        "UPDATE register_event SET id = 9999 WHERE id = %(event)s",
        "UPDATE register_event SET id = %(event)s WHERE id = %(first)s",
        "UPDATE register_event SET id = %(first)s WHERE id = 9999",
        "UPDATE register_eventrows SET event_id = 9999 WHERE event_id = %(event)s",
        "UPDATE register_eventrows SET event_id = %(event)s WHERE event_id = %(first)s",
        "UPDATE register_eventrows SET event_id = %(first)s WHERE event_id = 9999",
        audit=audit.pk,
        event=event.pk,
        first=first.pk,
    )
    expect_found("händelse 2: händelsen är ändrad")


def test_a_salt_that_is_taken_away_hides_no_change(board: Body, person: User) -> None:
    audit = add(board, person, "Skolan")
    EventRows.objects.update(seed=None)
    with past_the_program():
        Audit.objects.filter(pk=audit.pk).update(title="Annat")
    expect_found("går inte att pröva")


def test_what_is_written_without_an_event_is_told_of_even_if_nothing_differs(
    board: Body, person: User
) -> None:
    audit = add(board, person, "Skolan")
    Audit.objects.filter(pk=audit.pk).update(title="Skolan")
    told = verify()
    assert told.exit_code == WHOLE
    assert "1 skrivning i databasen har ingen händelse" in told.stdout


# Anchors.

Lines = list[dict[str, Any]]


def lines(path: Path) -> Lines:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, changed: Lines) -> None:
    texts = (json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for line in changed)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


def _change(known: Lines) -> Lines:
    return [{**known[0], "number": 7}, *known[1:]]


DAMAGE: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "a line is changed": (_change, "rad 1: signaturen stämmer inte"),
    "a line is removed": (lambda known: known[1:], "rad 1: raden följer inte på den förra"),
    "a line is removed within": (lambda known: [*known[:1], *known[2:]], "rad 2: raden följer inte"),
    "lines change places": (lambda known: [*known[:2], *reversed(known[2:])], "rad 3: raden följer inte"),
    "lines are cut off at the end": (lambda known: known[:-2], "saknar rader i slutet"),
    "all lines are cut off": (lambda known: [], "saknar rader i slutet"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_of_anchors_is_named(board: Body, person: User, damage: str, settings: Any) -> None:
    change, words = DAMAGE[damage]
    anchor_heads()
    add(board, person, "Skolan")
    anchor_heads()
    write(settings.ANCHOR_FILE, change(lines(settings.ANCHOR_FILE)))
    expect_found("Ankarfilen", words)


def test_a_file_of_anchors_that_is_gone_is_missed(board: Body, settings: Any) -> None:
    anchor_heads()
    settings.ANCHOR_FILE.unlink()
    expect_found("saknar rader i slutet")


def test_half_a_line_that_a_crash_left_is_written_over(board: Body, person: User, settings: Any) -> None:
    anchor_heads()
    with settings.ANCHOR_FILE.open("a", encoding="utf-8") as file:
        file.write('{"anchored":"2026-')
    assert verify().exit_code == WHOLE
    add(board, person, "Skolan")
    anchor_heads()
    assert verify().exit_code == WHOLE
    assert [line["kind"] for line in lines(settings.ANCHOR_FILE)] == ["head", "round", "head", "round"]


def test_an_anchor_signed_with_another_key_is_found(board: Body, settings: Any, tmp_path: Path) -> None:
    anchor_heads()
    own = settings.ANCHOR_KEY
    settings.ANCHOR_KEY = tmp_path / "another.key"
    anchor_heads()
    settings.ANCHOR_KEY = own
    expect_found("rad 3: signaturen stämmer inte")


def test_somebody_else_can_check_a_kept_file_with_the_public_key(
    board: Body, person: User, settings: Any, tmp_path: Path
) -> None:
    event = rename(add(board, person, "Skolan"), person, "Skolorna")
    anchor_heads()
    kept = tmp_path / "kept.jsonl"
    kept.write_bytes(settings.ANCHOR_FILE.read_bytes())
    public = CliRunner().invoke(iaktta, ["anchor", "--public-key"]).stdout.strip()
    # Whoever has the machine as well writes the chain anew and makes key and anchors of their own.
    _rewrite(event, Audit.objects.get(), "Annat")
    for path in (settings.ANCHOR_KEY, settings.ANCHOR_FILE):
        path.unlink()
    anchor_heads()
    assert verify().exit_code == WHOLE
    told = verify("--anchors", str(kept), "--public-key", public)
    assert told.exit_code == BROKEN
    assert "kedjan är omskriven" in told.stdout


def test_only_its_owner_may_read_the_key_and_it_is_made_once(board: Body, settings: Any) -> None:
    anchor_heads()
    key = settings.ANCHOR_KEY.read_bytes()
    assert settings.ANCHOR_KEY.stat().st_mode & 0o777 == 0o600
    anchor_heads()
    assert settings.ANCHOR_KEY.read_bytes() == key


def test_a_chain_that_has_lost_what_was_anchored_is_not_signed_again(
    board: Body, person: User, settings: Any
) -> None:
    add(auditors(board), person, "Upphandling")
    event = rename(add(board, person, "Skolan"), person, "Skolorna")
    anchor_heads()
    remove(event)
    told = CliRunner().invoke(iaktta, ["anchor"], prog_name="iaktta")
    assert told.exit_code == BROKEN
    assert "Ankras inte: Granviks kommun, Kommunstyrelsen, händelse 3: kedjan är avkapad" in told.stderr
    assert [line["kind"] for line in lines(settings.ANCHOR_FILE)] == ["head", "head", "round", "round"]


def test_an_hour_in_which_nothing_happened_is_one_line_and_is_vouched_for(board: Body, settings: Any) -> None:
    anchor_heads()
    quiet = anchor_heads()
    assert quiet.grown == 0
    assert len(lines(settings.ANCHOR_FILE)) == 3
    assert f"till och med {clock(quiet.at)}." in verify().stdout


def test_one_organisation_can_be_verified_by_itself(board: Body, person: User) -> None:
    add_organisation("Sjöviks kommun", by=person, address="sjovik")
    audit = add(board, person, "Skolan")
    sql("UPDATE register_audit SET title = 'Annat' WHERE id = %(key)s", key=audit.pk)
    assert verify("--organisation", "sjovik").exit_code == WHOLE
    assert verify("--organisation", "granvik").exit_code == BROKEN
    told = verify("--organisation", "vastvik")
    assert told.exit_code == 3
    assert "Det finns ingen organisation som heter vastvik." in told.stderr
    assert Organisation.objects.count() == 2
