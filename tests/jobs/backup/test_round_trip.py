"""What was backed up and put back is what was there, row for row, in whichever database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from iaktta.jobs.backup.archive import Archive
from iaktta.jobs.backup.errors import RowsHiddenError
from iaktta.jobs.backup.manifest import Manifest
from iaktta.jobs.backup.restore import restore_backup
from iaktta.jobs.backup.write import write_backup
from iaktta.jobs.models import IncomingFile
from iaktta.register.models import Annotation, Event, Mention, SourceDocument, User
from iaktta.register.storage import open_content, store_at
from iaktta.register.trail.chains import verify_chain
from tests import packages, postgres
from tests.as_application import as_application
from tests.granvik import DEMONSTRATION, PASSWORD, Granvik
from tests.jobs.backup.filled import WAITING, note

PROGRAM = Path(sys.executable).with_name("iaktta")


def quiet(_: str) -> None:
    """Nobody listens."""


def empty_the_database() -> None:
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.FILES, ignore_errors=True)


def held(path: Path) -> Manifest:
    with Archive(path) as archive:
        return archive.manifest


def same(one: Manifest, other: Manifest) -> bool:
    """Whether two backups hold the same, whenever and wherever they were made."""
    return replace(one, made_at="", database="", migrations={}) == replace(
        other, made_at="", database="", migrations={}
    )


def test_what_was_backed_up_comes_back_with_its_files_its_chains_and_its_passwords(
    filled: Granvik, backup: Path
) -> None:
    chain = verify_chain(filled.organisation, filled.board)
    gone = Event.objects.filter(verb="annotation.written").latest("number").object_id
    empty_the_database()
    restore_backup(backup, quiet)
    assert verify_chain(filled.organisation, filled.board) == chain
    assert chain.is_whole
    assert User.objects.get(pk=filled.person.pk).check_password(PASSWORD)
    waiting = IncomingFile.objects.get()
    with store_at(waiting.storage).open(waiting.organisation_id, waiting.sha256) as file:
        assert file.read() == WAITING
    for document in SourceDocument.objects.all():
        with open_content(document) as file:
            assert file.read() == (DEMONSTRATION / document.name).read_bytes()
    again = backup.with_name("igen.zip")
    write_backup(again, quiet)
    assert same(held(again), held(backup))
    assert note(1).pk > gone  # the key of a row that was removed is not given to another


def test_a_file_that_waited_to_be_read_is_read_after_the_restoring(filled: Granvik, backup: Path) -> None:
    empty_the_database()
    restore_backup(backup, quiet)
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
    assert IncomingFile.objects.get().state != IncomingFile.State.WAITING


def test_a_file_that_is_gone_does_not_stop_the_backup_and_is_told(filled: Granvik, tmp_path: Path) -> None:
    document = SourceDocument.objects.earliest("pk")
    store_at(document.storage).remove(document.organisation_id, document.sha256)
    told: list[str] = []
    manifest = write_backup(tmp_path / "utan.zip", told.append)
    assert manifest.files == SourceDocument.objects.count()  # one is gone, and one waits to be read
    assert "1 fil är borta eller skadad och finns inte med i säkerhetskopian. Sök den i en äldre." in told


def test_the_backup_is_of_one_moment_and_nobody_waits_for_it(filled: Granvik, tmp_path: Path) -> None:
    before = Annotation.objects.count()
    written: list[Annotation] = []

    def somebody_writes(_: str) -> None:
        written.append(note(len(written)))

    path = tmp_path / "medan-andra-arbetar.zip"
    write_backup(path, somebody_writes)
    rows = {table.name: table.rows for table in held(path).tables}
    assert len(written) > 5
    assert Annotation.objects.count() == before + len(written)
    assert rows["register.Annotation"] == before
    empty_the_database()
    restore_backup(path, quiet)
    assert verify_chain(filled.organisation, filled.board).is_whole


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite har inga roller")
def test_a_role_that_rows_are_hidden_from_makes_no_backup(filled: Granvik, tmp_path: Path) -> None:
    with as_application(), pytest.raises(RowsHiddenError, match="äger tabellerna"):
        write_backup(tmp_path / "halv.zip", quiet)
    assert not (tmp_path / "halv.zip").exists()


@pytest.fixture
def other_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation on the other database, without tables."""
    environment = {
        **os.environ,
        "IAKTTA_DATA": str(tmp_path / "annan"),
        "DJANGO_SETTINGS_MODULE": "iaktta.settings",
    }
    environment.pop("IAKTTA_DATABASE_URL", None)
    environment.pop("IAKTTA_DATABASE_OWNER_URL", None)
    if connection.vendor == "postgresql":
        yield environment
        return
    packages.postgresql_folder()
    server = postgres.database()
    with psycopg.connect(
        host=server["HOST"], user=server["USER"], dbname="postgres", autocommit=True
    ) as main:
        # As in an installation: the tables' owner is no superuser, and policies hold it too.
        main.execute("CREATE ROLE restorer LOGIN NOSUPERUSER NOBYPASSRLS")
        main.execute("CREATE DATABASE restored OWNER restorer")
        yield environment | {
            "IAKTTA_DATABASE_URL": f"postgres://{postgres.APPLICATION_ROLE}@/restored?host={server['HOST']}",
            "IAKTTA_DATABASE_OWNER_URL": f"postgres://restorer@/restored?host={server['HOST']}",
        }
        main.execute("DROP DATABASE restored WITH (FORCE)")
        main.execute("DROP ROLE restorer")


def test_the_register_moves_to_the_other_database_and_back(
    filled: Granvik, backup: Path, other_database: dict[str, str]
) -> None:
    there = Path(tempfile.mkdtemp(dir=backup.parent)) / "dar.zip"
    _iaktta(other_database, "restore", backup)
    _iaktta(other_database, "backup", there)
    assert held(there).database != held(backup).database
    assert same(held(there), held(backup))
    empty_the_database()
    restore_backup(there, quiet)
    back = backup.with_name("tillbaka.zip")
    write_backup(back, quiet)
    assert same(held(back), held(backup))
    assert Mention.objects.exists()


def _iaktta(environment: dict[str, str], *arguments: str | Path) -> None:
    done = subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
