"""A ZIP archive whose structure means one thing, opened within limits.

The archive's own list is held against what lies in the file, because programs differ in which of them they
believe: a member that one program sees and another does not is how checks are passed by.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from iaktta.rules.files.limits import Limits
from iaktta.rules.files.refusals import (
    DamagedError,
    PasswordError,
    TooMuchInsideError,
    UnsafeArchiveError,
)

SIGNATURE = b"PK\x03\x04"
_END = b"PK\x05\x06"
_LIST = b"PK\x01\x02"
_END_SIZE = 22
_LONGEST_COMMENT = 0xFFFF
_LIST_BYTES = 2_000_000
_CHUNK = 65_536
_UTF8 = 0x800
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LINK = 0o120000


def ends_as_archive(file: BinaryIO) -> bool:
    """Whether a program that looks for archives from the end would take the file for one."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        return False
    members, list_size, _offset, comment = struct.unpack("<HIIH", tail[at + 10 : at + _END_SIZE])
    begins = size - len(tail) + at - list_size
    if not members or begins < 0:
        return False
    file.seek(begins)
    # A document that an office file is embedded in has more after it than the archive's own comment.
    return file.read(4) == _LIST and at + _END_SIZE + comment >= len(tail) - 4


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, shared by an archive and what lies in it."""

    limits: Limits
    packed: int
    unpacked: int = 0
    members: int = 0

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked. Raises TooMuchInsideError."""
        self.unpacked += count
        too_hard = self.unpacked > max(self.limits.ratio_counts_from, self.limits.ratio * self.packed)
        if self.unpacked > self.limits.unpacked_bytes or too_hard:
            raise TooMuchInsideError

    def add_members(self, count: int) -> None:
        """Count members of an archive. Raises TooMuchInsideError."""
        self.members += count
        if self.members > self.limits.members:
            raise TooMuchInsideError


@dataclass(slots=True)
class Archive:
    """The members of an archive by name, in the order of its list."""

    file: BinaryIO
    budget: Budget
    _zip: zipfile.ZipFile = field(init=False)
    names: dict[str, zipfile.ZipInfo] = field(init=False)

    def __post_init__(self) -> None:
        _look_at_the_end(self.file)
        try:
            self._zip = zipfile.ZipFile(self.file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, UnicodeError) as error:
            raise DamagedError from error
        members = self._zip.infolist()
        self.budget.add_members(len(members))
        self.names = {member.filename: member for member in members}
        if len({name.casefold() for name in self.names}) != len(members):
            raise UnsafeArchiveError  # two of one name: which is read depends on the program
        for member in members:
            _check_member(member)
        _check_places(members, self._zip.start_dir)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's bytes, counted against the budget.

        Raises:
            DamagedError: They are not what the archive's list says.
            TooMuchInsideError: There are more than may be unpacked.
        """
        try:
            with self._zip.open(self.names[name]) as member:
                while chunk := member.read(_CHUNK):
                    self.budget.spend(len(chunk))
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise DamagedError from error


def _look_at_the_end(file: BinaryIO) -> None:
    """The end record stands last, speaks of one file, and of a list of a bearable size."""
    size = file.seek(0, 2)
    if size < _END_SIZE:
        raise DamagedError
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise DamagedError
    disk, list_disk, here, members, list_size, offset, comment = struct.unpack(
        "<HHHHIIH", tail[at + 4 : at + _END_SIZE]
    )
    if at + _END_SIZE + comment != len(tail) or disk or list_disk or here != members:
        raise UnsafeArchiveError
    if list_size > _LIST_BYTES:
        raise TooMuchInsideError
    # Nothing may stand before the archive: an offset that does not fit says that something does.
    if offset + list_size != size - len(tail) + at:
        raise UnsafeArchiveError


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise PasswordError
    if member.compress_type not in _METHODS:
        raise UnsafeArchiveError
    name = member.orig_filename
    parts = name.replace("\\", "/").rstrip("/").split("/")
    out_of_it = (
        name.startswith(("/", "\\")) or ":" in parts[0] or any(part in ("", ".", "..") for part in parts)
    )
    unseen = any(ord(letter) < 32 or ord(letter) == 127 for letter in name)
    if out_of_it or unseen or len(name) > 500 or (member.external_attr >> 16) & 0o170000 == _LINK:
        raise UnsafeArchiveError


def _check_places(members: list[zipfile.ZipInfo], list_begins: int) -> None:
    """Members lie one after the other from the beginning of the file; none shares its bytes with another."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end or (end == 0 and member.header_offset != 0):
            raise UnsafeArchiveError
        name = member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8 else "cp437", "replace")
        end = member.header_offset + 30 + len(name) + member.compress_size
    if end > list_begins:
        raise UnsafeArchiveError
