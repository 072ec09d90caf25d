"""What the background worker does: files that were sent in, and standing work."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

import iaktta
from iaktta.jobs.models import IncomingFile, Schedule
from iaktta.jobs.schedule import keep_standing_work, run_due
from iaktta.jobs.tasks import STANDING, import_incoming, named, send_in
from iaktta.register.actions.organisations import OrganisationExistsError, add_organisation
from iaktta.register.models import Body, Event, Organisation, Reading, User

FOLLOW_UP = Path(iaktta.__file__).parent / "demo" / "2022-uppfoljande-granskning.txt"
NOON = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)


@pytest.mark.django_db(transaction=True)
def test_the_worker_imports_what_was_sent_in(board: Body, maja: User) -> None:
    incoming = send_in(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, owner=board, by=maja)
    assert incoming.state == IncomingFile.State.WAITING
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
    incoming.refresh_from_db()
    assert incoming.state == IncomingFile.State.DONE
    assert incoming.reading == Reading.objects.get()


def test_a_file_that_cannot_be_read_is_refused_in_words(board: Body, maja: User) -> None:
    incoming = send_in(b"", "tom.txt", owner=board, by=maja)
    assert import_incoming.func(*named(incoming)) is None
    incoming.refresh_from_db()
    assert incoming.state == IncomingFile.State.REFUSED
    assert incoming.message == "Filen är tom. Välj en fil som innehåller rapportens text."


def test_a_settled_file_is_left_alone(board: Body, maja: User) -> None:
    incoming = send_in(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, owner=board, by=maja)
    first = import_incoming.func(*named(incoming))
    assert import_incoming.func(*named(incoming)) == first
    assert Event.objects.count() == 1


@pytest.fixture
def tidying(db: None) -> None:
    """One piece of standing work alone: the one that comes back each day."""
    keep_standing_work(NOON)
    Schedule.objects.exclude(work="tidy").delete()


def test_standing_work_is_enqueued_when_it_is_due_and_then_waits(tidying: None) -> None:
    assert run_due(NOON - datetime.timedelta(seconds=1)) == 0
    assert run_due(NOON) == 1
    assert run_due(NOON + datetime.timedelta(hours=23)) == 0
    assert run_due(NOON + datetime.timedelta(hours=24)) == 1
    assert DBTaskResult.objects.count() == 2


def test_what_was_missed_while_the_program_was_off_runs_once(tidying: None) -> None:
    late = NOON + datetime.timedelta(days=10, hours=3)
    assert run_due(late) == 1
    assert run_due(late) == 0
    assert Schedule.objects.get().next_run == NOON + datetime.timedelta(days=11)


def test_an_interval_that_somebody_changed_stays(db: None) -> None:
    keep_standing_work(NOON)
    Schedule.objects.update(every=datetime.timedelta(hours=2))
    keep_standing_work(NOON)
    assert {each.every for each in Schedule.objects.all()} == {datetime.timedelta(hours=2)}


@pytest.mark.django_db(transaction=True)
def test_standing_work_can_be_done(db: None) -> None:
    keep_standing_work(timezone.now())
    assert run_due() == len(STANDING)
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
    assert {str(result.status) for result in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_an_organisation_gets_its_bodies_and_an_address(maja: User) -> None:
    added = add_organisation("Lövsta kommun", by=maja)
    assert added.slug == "lovsta"
    assert set(Body.objects.filter(organisation=added).values_list("kind", flat=True)) == {
        "executive_board",
        "auditors",
    }
    assert Event.objects.get(organisation=added).verb == "organisation.added"


def test_an_organisation_is_added_once(granvik: Organisation, maja: User) -> None:
    with pytest.raises(OrganisationExistsError):
        add_organisation("GRANVIKS  KOMMUN", by=maja)
    assert Organisation.objects.count() == 1


def test_the_command_adds_an_organisation(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_organisation", "Lövsta kommun")
    assert capsys.readouterr().out == "Lövsta kommun: lovsta\n"
