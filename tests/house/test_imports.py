"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.files import ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def lint(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT), "--no-cache", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_no_room_imports_upwards() -> None:
    linted = lint()
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("room", "other"),
    [("document", "report"), ("reading", "register"), ("register", "jobs"), ("jobs", "web"), ("cli", "web")],
)
def test_the_contract_notices_an_import_upwards_or_sideways(tmp_path: Path, room: str, other: str) -> None:
    _copy_of_the_rooms(tmp_path)
    (tmp_path / "src" / "iaktta" / room / "intruder.py").write_text(f"import iaktta.{other}\n")
    linted = lint("--config", str(tmp_path / "pyproject.toml"), folder=tmp_path / "src")
    assert linted.returncode == 1
    assert "BROKEN" in linted.stdout


def _copy_of_the_rooms(folder: Path) -> None:
    """The rooms, empty, with the project's own contract."""
    for room in (ROOT / "src" / "iaktta").iterdir():
        if (room / "__init__.py").exists():
            (folder / "src" / "iaktta" / room.name).mkdir(parents=True)
            (folder / "src" / "iaktta" / room.name / "__init__.py").touch()
    (folder / "src" / "iaktta" / "__init__.py").touch()
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
