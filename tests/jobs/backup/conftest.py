"""A register with something in it, that a second connection can see."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from iaktta.jobs.backup.write import write_backup
from tests.granvik import Granvik
from tests.jobs.backup.filled import fill


@pytest.fixture
def filled(transactional_db: None, settings: Settings, tmp_path: Path) -> Granvik:
    settings.DATA = tmp_path
    settings.FILES = tmp_path / "files"
    settings.ANCHOR_KEY, settings.ANCHOR_FILE = tmp_path / "anchor.key", tmp_path / "anchors.jsonl"
    return fill()


@pytest.fixture
def backup(filled: Granvik, tmp_path: Path) -> Path:
    """A backup of the register."""
    path = tmp_path / "kopia.zip"
    write_backup(path, lambda _: None)
    return path
