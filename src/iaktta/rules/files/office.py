"""Documents of office programs: archives of XML, without macros, programs or objects."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from iaktta.rules.files.archives import SIGNATURE, Archive, Budget
from iaktta.rules.files.kinds import FileKind
from iaktta.rules.files.markup import Attributes, check_markup
from iaktta.rules.files.refusals import (
    ActiveContentError,
    DamagedError,
    FetchesElsewhereError,
    PasswordError,
    UnsafeArchiveError,
)

_TYPES = "[Content_Types].xml"
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
_OPEN_DOCUMENT = {FileKind.ODT.media_type: FileKind.ODT, FileKind.ODS.media_type: FileKind.ODS}

_ACTIVE_TYPES = re.compile(r"vbaproject|macroenabled|activex|oleobject|ms-office\.activex|x-msdownload", re.I)
_ACTIVE_NAMES = re.compile(
    r"(?:^|/)(?:vbaProject[^/]*\.bin|activeX/|macros?/|Basic/|Scripts/|oleObject[^/]*|xl/macrosheets/)"
    r"|\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|class|msi|lnk|chm|xll)$",
    re.IGNORECASE,
)
_ACTIVE_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
_ARCHIVES = (SIGNATURE, b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_EMBEDDED_OFFICE = re.compile(r"(?:^|/)embeddings/[^/]+\.(?:docx|xlsx)$", re.IGNORECASE)
_MARKUP_NAMES = re.compile(r"\.(?:xml|rels|vml|rdf|svg)$", re.IGNORECASE)
_MARKUP_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")

# What fetches by itself when the document is opened; a link that a reader follows does not.
_FETCHING = re.compile(r"/(?:attachedTemplate|oleObject|frame|subDocument|package|control)$", re.IGNORECASE)
_FOLLOWED = re.compile(r"/hyperlink$", re.IGNORECASE)
_OF_THE_NET = re.compile(
    r"\s*(?:https?|ftp|ms-\w+|mhtml|javascript|vbscript|data):|\s*[\\/]{2}", re.IGNORECASE
)
_ACTIVE_LINK = re.compile(r"\s*(?:javascript|vbscript|data|mhtml)\s*:", re.IGNORECASE)
_ACTIVE_ELEMENTS = frozenset(
    {"ddeLink", "oleLink", "dde-connection", "dde-source", "script", "event-listener"}
)


class NotOfficeError(ValueError):
    """An archive that is no office document that we know."""


def office_kind(file: BinaryIO, budget: Budget, *, nested: bool = False) -> tuple[FileKind, tuple[str, ...]]:
    """Which office document an archive is, with every member looked at, and where it points outside itself.

    Raises:
        NotOfficeError: It is another kind of archive.
        FileRefusedError: It holds what is not taken in.
    """
    archive = Archive(file, budget)
    kind = _open_document(archive) or _open_xml(archive)
    if kind is None:
        raise NotOfficeError
    elsewhere: list[str] = []
    for name in archive.names:
        if not name.endswith("/"):
            _check_member(archive, name, elsewhere, nested)
    return kind, tuple(dict.fromkeys(elsewhere))


def _open_document(archive: Archive) -> FileKind | None:
    if next(iter(archive.names), "") != "mimetype":
        return None
    stated = b"".join(archive.chunks("mimetype"))[:200].decode("ascii", "replace").strip()
    return _OPEN_DOCUMENT.get(stated) if "content.xml" in archive.names else None


def _open_xml(archive: Archive) -> FileKind | None:
    if _TYPES not in archive.names:
        return None
    stated: list[str] = []

    def note(name: str, attributes: Attributes) -> None:
        if (content_type := attributes.get("ContentType")) is not None:
            stated.append(content_type)

    check_markup(archive.chunks(_TYPES), note)
    if any(_ACTIVE_TYPES.search(one) for one in stated):
        raise ActiveContentError
    found = {_MAIN[one] for one in stated if one in _MAIN}
    return found.pop() if len(found) == 1 else None


def _check_member(archive: Archive, name: str, elsewhere: list[str], nested: bool) -> None:
    if _ACTIVE_NAMES.search(name):
        raise ActiveContentError
    chunks = archive.chunks(name)
    head = next(chunks, b"")
    if head.startswith(_ACTIVE_BEGINNINGS):
        raise ActiveContentError
    if head.startswith(_ARCHIVES):
        _check_embedded(name, head, chunks, archive.budget, nested)
    elif _MARKUP_NAMES.search(name) or head.lstrip().startswith(_MARKUP_BEGINNINGS):
        check_markup(_and(head, chunks), _Watch(name, elsewhere))
    else:
        for _ in chunks:  # to the end, so that its size and checksum are what the list says
            pass


def _check_embedded(name: str, head: bytes, rest: Iterable[bytes], budget: Budget, nested: bool) -> None:
    """The table behind a chart is a document of its own; it is taken in one deep, by the same rules."""
    if nested or not _EMBEDDED_OFFICE.search(name) or not head.startswith(SIGNATURE):
        raise UnsafeArchiveError
    try:
        office_kind(io.BytesIO(b"".join(_and(head, rest))), budget, nested=True)
    except (DamagedError, NotOfficeError) as error:
        raise UnsafeArchiveError from error


class _Watch:
    """Looks at each element for what is active, locked, or fetched from elsewhere."""

    def __init__(self, name: str, elsewhere: list[str]) -> None:
        self.is_relations = name.endswith(".rels")
        self.is_manifest = name.endswith("META-INF/manifest.xml")
        self.elsewhere = elsewhere

    def __call__(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        if local in _ACTIVE_ELEMENTS:
            raise ActiveContentError
        if self.is_manifest and local == "encryption-data":
            raise PasswordError
        if self.is_relations and attributes.get("TargetMode", "").casefold() == "external":
            self._external(attributes.get("Type", ""), attributes.get("Target", ""))

    def _external(self, kind: str, target: str) -> None:
        if _ACTIVE_LINK.match(target):
            raise ActiveContentError
        if _FETCHING.search(kind) and _OF_THE_NET.match(target):
            raise FetchesElsewhereError(where=target[:100])
        if not _FOLLOWED.search(kind):
            self.elsewhere.append(target[:200])


def _and(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
