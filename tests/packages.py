"""Programs of the system that a test needs.

Where one is missing the test skips and names the package; in CI it fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> Path:
    """Chromium's program, or a skip that names the Debian package."""
    return program(_CHROMIUM, package="chromium")


def postgresql_folder() -> Path:
    """The folder of PostgreSQL's own programs (`initdb`, `postgres`), or a skip that names the package."""
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in newest_first:
        if (folder / "initdb").exists():
            return folder
    return program(("initdb",), package="postgresql").parent


def program(names: Iterable[str], *, package: str) -> Path:
    """The first of these programs that is installed; without any, the test skips, or in CI fails."""
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else missing(package)


def missing(package: str) -> NoReturn:
    """Skip the test for want of a Debian package; in CI nothing is skipped for that reason."""
    message = f"Debianpaketet {package} saknas. Installera med: sudo apt install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())
