"""`iaktta import`: reports into the register, one transaction a file."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from iaktta.register.models import Body, Event, Membership, Organisation, Reading, SourceDocument, User
from tests.cli.command import COULD_NOT_BE_DONE, DEMO, DOES_NOT_ADD_UP, WELL, run
from tests.cli.test_read import UNREADABLE
from tests.register import ground

pytestmark = pytest.mark.django_db

FOLLOW_UP = DEMO / "2022-uppfoljande-granskning.txt"
SECOND_FOLLOW_UP = DEMO / "2024-uppfoljande-granskning.md"


@pytest.fixture
def granvik() -> Organisation:
    return Organisation.objects.create(slug="granvik", name="Granviks kommun")


def stored() -> tuple[int, int, int]:
    """How many documents, readings and events the register holds."""
    return SourceDocument.objects.count(), Reading.objects.count(), Event.objects.count()


def test_a_report_is_taken_in_and_what_does_not_add_up_is_told(granvik: Organisation) -> None:
    told = run("import", FOLLOW_UP)
    assert told.exit_code in (WELL, DOES_NOT_ADD_UP)
    assert told.stdout.startswith(f"{FOLLOW_UP}: införd")
    document = SourceDocument.objects.get()
    assert (document.organisation, document.taken_in_by.name) == (granvik, "Kommandoraden")


def test_the_same_file_again_changes_nothing_and_says_so(granvik: Organisation) -> None:
    first, before = run("import", FOLLOW_UP), stored()
    second = run("import", FOLLOW_UP)
    assert second.exit_code == first.exit_code
    assert "redan införd" in second.stdout
    assert stored() == before


def test_a_file_that_cannot_be_read_does_not_stop_the_others(granvik: Organisation, tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    told = run("import", FOLLOW_UP, tmp_path / "tom.txt", tmp_path / "borta.txt", SECOND_FOLLOW_UP)
    assert told.exit_code == COULD_NOT_BE_DONE
    assert SourceDocument.objects.count() == 2
    assert "[3/4]" in told.stderr
    assert "tom.txt: Filen är tom." in told.stderr
    assert "borta.txt finns inte" in told.stderr


def test_the_highest_exit_code_of_the_files_is_returned(granvik: Organisation) -> None:
    codes = {run("read", path).exit_code for path in DEMO.iterdir() if path.suffix in {".txt", ".md"}}
    assert codes <= {WELL, DOES_NOT_ADD_UP}
    together = run("import", *(path for path in sorted(DEMO.iterdir()) if path.suffix in {".txt", ".md"}))
    assert together.exit_code == max(codes)


@pytest.mark.parametrize(("content", "said"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_nothing_is_stored_of_a_file_that_holds_no_report(
    granvik: Organisation, tmp_path: Path, content: bytes | str, said: str
) -> None:
    path = tmp_path / "rapport.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    told = run("import", path)
    assert told.exit_code == COULD_NOT_BE_DONE
    assert said in told.stderr
    assert stored() == (0, 0, 0)


def test_where_nothing_tells_the_organisation_the_choices_are_given(
    granvik: Organisation, tmp_path: Path
) -> None:
    Organisation.objects.create(slug="norrvik", name="Norrviks kommun")
    anonymous = tmp_path / "rapport.txt"
    anonymous.write_text(
        FOLLOW_UP.read_text(encoding="utf-8").replace("Granvik", "Östervik"), encoding="utf-8"
    )
    told = run("import", anonymous)
    assert told.exit_code == COULD_NOT_BE_DONE
    assert "granvik (Granviks kommun)" in told.stderr
    assert "norrvik (Norrviks kommun)" in told.stderr
    chosen = run("import", anonymous, "--organisation", "norrvik")
    assert chosen.exit_code in (WELL, DOES_NOT_ADD_UP)
    assert "Östervik" in chosen.stderr
    assert Organisation.objects.count() == 2


def test_the_one_who_imports_must_have_an_account(granvik: Organisation) -> None:
    told = run("import", FOLLOW_UP, "--by", "okand@granvik.example")
    assert told.exit_code == COULD_NOT_BE_DONE
    assert "okand@granvik.example" in told.stderr
    maja = User.objects.create_user("maja@granvik.example", name="Maja Holm")
    refused = run("import", FOLLOW_UP, "--by", "maja@granvik.example")
    assert refused.exit_code == COULD_NOT_BE_DONE
    assert "ingen roll som får läsa in dokument" in refused.stderr
    board = ground.body(granvik, Body.Kind.EXECUTIVE_BOARD, "Kommunstyrelsen")
    ground.membership(maja, board, Membership.Role.COORDINATOR)
    run("import", FOLLOW_UP, "--by", "Maja@granvik.example")
    assert SourceDocument.objects.get().taken_in_by.name == "Maja Holm"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the failure is a trigger of SQLite's")
def test_an_import_that_fails_half_way_leaves_the_register_as_it_was(granvik: Organisation) -> None:
    run("import", FOLLOW_UP)
    before = stored()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER power_goes BEFORE INSERT ON register_event "
            "BEGIN SELECT RAISE(ABORT, 'the power went'); END"
        )
    told = run("import", SECOND_FOLLOW_UP)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER power_goes")
    assert told.exit_code == COULD_NOT_BE_DONE
    assert "Något gick fel" in told.stderr
    assert stored() == before
    assert run("import", SECOND_FOLLOW_UP).exit_code in (WELL, DOES_NOT_ADD_UP)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way to refuse writing")
def test_a_database_that_can_only_be_read_is_told_and_holds_what_it_held(granvik: Organisation) -> None:
    before = stored()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        told = run("import", FOLLOW_UP)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")
    assert told.exit_code == COULD_NOT_BE_DONE
    assert "Databasen går bara att läsa" in told.stderr
    assert stored() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way to lock a whole database")
def test_a_database_that_another_program_has_locked_is_told(granvik: Organisation) -> None:
    before = stored()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")  # else the import waits as long as it does in earnest
    other = sqlite3.connect(connection.settings_dict["NAME"])
    other.execute("BEGIN EXCLUSIVE")
    told = run("import", FOLLOW_UP)
    other.rollback()
    other.close()
    assert told.exit_code == COULD_NOT_BE_DONE
    assert "Databasen är upptagen av ett annat program" in told.stderr
    assert stored() == before


def test_the_same_bytes_under_another_name_are_the_same_document(
    granvik: Organisation, tmp_path: Path
) -> None:
    run("import", FOLLOW_UP)
    shutil.copy(FOLLOW_UP, tmp_path / "kopia.txt")
    told = run("import", tmp_path / "kopia.txt")
    assert "redan införd" in told.stdout
    assert SourceDocument.objects.count() == 1
