"""Files that cannot be opened say why, and what to do."""

import os
from pathlib import Path

import pytest

from iaktta.errors import IakttaError
from iaktta.jobs.reading import read, read_path


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_bytes(b"0123456789")
    assert read_path(file, 10) == b"0123456789"


def test_one_byte_over_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_bytes(b"01234567890")
    with pytest.raises(IakttaError, match="Dela upp rapporten"):
        read_path(file, 10)


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Granskning")
    file.unlink()
    with pytest.raises(IakttaError, match=r"rapport\.txt finns inte"):
        read(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IakttaError, match="är en mapp"):
        read(tmp_path)


def test_a_name_that_no_disk_can_hold_is_refused() -> None:
    with pytest.raises(IakttaError, match="går inte att öppna"):
        read("rapport\0.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Granskning")
    file.chmod(0)
    with pytest.raises(IakttaError, match="får läsa den"):
        read(file)
