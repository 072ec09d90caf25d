"""The file itself: a zip that is written from beginning to end and carries the sum of all of it.

The zip's comment, the last bytes of the file, is "sha256:" and the SHA-256 of everything before it, so that
one changed byte anywhere is seen. SHA256SUMS has the sum of each part as the tool `sha256sum` writes it.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO

from iaktta.jobs.backup.errors import (
    CannotReadError,
    CutOffError,
    DamagedError,
    FileExistsAlreadyError,
    NewerBackupError,
    NotABackupError,
    speaking_of_the_disk,
)
from iaktta.jobs.backup.manifest import FORMAT, FORMAT_VERSION, Manifest, format_of, from_json
from iaktta.jobs.backup.reading_by_hand import README, README_NAME

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_SEAL = b"sha256:"
_SEAL_LENGTH = len(_SEAL) + 64
_PIECE = 1 << 20
_NAME_AT = 30
"""Where the name of the first part begins in a zip."""


def file_path(sha256: str) -> str:
    """Where a file's bytes stand in a backup."""
    return f"filer/{sha256[:2]}/{sha256}"


class _Sealed(io.RawIOBase):
    """Counts the sum of what is written, but for the seal at its end; cannot go back, as a pipe cannot."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._sum, self._held = stream, hashlib.sha256(), b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._stream.write(data)
        held = self._held + bytes(data)
        self._sum.update(held[:-_SEAL_LENGTH])
        self._held = held[-_SEAL_LENGTH:]
        return len(data)

    def flush(self) -> None:
        self._stream.flush()

    @property
    def seal(self) -> bytes:
        return _SEAL + self._sum.hexdigest().encode()


class Part:
    """A part of the backup while it is written: its sum and size."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._sum, self.size = stream, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._sum.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class ArchiveWriter:
    """Writes a backup under a temporary name; it gets its own when it is whole and on the disk.

    As a context manager: what goes wrong inside removes what was written.

    Raises:
        FileExistsAlreadyError: There is a file of that name.
        BackupError: The disk is full, or the place cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._temporary = path, path.with_name(path.name + ".del")
        self._sums: list[str] = []
        self._made_at = time.gmtime()[:6]
        self.names: set[str] = set()

    def __enter__(self) -> ArchiveWriter:
        if self._path.exists():
            raise FileExistsAlreadyError(self._path)
        with speaking_of_the_disk(self._path):
            self._temporary.unlink(missing_ok=True)  # of a run that was killed
            # It holds everything in the register: nobody but its owner may read it.
            number = os.open(self._temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._stream = os.fdopen(number, "r+b")
        self._sealed = _Sealed(self._stream)
        self._zip = zipfile.ZipFile(self._sealed, "w")
        self.add(README_NAME, README.encode())
        return self

    def add(self, name: str, data: bytes) -> None:
        """A part whose bytes are at hand."""
        with self.part(name) as part:
            part.write(data)

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """A part that is written piece by piece."""
        with speaking_of_the_disk(self._path), self._open(name) as stream:
            part = Part(stream)
            yield part
        self._sums.append(f"{part.sha256}  {name}\n")
        self.names.add(name)

    def _open(self, name: str) -> IO[bytes]:
        about = zipfile.ZipInfo(name, self._made_at)
        about.compress_type = zipfile.ZIP_DEFLATED
        about.external_attr = (stat.S_IFREG | 0o600) << 16
        # Its size is not known before it is written, and may be beyond what a plain zip holds.
        return self._zip.open(about, "w", force_zip64=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with speaking_of_the_disk(self._path):
                    self._finish()
        finally:
            # What the zip and the stream still hold is of no use where something went wrong.
            self._zip.fp = None
            with suppress(OSError):
                self._stream.close()
            self._temporary.unlink(missing_ok=True)

    def _finish(self) -> None:
        with self._open(SUMS) as stream:
            stream.write("".join(self._sums).encode())
        self._zip.comment = b" " * _SEAL_LENGTH
        self._zip.close()
        self._stream.seek(-_SEAL_LENGTH, os.SEEK_END)
        self._stream.write(self._sealed.seal)
        self._stream.flush()
        os.fsync(self._stream.fileno())
        # A name that came in the meantime is not taken: link refuses where rename would replace.
        _named(self._temporary, self._path)


def _named(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise FileExistsAlreadyError(path) from None
    except OSError:  # a file system without links
        temporary.rename(path)
    folder = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Archive:
    """A whole backup that can be read: its seal is right and it is of our format.

    Raises:
        RestoreError: It is none, or damaged, or of a later format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            _check_seal(path)
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise NotABackupError(path) from error
        except OSError as error:
            raise CannotReadError(path, error) from error
        self.manifest = self._manifest()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _manifest(self) -> Manifest:
        try:
            text = self._zip.read(MANIFEST)
            name, version = format_of(text)
            if name != FORMAT:
                raise NotABackupError(self.path)
            if version > FORMAT_VERSION:
                raise NewerBackupError(self.path, f"format {version}", f"format {FORMAT_VERSION}")
            return from_json(text)
        except (KeyError, ValueError, TypeError) as error:
            raise NotABackupError(self.path) from error

    def parts(self) -> dict[str, int]:
        """The name of every part, and its size in bytes."""
        return {each.filename: each.file_size for each in self._zip.infolist()}

    def check(self, name: str, sha256: str) -> None:
        """Read a part through. Raises DamagedError where it is missing or its sum is another."""
        found = hashlib.sha256()
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(_PIECE):
                    found.update(piece)
        except (KeyError, zipfile.BadZipFile) as error:
            raise DamagedError(self.path, name) from error
        if found.hexdigest() != sha256:
            raise DamagedError(self.path, name)

    def sums(self) -> dict[str, str]:
        """The stated sum of each part. Raises DamagedError where the list is none."""
        try:
            lines = self._zip.read(SUMS).decode().splitlines()
            return {name: sha256 for sha256, name in (each.split("  ", 1) for each in lines)}
        except (KeyError, ValueError) as error:
            raise DamagedError(self.path, SUMS) from error

    def open(self, name: str) -> IO[bytes]:
        """A part, to be read from its beginning."""
        return self._zip.open(name)

    def lines(self, name: str) -> Iterator[bytes]:
        """A part line by line."""
        with self._zip.open(name) as stream:
            yield from stream

    def read(self, name: str) -> bytes:
        """All the bytes of a part. Raises DamagedError where there is none."""
        try:
            return self._zip.read(name)
        except KeyError as error:
            raise DamagedError(self.path, name) from error


def _check_seal(path: Path) -> None:
    """Whether the file is ours and as it was written. Raises RestoreError or OSError."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        ours = README_NAME.encode() in stream.read(_NAME_AT + 100)
        stream.seek(max(0, size - _SEAL_LENGTH))
        seal = stream.read()
        sealed = seal.startswith(_SEAL) and len(seal) == _SEAL_LENGTH
        if not (ours or sealed):
            raise NotABackupError(path)
        if not sealed:
            raise CutOffError(path)
        stream.seek(0)
        found, left = hashlib.sha256(), size - _SEAL_LENGTH
        while left > 0 and (piece := stream.read(min(_PIECE, left))):
            found.update(piece)
            left -= len(piece)
    if seal != _SEAL + found.hexdigest().encode():
        raise DamagedError(path)
