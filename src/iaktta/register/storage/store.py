"""What every store of files can do, and what it says when it cannot."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from django.utils.translation import gettext as _

from iaktta.errors import IakttaError

CHUNK = 1 << 20
"""Bytes read at a time."""


class StorageError(IakttaError):
    """A store that will not; nothing was changed."""


class StorageFullError(StorageError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Disken är full, så filen har inte sparats. Inget du har skrivit är borta. Hör av dig till "
                "den som sköter Iaktta, och försök igen när det finns plats."
            )
        )


class StorageUnreachableError(StorageError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Platsen där filer förvaras går inte att nå just nu. Inget har ändrats. Försök igen om en "
                "stund, och hör av dig till den som sköter Iaktta om det fortsätter."
            )
        )


class FileDisposedError(StorageError):
    def __init__(self) -> None:
        super().__init__(_("Filen är gallrad. Det som är läst ur den står kvar."))


class FileGoneError(StorageError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Filen finns inte där den ska förvaras. Hör av dig till den som sköter Iaktta, "
                "som kan lägga tillbaka den från en säkerhetskopia."
            )
        )


class FileDamagedError(StorageError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Filen har ändrats eller skadats sedan den sparades och lämnas därför inte ut. Hör av dig "
                "till den som sköter Iaktta, som kan lägga tillbaka den från en säkerhetskopia."
            )
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: its SHA-256 in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Held:
    """A file that a store holds, and when it was last put there."""

    sha256: str
    size: int
    since: datetime.datetime


class FileStore(Protocol):
    """Files by organisation and SHA-256. What an organisation's files are is nothing to another."""

    def put(self, organisation: int, content: BinaryIO) -> Stored:
        """Keep a file from its beginning, whole or not at all; in the same way if it was there before.

        Raises:
            StorageError: It could not be kept.
        """

    def open(self, organisation: int, sha256: str) -> BinaryIO:
        """A file, read through and found to be what was put there, ready to be read from its beginning.

        Raises:
            StorageError: It is gone, damaged, or cannot be reached.
        """

    def exists(self, organisation: int, sha256: str) -> bool:
        """Whether there is such a file. Raises StorageError."""

    def remove(self, organisation: int, sha256: str) -> None:
        """Remove a file; one that is not there is removed already. Raises StorageError."""

    def remove_unused(
        self, organisation: int, sha256: str, *, since: datetime.datetime, in_use: Callable[[], bool]
    ) -> bool:
        """Remove a file that was last put there before a time and that no row names; whether that was so.

        Somebody may put the same file there, and write its row, at this moment: it then stays.
        """

    def each(self, organisation: int) -> Iterator[Held]:
        """Every file of an organisation, in no particular order. Raises StorageError."""

    def clear_leftovers(self, *, since: datetime.datetime) -> int:
        """Remove what was begun before a time and never finished, and say how many."""


def digest_of(content: BinaryIO, onto: Callable[[bytes], object] | None = None) -> Stored:
    """Read a file from where it stands to its end, giving each chunk to `onto`."""
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if onto is not None:
            onto(chunk)
    return Stored(digest.hexdigest(), size)
