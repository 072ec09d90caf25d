"""A backup, put into an empty installation: checked whole before, row for row after, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iaktta.jobs.backup.anchors import keep_anchors, verify_trail
from iaktta.jobs.backup.archive import SUMS, Archive, file_path
from iaktta.jobs.backup.errors import (
    DamagedError,
    NotEmptyError,
    RefusedRowsError,
    TrailBrokenError,
    UpgradeFailedError,
)
from iaktta.jobs.backup.files import names_files, put_back, they_lie_here
from iaktta.jobs.backup.fitting import fitting
from iaktta.jobs.backup.holding import refuse_strays, rows_in_any_order
from iaktta.jobs.backup.keys import go_on_from
from iaktta.jobs.backup.manifest import Manifest, Rows
from iaktta.jobs.backup.progress import Progress, rows_and_files
from iaktta.jobs.backup.tables import FILLED_BY_THE_PROGRAM, Table, tables
from iaktta.jobs.backup.values import for_database
from iaktta.jobs.backup.verification import verify_rows
from iaktta.jobs.database_errors import speaking_of_the_database
from iaktta.jobs.models import IncomingFile
from iaktta.jobs.preparation import Tell
from iaktta.jobs.tasks import import_incoming, named
from iaktta.register.trail.rows import forget_touched

_BATCH = 500
"""How many rows go to the database at a time."""


def restore_backup(path: Path, tell: Tell, *, despite_breaks: bool = False) -> Manifest:
    """Put everything in a backup into an installation that is empty; gives what was put in.

    The tables are made where there are none. Everything is put in, or nothing. With `despite_breaks` a backup
    of a register whose trail was broken is put in too, and the first break is told.

    Raises:
        RestoreError: The file is no whole backup or does not fit this program, the installation is not
            empty, or what was put in is not what the file holds or its trail is broken.
        IakttaError: The database cannot be reached or written.
    """
    with speaking_of_the_database(), Archive(path) as archive:
        fit = fitting(archive)
        if fit.has_tables:
            refuse_unless_empty(tables(apps))
        _check_parts(archive, tell)
        registry = fit.make_tables()
        with transaction.atomic():
            _put_in(archive, registry, tell)
            if not fit.is_older:
                _go_on(archive, tell, despite_breaks)
        if fit.is_older:
            tell(_("Uppgraderar det som lades in till den här versionen av Iaktta"))
            fit.upgrade()
            try:
                with transaction.atomic():
                    _go_on(archive, tell, despite_breaks)
            except TrailBrokenError as error:
                raise UpgradeFailedError(error.first) from error
        keep_anchors(archive, tell)
        tell(_("Klart: %(held)s är inlagda och kontrollerade.") % {"held": _held(archive.manifest)})
        return archive.manifest


def _held(manifest: Manifest) -> str:
    return rows_and_files(manifest.rows, manifest.files)


def _check_parts(archive: Archive, tell: Tell) -> None:
    """Every part has its sum, none is missing and none is there that nobody has counted."""
    sums, parts = archive.sums(), archive.parts()
    strange = sums.keys() ^ (parts.keys() - {SUMS})
    if strange:
        raise DamagedError(archive.path, sorted(strange)[0])
    total = sum(parts[name] for name in sums)
    progress = Progress(tell, _("Kontrollerar säkerhetskopian: %(percent)d %%"), total)
    for name, sha256 in sums.items():
        archive.check(name, sha256)
        progress.step(parts[name])
    for table in archive.manifest.tables:
        if sums.get(table.path) != table.sha256:
            raise DamagedError(archive.path, table.path)


def _put_in(archive: Archive, registry: Apps, tell: Tell) -> None:
    found = tables(registry)
    stated = {rows.name: rows for rows in archive.manifest.tables}
    if stated.keys() != {table.name for table in found}:
        raise DamagedError(archive.path, "manifest.json")
    refuse_unless_empty(found)
    for table in found:
        if table.name in FILLED_BY_THE_PROGRAM:
            table.model._base_manager.all().delete()
        if names_files(table):
            put_back(archive, table)
    progress = Progress(tell, _("Lägger in: %(percent)d %%"), archive.manifest.rows)
    try:
        with rows_in_any_order():
            for table in found:
                _load(archive, table, stated[table.name], progress)
        refuse_strays(registry)
    except (IntegrityError, DataError) as error:
        raise RefusedRowsError(str(error).strip()) from error
    forget_touched()  # what was put in has its events with it
    for table in found:
        last = stated[table.name].last_key
        if last is not None:
            go_on_from(table, last, DEFAULT_DB_ALIAS)
    verify_rows(found, archive.manifest, tell)


def _go_on(archive: Archive, tell: Tell, despite_breaks: bool) -> None:
    """Check the trail, and let files that waited to be read wait here too."""
    verify_trail(archive, tell, despite_breaks=despite_breaks)
    they_lie_here()
    for waiting in IncomingFile.objects.filter(state__in=IncomingFile.UNSETTLED):
        import_incoming.enqueue(*named(waiting))


def refuse_unless_empty(found: list[Table]) -> None:
    """Make sure that nobody has begun to use the installation; what the program fills in does not count.

    Raises:
        NotEmptyError: There are rows.
    """
    for table in found:
        number = table.model._base_manager.count()
        if number and table.name not in FILLED_BY_THE_PROGRAM:
            names = {"register.Organisation": _organisations, "register.User": _users}
            words = names.get(table.name, _rows)
            raise NotEmptyError(words(number) % {"n": number, "table": table.words})


def _organisations(number: int) -> str:
    return ngettext("%(n)s organisation", "%(n)s organisationer", number)


def _users(number: int) -> str:
    return ngettext("%(n)s användare", "%(n)s användare", number)


def _rows(number: int) -> str:
    return ngettext("%(n)s rad bland %(table)s", "%(n)s rader bland %(table)s", number)


def _load(archive: Archive, table: Table, stated: Rows, progress: Progress) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in table.fields)
    places = ", ".join(["%s"] * len(table.fields))
    insert = f"INSERT INTO {quote(table.model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    for batch in _batches(table, archive.lines(stated.path)):
        prepared = [_prepared(archive, table, each) for each in batch]
        with connection.cursor() as cursor:
            cursor.executemany(insert, prepared)
        progress.step(len(batch))


def _batches(table: Table, lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Lines a few at a time; one at a time where each brings the bytes of a file."""
    while batch := list(islice(lines, 1 if table.binary else _BATCH)):
        yield batch


def _prepared(archive: Archive, table: Table, text: bytes) -> list[Any]:
    def data(sha256: str) -> bytes:
        return archive.read(file_path(sha256))

    try:
        values = table.values(json.loads(text), data)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError(archive.path, table.path) from error
    return [for_database(field, value) for field, value in zip(table.fields, values, strict=True)]
