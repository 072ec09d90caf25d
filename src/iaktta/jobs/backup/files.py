"""The files that rows name and that lie in a store of their own, not in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.utils.translation import ngettext

from iaktta.jobs.backup.archive import Archive, ArchiveWriter, file_path
from iaktta.jobs.backup.errors import DamagedError
from iaktta.jobs.backup.tables import Table
from iaktta.jobs.files import FILED, note_moved
from iaktta.jobs.models import IncomingFile
from iaktta.jobs.preparation import Tell
from iaktta.register import storage
from iaktta.register.models import SourceDocument
from iaktta.register.storage import FileDamagedError, FileGoneError
from iaktta.register.storage.store import CHUNK

_NAMING = ("organisation_id", "sha256", "storage")
_IN_NO_STORE = (SourceDocument.Storage.DATABASE.value, SourceDocument.Storage.DISPOSED.value)


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a row names: whose it is, its hash, and in which store it lies."""

    organisation: int
    sha256: str
    storage: str


def names_files(table: Table) -> bool:
    """Whether a table's rows name files in a store."""
    return set(_NAMING) <= {field.attname for field in table.fields}


def named_files(table: Table, using: str) -> Iterator[Named]:
    """The files that a table's rows name outside the database."""
    rows = table.model._base_manager.using(using).exclude(storage__in=_IN_NO_STORE).order_by("pk")
    if table.name == IncomingFile._meta.label:
        rows = rows.filter(state__in=IncomingFile.UNSETTLED)  # of the others the file may have been swept
    for values in rows.values_list(*_NAMING).iterator():
        yield Named(*values)


def write_files(archive: ArchiveWriter, named: Iterable[Named], tell: Tell) -> Iterator[int]:
    """Put each file into the backup once, giving the size of each.

    A file that is gone or damaged does not stop a backup of all else; whoever makes it is told.

    Raises:
        StorageError: The store cannot be reached.
    """
    lost = set()
    for one in named:
        if (size := _write(archive, one)) is not None:
            yield size
        elif file_path(one.sha256) not in archive.names:
            lost.add(one.sha256)
    if lost:
        words = ngettext(
            "%(n)s fil är borta eller skadad och finns inte med i säkerhetskopian. Sök den i en äldre.",
            "%(n)s filer är borta eller skadade och finns inte med i säkerhetskopian. Sök dem i en äldre.",
            len(lost),
        )
        tell(words % {"n": len(lost)})


def _write(archive: ArchiveWriter, named: Named) -> int | None:
    """The size of a file that was put in, None where it was there already or cannot be had.

    Raises:
        StorageError: The store cannot be reached.
    """
    name = file_path(named.sha256)
    if name in archive.names:
        return None
    try:
        file = storage.store_at(named.storage).open(named.organisation, named.sha256)
    except (FileGoneError, FileDamagedError):
        return None
    with file, archive.part(name) as part:
        while chunk := file.read(CHUNK):
            part.write(chunk)
    return part.size


def put_back(archive: Archive, table: Table) -> None:
    """Put the files that a table's rows name into the store in use; rows come after them.

    Raises:
        DamagedError: A file of the backup is not what its name says.
        StorageError: The store cannot be reached, or is full.
    """
    store, there = storage.store_in_use(), archive.parts()
    for text in archive.lines(table.path):
        stated = json.loads(text)
        name = file_path(stated["sha256"])
        if stated["storage"] in _IN_NO_STORE or name not in there:
            continue
        with archive.open(name) as file:
            if store.put(stated["organisation_id"], cast(BinaryIO, file)).sha256 != stated["sha256"]:
                raise DamagedError(archive.path, name)


def they_lie_here() -> None:
    """Say of every row that was put in where its file lies now."""
    here = storage.storage_in_use()
    IncomingFile.objects.exclude(storage=here).update(storage=here)
    for model in FILED:
        rows = model._default_manager.exclude(storage__in=(*_IN_NO_STORE, here))
        for row in rows.select_related("owner").iterator():
            note_moved(row, here)
