"""What the project depends on: pinned, hashed, and without the address of any registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.files import ROOT, files_ending, project_files, shown

LOCKS = [ROOT / "requirements" / name for name in ("lock.txt", "dev.txt", "uv.txt")]
ADDRESS = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|^-[if]\b", re.MULTILINE)
PINNED = re.compile(r"^[A-Za-z0-9][\w.\[\]-]*==\S+")


@pytest.mark.parametrize("path", [*LOCKS, *files_ending(".in", under="requirements")], ids=shown)
def test_no_requirement_file_names_a_registry(path: Path) -> None:
    assert not ADDRESS.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LOCKS, ids=shown)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", path.read_text(encoding="utf-8"))
    requirements = [entry for entry in entries if not entry.startswith("#")]
    assert requirements
    assert [e.splitlines()[0] for e in requirements if not PINNED.match(e) or "--hash=sha256:" not in e] == []


def test_no_lock_file_that_keeps_addresses_is_tracked() -> None:
    names = {path.name for path in project_files()}
    assert not names & {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}
    npm = ROOT / "package-lock.json"
    assert not npm.exists() or '"resolved"' not in npm.read_text(encoding="utf-8")


def test_what_the_tests_need_includes_what_the_program_needs_at_the_same_versions() -> None:
    run, dev = (
        set(PINNED_LINE.findall((ROOT / "requirements" / n).read_text())) for n in ("lock.txt", "dev.txt")
    )
    assert run <= dev


PINNED_LINE = re.compile(r"^([A-Za-z0-9][\w.\[\]-]*==[^\s;\\]+)", re.MULTILINE)
