"""The project's own files, as git knows them: what is ignored or fetched is no part of it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    """Every tracked file that exists, sorted."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = sorted(ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def files_ending(*endings: str, under: str = "") -> Iterator[Path]:
    """Those with one of the endings (".py"), under a folder of the project."""
    for path in project_files():
        if path.suffix in endings and path.is_relative_to(ROOT / under):
            yield path


def shown(path: Path) -> str:
    """A path as the project names it."""
    return path.relative_to(ROOT).as_posix()
