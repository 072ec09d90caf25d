"""Files as a whole: those that no row names go, those that lie elsewhere are moved, and rows have files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

import iaktta
from iaktta.jobs.files import move_files, sweep_files
from iaktta.jobs.importing import import_file
from iaktta.jobs.models import IncomingFile
from iaktta.jobs.tasks import import_incoming, named, send_in, stop, tidy
from iaktta.register import storage
from iaktta.register.models import Body, Event, FileContent, Reading, SourceDocument, User

FOLLOW_UP = Path(iaktta.__file__).parent / "demo" / "2022-uppfoljande-granskning.txt"
IN_TWO_DAYS = timezone.now() + datetime.timedelta(days=2)
State = IncomingFile.State


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"


def stored(files: Path) -> set[str]:
    return {path.name for path in files.rglob("*") if path.is_file()}


def take_in(by: User) -> SourceDocument:
    return import_file(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, by=by).reading.document


def into_the_database(document: SourceDocument) -> None:
    """As a document was kept before there was a store."""
    with storage.open_content(document) as file:
        content = file.read()
    owned = {"organisation": document.organisation, "owner": document.owner}
    FileContent.objects.create(**owned, document=document, content=content)
    SourceDocument.objects.update(storage=SourceDocument.Storage.DATABASE)
    storage.store_in_use().remove(document.organisation_id, document.sha256)


def test_an_import_leaves_its_file_in_the_store_and_not_in_the_database(maja: User, files: Path) -> None:
    document = take_in(maja)
    assert stored(files) == {document.sha256}
    assert document.storage == SourceDocument.Storage.FOLDER
    assert not FileContent.objects.exists()
    with storage.open_content(document) as file:
        assert file.read() == FOLLOW_UP.read_bytes()


def test_an_import_that_fails_leaves_no_row_and_its_file_is_swept_after_a_day(
    maja: User, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iaktta.register.actions.take_in.keep_reading", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_in(maja)
    assert not SourceDocument.objects.exists()
    assert len(stored(files)) == 1
    assert sweep_files() == 0, "it could be on its way to a row"
    assert sweep_files(IN_TWO_DAYS) == 1
    assert stored(files) == set()


def test_what_a_row_names_is_never_swept(maja: User, board: Body, files: Path) -> None:
    document = take_in(maja)
    waiting = send_in(b"Vantar", "b.txt", owner=board, by=maja)
    assert sweep_files(IN_TWO_DAYS) == 0
    assert stored(files) == {document.sha256, waiting.sha256}


def test_a_file_that_was_refused_or_stopped_is_swept(maja: User, board: Body, files: Path) -> None:
    refused = send_in(b"Ingen rapport.", "a.txt", owner=board, by=maja)
    import_incoming.func(*named(refused))
    assert stop(send_in(b"Stoppas.", "b.txt", owner=board, by=maja))
    assert sweep_files(IN_TWO_DAYS) == 2
    assert stored(files) == set()


def test_a_file_that_waits_can_be_stopped_and_is_then_not_read(maja: User, board: Body) -> None:
    incoming = send_in(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, owner=board, by=maja)
    assert stop(incoming)
    assert import_incoming.func(*named(incoming)) is None
    incoming.refresh_from_db()
    assert incoming.state == State.STOPPED
    assert not Reading.objects.exists()
    assert not stop(incoming), "it is stopped already"


def test_one_that_was_being_read_when_its_worker_was_killed_is_read_again(maja: User, board: Body) -> None:
    incoming = send_in(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, owner=board, by=maja)
    IncomingFile.objects.update(state=State.READING, began=timezone.now())
    assert not stop(incoming), "it is being read"
    assert import_incoming.func(*named(incoming)) == Reading.objects.get().pk


def test_one_that_nobody_came_back_to_is_settled_the_next_day(maja: User, board: Body) -> None:
    incoming = send_in(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, owner=board, by=maja)
    IncomingFile.objects.update(state=State.READING, began=timezone.now() - datetime.timedelta(hours=2))
    tidy.func()
    incoming.refresh_from_db()
    assert incoming.state == State.REFUSED
    assert incoming.message == "Läsningen avbröts innan den var klar. Skicka in filen på nytt."


def test_a_file_that_is_gone_is_refused_in_words(maja: User, board: Body) -> None:
    incoming = send_in(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, owner=board, by=maja)
    storage.store_in_use().remove(incoming.organisation_id, incoming.sha256)
    import_incoming.func(*named(incoming))
    incoming.refresh_from_db()
    assert incoming.state == State.REFUSED
    assert incoming.message.startswith("Filen finns inte där den ska förvaras.")


def test_files_in_the_database_stay_readable_and_are_moved_to_the_store(maja: User, files: Path) -> None:
    document = take_in(maja)
    into_the_database(document)
    document.refresh_from_db()
    with storage.open_content(document) as file:
        assert file.read() == FOLLOW_UP.read_bytes()
    call_command("move_files")
    document.refresh_from_db()
    assert document.storage == SourceDocument.Storage.FOLDER
    assert not FileContent.objects.exists()
    assert stored(files) == {document.sha256}
    assert Event.objects.latest("pk").verb == "file.moved"
    assert list(move_files()) == [], "all is moved"


def test_a_move_that_was_cut_off_goes_on_from_there(maja: User, files: Path) -> None:
    into_the_database(take_in(maja))
    document = SourceDocument.objects.get()
    storage.keep(document.organisation_id, FOLLOW_UP.read_bytes())  # so far it came
    assert [error for _, error in move_files()] == [None]
    assert stored(files) == {document.sha256}


def test_a_file_that_cannot_be_moved_is_told_and_stays(
    maja: User, capsys: pytest.CaptureFixture[str]
) -> None:
    document = take_in(maja)
    into_the_database(document)
    FileContent.objects.all().delete()
    with pytest.raises(CommandError, match=r"1 filer gick inte att flytta"):
        call_command("move_files")
    assert "Filen finns inte där den ska förvaras." in capsys.readouterr().err
    assert SourceDocument.objects.get().storage == SourceDocument.Storage.DATABASE


def test_nothing_is_kept_where_the_web_server_looks() -> None:
    assert settings.FILES.resolve() != settings.STATIC_ROOT.resolve()
    assert settings.STATIC_ROOT not in settings.FILES.parents
