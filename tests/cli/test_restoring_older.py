"""A backup that an older program made is upgraded on the way in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("iaktta")
AN_OLDER_PROGRAM = """
import sys
import django
django.setup()
from pathlib import Path
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from iaktta.jobs.backup.write import write_backup

then = [("register", "0010_hold_organisations_and_keep_events"), ("jobs", "0002_hold_organisations")]
MigrationExecutor(connection).migrate(then)
registry = MigrationExecutor(connection).loader.project_state(then).apps
NAME = "Kommunstyrelsen"
of = registry.get_model("register.Organisation").objects.create(slug="granvik", name="Granviks kommun")
body = registry.get_model("register.Body").objects.create(organisation=of, kind="executive_board", name=NAME)
registry.get_model("register.Committee").objects.create(
    organisation=of, owner=body, body=body, name=NAME, basic_name="kommunstyrelse", slug="ks")
write_backup(Path(sys.argv[1]), print, registry)
"""


def test_an_older_backup_is_upgraded_in_a_database_without_tables(tmp_path: Path) -> None:
    path = tmp_path / "gammal.zip"
    then, now = _environment(tmp_path / "da"), _environment(tmp_path / "nu")
    subprocess.run([sys.executable, "-c", AN_OLDER_PROGRAM, path], env=then, check=True)
    restored = _run(now, "restore", path)
    assert restored.returncode == 0, restored.stderr
    assert "Uppgraderar det som lades in" in restored.stderr
    committees = "from iaktta.register.models import Committee; print(Committee.objects.get().name)"
    assert _run(now, "manage", "shell", "-v0", "-c", committees).stdout == "Kommunstyrelsen\n"
    assert _run(now, "manage", "migrate", "--check").returncode == 0


def _environment(folder: Path) -> dict[str, str]:
    folder.mkdir()
    environment = {**os.environ, "IAKTTA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
    environment.pop("IAKTTA_DATABASE_URL", None)
    return environment


def _run(environment: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False)
