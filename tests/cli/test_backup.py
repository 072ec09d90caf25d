"""`iaktta backup` and `iaktta restore` as they are run: what is said, the exit codes, a disk that is full."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("iaktta")
FULL_AT = 100_000
"""Bytes that a file may have where the disk is full: more than what SQLite keeps beside the database."""
FILL = """
import django, os
django.setup()
from django.core.management import call_command
from iaktta.jobs.importing import account_of
from iaktta.jobs.tasks import send_in
from iaktta.register.actions.organisations import add_organisation
call_command("migrate", verbosity=0)
person = account_of(None)
granvik = add_organisation("Granviks kommun", by=person)
send_in(os.urandom(2_000_000), "stor.txt", owner=granvik.bodies.first(), by=person)
"""


def environment(folder: Path) -> dict[str, str]:
    """That of an installation on SQLite in a folder of its own."""
    environment = {**os.environ, "IAKTTA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
    environment.pop("IAKTTA_DATABASE_URL", None)
    return environment


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation with one organisation and a file of two megabytes that nothing can make smaller."""
    made = environment(tmp_path_factory.mktemp("granvik"))
    subprocess.run([sys.executable, "-c", FILL], env=made, check=True)
    return made


def run(environment: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False)


def test_a_backup_is_written_and_put_into_a_folder_where_nothing_is(
    installation: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "kopia.zip"
    written = run(installation, "backup", path)
    assert (written.returncode, written.stdout) == (0, f"{path}\n")
    assert "Säkerhetskopierar: 100 %" in written.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    restored = run(environment(tmp_path / "ny"), "restore", path)
    assert restored.returncode == 0
    assert "Kontrollerar det som lades in: 100 %" in restored.stderr
    assert restored.stderr.splitlines()[-1].startswith("Klart:")


def test_a_name_that_is_taken_and_a_file_that_is_no_backup_end_with_3_and_a_sentence(
    installation: dict[str, str], tmp_path: Path
) -> None:
    taken = tmp_path / "text.txt"
    taken.write_text("Hej")
    for command, words in (("backup", "skrivs inte över"), ("restore", "är ingen säkerhetskopia")):
        told = run(installation, command, taken)
        assert (told.returncode, told.stdout) == (3, "")
        assert words in told.stderr
        assert "Traceback" not in told.stderr
    assert taken.read_text() == "Hej"


def _database(installation: dict[str, str]) -> bytes:
    return (Path(installation["IAKTTA_DATA"]) / "iaktta.sqlite3").read_bytes()


def test_a_disk_that_fills_up_leaves_no_file_and_the_register_as_it_was(
    installation: dict[str, str], tmp_path: Path
) -> None:
    before = _database(installation)
    told = subprocess.run(
        [PROGRAM, "backup", tmp_path / "kopia.zip"],
        env=installation,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT, FULL_AT)),
    )
    assert told.returncode == 3
    assert "Disken är full" in told.stderr.splitlines()[-1]
    assert "registret är orört" in told.stderr.splitlines()[-1]
    assert os.listdir(tmp_path) == []
    assert _database(installation) == before
    assert run(installation, "backup", tmp_path / "kopia.zip").returncode == 0


def test_on_a_small_disk_of_its_own_too(installation: dict[str, str], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("bara den som får montera en disk kan pröva det; provet ovan prövar samma sak")
    try:
        told = run(installation, "backup", disk / "kopia.zip")
        assert told.returncode == 3
        assert "Disken är full" in told.stderr
        assert os.listdir(disk) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_backup_that_is_killed_looks_like_none_and_the_next_one_is_whole(
    installation: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "kopia.zip"
    running = subprocess.Popen([PROGRAM, "backup", path], env=installation, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not path.with_name("kopia.zip.del").exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert os.listdir(tmp_path) == ["kopia.zip.del"]
    assert run(installation, "restore", path.with_name("kopia.zip.del")).returncode == 3
    assert run(installation, "backup", path).returncode == 0
    assert os.listdir(tmp_path) == ["kopia.zip"]
