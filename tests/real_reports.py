"""The five real reports, which the project does not distribute.

They stand in the folder that IAKTTA_REAL_REPORTS names (default `../shared`): the texts in `seeds/`, what a
careful reader found in them in `gold/`. Where the folder is absent the tests that need it skip.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = (PROJECT / os.environ.get("IAKTTA_REAL_REPORTS", "../shared")).resolve()
SEEDS, GOLD = FOLDER / "seeds", FOLDER / "gold"

needs_real_reports = pytest.mark.skipif(
    not SEEDS.is_dir() or not GOLD.is_dir(),
    reason="De verkliga rapporterna finns inte här. Peka ut mappen med IAKTTA_REAL_REPORTS.",
)
"""Marks a test that reads the real reports."""


def real_reports() -> list[Path]:
    """Their files in the order of their names; none where the folder is absent."""
    return sorted(SEEDS.glob("*.txt"))


def real_report(beginning: str) -> Path:
    """The one whose name begins so; the test skips where it is absent."""
    for path in real_reports():
        if path.name.startswith(beginning):
            return path
    pytest.skip(f"Rapporten {beginning} finns inte i {SEEDS}.")
