"""What a file is, by its content alone; anything that is not clearly one of the kinds is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from iaktta.rules.files import archives, images, office
from iaktta.rules.files.kinds import FileKind
from iaktta.rules.files.limits import Limits
from iaktta.rules.files.refusals import (
    DamagedError,
    EmptyError,
    HeicError,
    NotTextError,
    OldOfficeError,
    TooLargeError,
    TwoKindsError,
    WrongKindError,
    gettext_noop,
)
from iaktta.rules.files.text import text_kind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_PDF_TAIL = 4_096


@dataclass(frozen=True, slots=True)
class Use:
    """What a file is sent in for: which kinds that takes, and in words."""

    name: str
    kinds: frozenset[FileKind]
    instead: str


REPORT = Use(
    "report",
    frozenset({FileKind.TEXT, FileKind.CSV}),
    gettext_noop("Spara rapporten som text (.txt eller .md) och skicka in den i stället."),
)
ATTACHMENT = Use(
    "attachment",
    frozenset(FileKind),
    gettext_noop(
        "Det går att skicka in PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt och .ods), "
        "bilder (PNG och JPEG), text och CSV."
    ),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file was judged to be. `elsewhere` is where it points for content outside itself."""

    kind: FileKind
    size: int
    elsewhere: tuple[str, ...] = ()


def judge(file: BinaryIO, use: Use, *, most_bytes: int, limits: Limits) -> Judged:
    """What a file is. It is read from its beginning; where it stands afterwards is not said.

    A PDF's pages are not counted here: that takes a program of its own, with limits (`jobs.pdf_facts`).

    Args:
        file: Can be sought in.
        most_bytes: The largest that this use takes.

    Raises:
        FileRefusedError: It is empty, too large, of a kind that is not taken, damaged, or not safe.
    """
    size = file.seek(0, 2)
    if not size:
        raise EmptyError
    if size > most_bytes:
        raise TooLargeError(size, most_bytes)
    file.seek(0)
    head = file.read(64)
    try:
        kind, elsewhere = _by_beginning(head, use)(file, size, limits)
    except office.NotOfficeError as error:
        raise WrongKindError(instead=use.instead) from error
    if kind not in use.kinds:
        raise WrongKindError(instead=use.instead)
    return Judged(kind, size, elsewhere)


_Found = tuple[FileKind, tuple[str, ...]]
_Look = Callable[[BinaryIO, int, Limits], _Found]


def _by_beginning(head: bytes, use: Use) -> _Look:
    """What to look at a file as: its first bytes decide, and nothing but them."""
    if head.startswith(_PDF):
        return _pdf
    if head.startswith(images.PNG_SIGNATURE):
        return _png
    if head.startswith(images.JPEG_SIGNATURE):
        return _jpeg
    if head.startswith(archives.SIGNATURE):
        return _office
    if head.startswith(_OLE):
        raise OldOfficeError
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise HeicError
    return lambda file, size, limits: _text(file, use)


def _text(file: BinaryIO, use: Use) -> _Found:
    file.seek(0)
    data = file.read()
    try:
        kind = text_kind(data)
    except NotTextError as error:
        # Bytes that no text holds are another kind of file; a stray control character is a text with a fault.
        if b"\0" in data:
            raise WrongKindError(instead=use.instead) from error
        raise
    if archives.ends_as_archive(file):
        raise TwoKindsError
    return kind, ()


def _pdf(file: BinaryIO, size: int, limits: Limits) -> _Found:
    file.seek(max(0, size - _PDF_TAIL))
    if b"%%EOF" not in file.read():
        raise DamagedError
    return FileKind.PDF, _only(file)


def _png(file: BinaryIO, size: int, limits: Limits) -> _Found:
    images.check_png(file, limits)
    return FileKind.PNG, _only(file)


def _jpeg(file: BinaryIO, size: int, limits: Limits) -> _Found:
    images.check_jpeg(file, limits)
    return FileKind.JPEG, _only(file)


def _only(file: BinaryIO) -> tuple[str, ...]:
    """Raises TwoKindsError where the file would be taken for an archive as well."""
    if archives.ends_as_archive(file):
        raise TwoKindsError
    return ()


def _office(file: BinaryIO, size: int, limits: Limits) -> _Found:
    return office.office_kind(file, archives.Budget(limits, packed=size))
