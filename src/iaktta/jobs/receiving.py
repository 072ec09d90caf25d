"""A file that somebody sends in: judged, scanned, and only then kept."""

from __future__ import annotations

import json
import logging
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from django.conf import settings

from iaktta.rules.files import FileKind, Judged, Limits, Use, judge
from iaktta.rules.files.judging import REPORT
from iaktta.rules.files.pdf_facts import PdfFacts
from iaktta.rules.files.refusals import (
    ActiveContentError,
    DamagedError,
    InfectedError,
    NotScannedError,
    PasswordError,
    TooManyPagesError,
    TooMuchInsideError,
)

logger = logging.getLogger("iaktta.files")

PDF_SECONDS = 40
"""How long looking through a PDF may take on the clock; its processor time is limited by itself."""
SCAN_SECONDS = 120
_CLEAN, _INFECTED = 0, 1


def most_bytes(use: Use) -> int:
    """The largest file that is taken in for a use."""
    size: int = settings.REPORT_MAX_BYTES if use == REPORT else settings.ATTACHMENT_MAX_BYTES
    return size


def limits() -> Limits:
    """How much a file may hold in this installation."""
    return Limits(
        pages=settings.PDF_MAX_PAGES,
        pixels=settings.IMAGE_MAX_PIXELS,
        unpacked_bytes=settings.UNPACKED_MAX_BYTES,
    )


def judge_file(file: BinaryIO, use: Use) -> Judged:
    """What a file is, where it may be taken in for this use; it is then at its beginning.

    Raises:
        IakttaError: It may not, or nobody can say whether it may.
    """
    judged = judge(file, use, most_bytes=most_bytes(use), limits=limits())
    with _on_disk(file) as path:
        if judged.kind == FileKind.PDF:
            _check_pdf(path)
        if settings.SCAN_COMMAND:
            _scan(path)
    if use == REPORT:
        _check_text(file)
    file.seek(0)
    return judged


def _check_text(file: BinaryIO) -> None:
    """What the reader of reports will refuse as no text is refused at once."""
    from iaktta.reading import decode

    file.seek(0)
    decode(file.read(), "", most_bytes(REPORT))


def _check_pdf(path: str) -> None:
    facts = pdf_facts(path)
    if facts.is_locked:
        raise PasswordError
    if facts.pages is None:
        raise DamagedError
    if facts.is_active:
        raise ActiveContentError
    if facts.pages > settings.PDF_MAX_PAGES:
        raise TooManyPagesError(pages=facts.pages, limit=settings.PDF_MAX_PAGES)


def pdf_facts(path: str) -> PdfFacts:
    """What a PDF holds, told by a process with limits.

    Raises:
        TooMuchInsideError: It took more memory or time than that.
    """
    command = [sys.executable, "-I", "-m", "iaktta.rules.files.pdf_facts"]
    with open(path, "rb") as file:
        try:
            looked = subprocess.run(  # noqa: S603 - our own program
                command, stdin=file, capture_output=True, timeout=PDF_SECONDS, check=True, env={}
            )
            return PdfFacts(**json.loads(looked.stdout))
        except (subprocess.SubprocessError, ValueError, TypeError) as error:
            raise TooMuchInsideError from error


def _scan(path: str) -> None:
    """Raises InfectedError, or NotScannedError where the scanner itself cannot say."""
    command = [*shlex.split(settings.SCAN_COMMAND), path]
    try:
        scanned = subprocess.run(  # noqa: S603 - the operator's own command
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SCAN_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.exception("files.not_scanned")
        raise NotScannedError from error
    if scanned.returncode == _INFECTED:
        logger.warning("files.infected")
        raise InfectedError
    if scanned.returncode != _CLEAN:
        logger.error("files.not_scanned")
        raise NotScannedError


@contextmanager
def _on_disk(file: BinaryIO) -> Iterator[str]:
    """The path of a file, which is written out where it has none."""
    path = getattr(file, "name", None)
    if isinstance(path, str) and path.startswith("/"):
        yield path
        return
    folder = settings.UPLOADS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder) as copy:
        file.seek(0)
        shutil.copyfileobj(file, cast(BinaryIO, copy))
        copy.flush()
        yield copy.name
