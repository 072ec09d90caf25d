"""Files that are sent in: what only a program of its own can say of them, and the scanner for viruses."""

from __future__ import annotations

import io
import stat
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from iaktta.errors import IakttaError
from iaktta.jobs.receiving import judge_file
from iaktta.reading import UnreadableFileError
from iaktta.rules.files import ATTACHMENT, REPORT, FileKind, FileRefusedError, Use
from iaktta.rules.files.refusals import (
    ActiveContentError,
    DamagedError,
    InfectedError,
    NotScannedError,
    PasswordError,
    TooManyPagesError,
    TooMuchInsideError,
)
from tests import made_files


def judged(data: bytes, use: Use = ATTACHMENT) -> FileKind:
    return judge_file(io.BytesIO(data), use).kind


def test_a_pdf_within_the_limits_is_taken_and_one_page_more_is_not(settings: Settings) -> None:
    settings.PDF_MAX_PAGES = 3
    assert judged(made_files.pdf(3)) == FileKind.PDF
    with pytest.raises(TooManyPagesError, match="har 4 sidor, men högst 3"):
        judged(made_files.pdf(4))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (made_files.pdf(script="app.alert(1)"), ActiveContentError),
        (made_files.pdf(password="hemligt"), PasswordError),
        (b"%PDF-1.7\nintet\n%%EOF\n", DamagedError),
    ],
)
def test_a_pdf_that_runs_is_locked_or_is_none_is_refused(
    data: bytes, refusal: type[FileRefusedError]
) -> None:
    with pytest.raises(refusal):
        judged(data)


def test_a_pdf_with_a_file_in_it_is_refused_unless_that_is_data() -> None:
    assert judged(made_files.pdf_with_file(b"{}", "/application/json")) == FileKind.PDF
    with pytest.raises(ActiveContentError):
        judged(made_files.pdf_with_file(b"MZ", "/application/x-msdownload"))


def test_a_pdf_that_takes_more_than_it_may_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iaktta.jobs.receiving.PDF_SECONDS", 0.001)
    with pytest.raises(TooMuchInsideError):
        judged(made_files.pdf())


@pytest.mark.slow
def test_a_pdf_whose_objects_unpack_to_more_than_the_memory_is_stopped() -> None:
    """An object stream of two gigabytes in two megabytes."""
    bomb = made_files.pdf_of_object_stream(_zeros(2_000_000_000))
    assert len(bomb) < 3_000_000
    with pytest.raises((TooMuchInsideError, DamagedError)):
        judged(bomb)


def _zeros(count: int) -> bytes:
    packer, piece = zlib.compressobj(9), bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(count // len(piece))) + packer.flush()


def test_a_report_is_held_to_what_its_reader_reads() -> None:
    assert judged("Granskning av åtgärder\n".encode(), REPORT) == FileKind.TEXT
    with pytest.raises(UnreadableFileError, match="förvanskade"):
        judged("Ã¥tgÃ¤rder fÃ¶r nÃ¤mnden".encode(), REPORT)


def scanner(folder: Path, script: str) -> str:
    path = folder / "scan.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


def test_a_scanner_that_is_set_sees_each_file_and_decides(settings: Settings, tmp_path: Path) -> None:
    settings.SCAN_COMMAND = scanner(
        tmp_path, f'cat "$1" > {tmp_path}/seen; grep -q SMITTA "$1" && exit 1; exit 0'
    )
    assert judged(b"En ren text.") == FileKind.TEXT
    assert (tmp_path / "seen").read_bytes() == b"En ren text."
    with pytest.raises(InfectedError):
        judged(b"En text med SMITTA.")


@pytest.mark.parametrize("script", ["exit 2", "kill -9 $$"])
def test_a_scanner_that_cannot_say_lets_nothing_in(settings: Settings, tmp_path: Path, script: str) -> None:
    settings.SCAN_COMMAND = scanner(tmp_path, script)
    with pytest.raises(NotScannedError, match="kunde inte genomsökas"):
        judged(b"En ren text.")


def test_a_scanner_that_is_not_there_lets_nothing_in(settings: Settings) -> None:
    settings.SCAN_COMMAND = "/finns/inte --snabbt"
    with pytest.raises(NotScannedError):
        judged(b"En ren text.")


PDF = made_files.pdf(2)


@pytest.mark.slow
@settings(max_examples=100)
@given(st.data())
def test_a_changed_pdf_is_judged_or_refused_by_the_program_with_limits(data: st.DataObject) -> None:
    """Fuzzing: some bytes of a whole PDF changed, cut out or put in."""
    changed = bytearray(PDF)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(5, len(changed) - 1))
        until = min(len(changed), at + data.draw(st.integers(0, 8)))
        changed[at:until] = data.draw(st.binary(max_size=8))
    try:
        found = judged(bytes(changed))
    except IakttaError as refused:
        found = None
        sentence = str(refused)
    assert found == FileKind.PDF or sentence.endswith(".")
