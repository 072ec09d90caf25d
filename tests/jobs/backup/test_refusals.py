"""What is no whole backup of ours, or does not fit here, is refused in words; nothing is left half done."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

import iaktta
from iaktta.errors import IakttaError
from iaktta.jobs.backup.archive import MANIFEST, Archive
from iaktta.jobs.backup.errors import (
    CannotReadError,
    CannotWriteError,
    CutOffError,
    DamagedError,
    DiskFullError,
    FileExistsAlreadyError,
    NewerBackupError,
    NotEmptyError,
    OlderBackupError,
    RefusedRowsError,
    RestoredOtherwiseError,
    speaking_of_the_disk,
)
from iaktta.jobs.backup.restore import restore_backup
from iaktta.jobs.backup.write import write_backup
from iaktta.register.models import Event, Organisation
from tests.granvik import Granvik
from tests.jobs.backup.altered import Change, altered, resummed
from tests.jobs.backup.test_round_trip import empty_the_database, quiet

EMPTY = "rader/register.ReadingDifference.jsonl"


def refused(path: Path) -> str:
    """What is said of a file that cannot be put in; nothing has been put in."""
    with pytest.raises(IakttaError) as told:
        restore_backup(path, quiet)
    return str(told.value)


@pytest.fixture
def small(transactional_db: None, tmp_path: Path) -> Path:
    """A backup of a register with one organisation and nothing more."""
    Organisation.objects.create(slug="granvik", name="Granviks kommun")
    path = tmp_path / "liten.zip"
    write_backup(path, quiet)
    empty_the_database()
    return path


def manifest_says(**facts: object) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | facts).encode()

    return change


def test_a_file_that_is_no_backup_is_refused(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "bilder.zip"
    with zipfile.ZipFile(other, "w") as pictures:
        pictures.writestr("sol.txt", "sol")
    for path, data in ((tmp_path / "text.txt", b"Hej"), (tmp_path / "tom.zip", b"")):
        path.write_bytes(data)
        assert "är ingen säkerhetskopia från Iaktta" in refused(path)
    assert "är ingen säkerhetskopia från Iaktta" in refused(other)
    assert "är ingen säkerhetskopia" in refused(altered(small, manifest_says(format="annat")))


def test_a_file_that_is_not_there_or_cannot_be_read_is_told(transactional_db: None, tmp_path: Path) -> None:
    for path in (tmp_path / "finns-inte.zip", tmp_path):
        with pytest.raises(CannotReadError, match="går inte att läsa"):
            restore_backup(path, quiet)


@given(share=st.floats(0.01, 0.999))
def test_a_backup_that_lacks_its_end_is_refused(small: Path, share: float) -> None:
    cut = small.with_name("avklippt.zip")
    whole = small.read_bytes()
    cut.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(CutOffError, match="slutet av filen saknas"):
        Archive(cut)


@given(data=st.data())
def test_one_changed_byte_anywhere_is_found(small: Path, data: st.DataObject) -> None:
    whole = bytearray(small.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    damaged = small.with_name("skadad.zip")
    damaged.write_bytes(whole)
    with pytest.raises((DamagedError, CutOffError), match="Hämta filen på nytt"):
        Archive(damaged)


def test_a_backup_of_a_later_format_or_a_later_program_says_what_to_do(small: Path) -> None:
    with pytest.raises(NewerBackupError, match=r"format 2.*Uppgradera Iaktta"):
        restore_backup(altered(small, manifest_says(format_version=2)), quiet)
    later = altered(small, manifest_says(program="7.0", migrations={"register": ["0999_what_is_to_come"]}))
    with pytest.raises(NewerBackupError, match=r"7\.0.*Uppgradera Iaktta"):
        restore_backup(later, quiet)
    assert not Organisation.objects.exists()


def test_an_older_backup_does_not_go_into_newer_tables(small: Path) -> None:
    older = altered(small, manifest_says(program="0.0.1", migrations={"register": []}))
    with pytest.raises(OlderBackupError, match=r"äldre version av Iaktta \(0\.0\.1\).*" + iaktta.__version__):
        restore_backup(older, quiet)
    assert not Organisation.objects.exists()


def test_an_installation_that_is_in_use_is_left_alone(filled: Granvik, backup: Path) -> None:
    before = Event.objects.count()
    with pytest.raises(NotEmptyError, match=r"finns redan 1 organisation\. Ange en ny mapp i IAKTTA_DATA"):
        restore_backup(backup, quiet)
    assert Event.objects.count() == before


def test_rows_that_do_not_fit_together_are_not_put_in(small: Path) -> None:
    def pointing_to_nothing(parts: dict[str, bytes]) -> None:
        row = {"id": 1, "organisation_id": 99, "kind": "committee", "name": "N"}
        _put(parts, "register.Body", row)

    with pytest.raises(RefusedRowsError, match="Databasen tog inte emot raderna"):
        restore_backup(altered(small, pointing_to_nothing), quiet)
    assert not Organisation.objects.exists()


def _put(parts: dict[str, bytes], table: str, row: dict[str, object]) -> None:
    """One row more in a table, and the manifest as if it had always been there."""
    model = apps.get_model(table)
    full = {field.attname: None for field in model._meta.local_concrete_fields} | row
    path = f"rader/{table}.jsonl"
    text = json.dumps(full, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    parts[path] += text.encode() + b"\n"
    resummed(parts, path)


def test_a_row_that_is_kept_otherwise_than_it_was_written_takes_everything_back(small: Path) -> None:
    def with_a_blank(parts: dict[str, bytes]) -> None:
        _put(parts, "register.User", {"id": 5, "email": "a@granvik.example", "name": "A", "kind": "person",
             "password": "", "is_active": True, "joined_at": "2024-01-01T10:00:00+01:00"})  # fmt: skip

    with pytest.raises(RestoredOtherwiseError, match=r"register\.User.*allt har tagits bort igen"):
        restore_backup(altered(small, with_a_blank), quiet)
    assert not Organisation.objects.exists()
    assert not connection.in_atomic_block


def test_a_part_that_nobody_has_counted_or_that_is_missing_is_found(small: Path) -> None:
    missing = altered(small, lambda parts: parts.pop(EMPTY))
    with pytest.raises(DamagedError, match="ReadingDifference"):
        restore_backup(missing, quiet)


def test_a_name_that_is_taken_is_not_written_over(transactional_db: None, tmp_path: Path) -> None:
    taken = tmp_path / "kopia.zip"
    taken.write_text("viktigt")
    with pytest.raises(FileExistsAlreadyError, match="skrivs inte över"):
        write_backup(taken, quiet)
    assert taken.read_text() == "viktigt"


def test_a_place_that_cannot_be_written_is_told(transactional_db: None, tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="Kontrollera att mappen finns"):
        write_backup(tmp_path / "finns" / "inte" / "kopia.zip", quiet)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_whatever_the_system_calls_it_the_disk_is_full(number: int) -> None:
    with pytest.raises(DiskFullError, match="registret är orört"), speaking_of_the_disk(Path("kopia.zip")):
        raise OSError(number, "full")


def test_what_went_wrong_while_it_was_written_leaves_no_file(filled: Granvik, tmp_path: Path) -> None:
    def interrupted(told: str) -> None:
        raise RuntimeError(told)

    with pytest.raises(RuntimeError, match="Säkerhetskopierar: 10 %"):
        write_backup(tmp_path / "kopia.zip", interrupted)
    assert [name for name in os.listdir(tmp_path) if name.startswith("kopia")] == []
