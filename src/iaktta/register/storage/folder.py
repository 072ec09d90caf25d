"""Files in a folder of this machine, or on a disk that several machines share."""

from __future__ import annotations

import datetime
import errno
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from iaktta.register.storage.store import (
    FileDamagedError,
    FileGoneError,
    Held,
    StorageError,
    StorageFullError,
    StorageUnreachableError,
    Stored,
    digest_of,
)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED, _REMOVED = ".part", ".removed"


class FolderStore:
    """Files under `root`/organisation/ab/cd/SHA-256, readable by the program's own account alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, organisation: int, content: BinaryIO) -> Stored:
        content.seek(0)
        with _speaking_of_the_disk():
            folder = self.root / str(organisation)
            _make(folder)
            # Written beside its place, so that it can be moved there in one step.
            number, name = tempfile.mkstemp(suffix=_UNFINISHED, prefix="", dir=folder)
            unfinished = Path(name)
            try:
                with open(number, "wb", buffering=0) as file:
                    stored = digest_of(content, lambda chunk: _write_all(file.fileno(), chunk))
                    os.fsync(file.fileno())
                self._place(unfinished, self._path(organisation, stored.sha256))
            finally:
                unfinished.unlink(missing_ok=True)
        return stored

    def open(self, organisation: int, sha256: str) -> BinaryIO:
        with _speaking_of_the_disk():
            try:
                file = self._path(organisation, sha256).open("rb")
            except FileNotFoundError as error:
                raise FileGoneError from error
            try:
                if digest_of(file).sha256 != sha256:
                    raise FileDamagedError
                file.seek(0)
            except BaseException:
                file.close()
                raise
            return file

    def exists(self, organisation: int, sha256: str) -> bool:
        with _speaking_of_the_disk():
            return self._path(organisation, sha256).is_file()

    def remove(self, organisation: int, sha256: str) -> None:
        with _speaking_of_the_disk():
            self._path(organisation, sha256).unlink(missing_ok=True)

    def remove_unused(
        self, organisation: int, sha256: str, *, since: datetime.datetime, in_use: Callable[[], bool]
    ) -> bool:
        path = self._path(organisation, sha256)
        aside = path.with_suffix(_REMOVED)
        with _speaking_of_the_disk():
            if not path.is_file() or _time_of(path) >= since or in_use():
                return False
            # Out of the way first: whoever puts the same file there from now on writes it anew. Whoever found
            # it before that has marked it as fresh, or has written a row.
            path.replace(aside)
            if _time_of(aside) >= since or in_use():
                self._place(aside, path)
                aside.unlink(missing_ok=True)
                return False
            aside.unlink()
            return True

    def each(self, organisation: int) -> Iterator[Held]:
        with _speaking_of_the_disk():
            for path in (self.root / str(organisation)).glob("??/??/*"):
                if _NAME.fullmatch(path.name):
                    with suppress(FileNotFoundError):  # removed while we looked
                        yield Held(path.name, path.stat().st_size, _time_of(path))

    def clear_leftovers(self, *, since: datetime.datetime) -> int:
        cleared = 0
        with _speaking_of_the_disk():
            for path in (*self.root.glob(f"*/*{_UNFINISHED}"), *self.root.glob(f"*/??/??/*{_REMOVED}")):
                with suppress(FileNotFoundError):
                    if _time_of(path) < since:
                        path.unlink()
                        cleared += 1
        return cleared

    def _path(self, organisation: int, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise ValueError("a file is named by the 64 hexadecimal digits of its SHA-256")
        return self.root / str(organisation) / sha256[:2] / sha256[2:4] / sha256

    def _place(self, written: Path, path: Path) -> None:
        """Give what is written its name. A file that is there already and whole stays, marked as fresh."""
        _make(path.parent)
        while True:
            try:
                os.link(written, path)
                break
            except FileExistsError:
                if not _is_whole(path):
                    written.replace(path)  # the same content by its hash, and this one is not damaged
                    break
                with suppress(FileNotFoundError):  # swept at this moment: once more
                    os.utime(path)
                    return
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                written.replace(path)
                break
        _sync_folder(path.parent)


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return digest_of(file).sha256 == path.name
    except FileNotFoundError:
        return True  # gone again, which linking will show


def _write_all(number: int, chunk: bytes) -> None:
    """Every byte of a chunk: a disk that is nearly full takes a part of it without an error."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(number, rest) :]


def _make(folder: Path) -> None:
    made = []
    while not folder.is_dir():
        made.append(folder)
        folder = folder.parent
    for one in reversed(made):
        one.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(one.parent)


def _sync_folder(folder: Path) -> None:
    """So that a name outlives a power failure as well as the bytes do."""
    with suppress(OSError):  # not every file system can
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _time_of(path: Path) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)


@contextmanager
def _speaking_of_the_disk() -> Iterator[None]:
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        raise (StorageFullError if error.errno in _FULL else StorageUnreachableError)() from error
