"""The register, written to one file while people work in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

import iaktta
from iaktta.jobs.backup.anchors import Anchored, anchor_now, write_anchors
from iaktta.jobs.backup.archive import MANIFEST, ArchiveWriter, file_path
from iaktta.jobs.backup.files import named_files, names_files, write_files
from iaktta.jobs.backup.keys import last_key
from iaktta.jobs.backup.manifest import FORMAT, FORMAT_VERSION, Head, Manifest, Rows
from iaktta.jobs.backup.progress import Progress, rows_and_files
from iaktta.jobs.backup.snapshot import snapshot
from iaktta.jobs.backup.tables import LEFT_OUT, Table, tables
from iaktta.jobs.preparation import Tell

_FILE_WEIGHT = 20
"""How many rows a file counts for in the per cent."""


def write_backup(path: Path, tell: Tell, registry: Apps = apps) -> Manifest:
    """Write everything in the register to a new file, as it was at one moment; gives what it holds.

    The file has its name first when it is whole and on the disk. Rows are read a few at a time. `registry`
    holds the models of the database's tables.

    Raises:
        BackupError: The name is taken, the disk is full or cannot be written, or rows are hidden from us.
    """
    with ArchiveWriter(path) as archive:
        anchored = anchor_now(tell) if registry is apps else Anchored(0, "")
        with snapshot() as using:
            manifest = _write(archive, using, tell, registry, anchored)
    tell(_("Säkerhetskopian har %(held)s") % {"held": rows_and_files(manifest.rows, manifest.files)})
    return manifest


def _write(archive: ArchiveWriter, using: str, tell: Tell, registry: Apps, anchored: Anchored) -> Manifest:
    made_at = timezone.now()
    found = tables(registry)
    counts = {table: table.model._base_manager.using(using).count() for table in found}
    binary = [table for table in found if table.binary]
    total = sum(counts.values()) + _FILE_WEIGHT * sum(counts[table] for table in binary)
    progress = Progress(tell, _("Säkerhetskopierar: %(percent)d %%"), total)
    written = [_write_rows(archive, table, using, progress) for table in found]
    sizes = [size for table in binary for size in _write_files(archive, table, using, progress)]
    naming = [named for table in found if names_files(table) for named in named_files(table, using)]
    sizes += write_files(archive, naming, tell)
    write_anchors(archive, anchored)
    manifest = Manifest(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        program=iaktta.__version__,
        made_at=made_at.isoformat(timespec="seconds"),
        database=connections[using].vendor,
        migrations=applied_migrations(using),
        tables=written,
        chains=heads(registry, using),
        files=len(sizes),
        file_bytes=sum(sizes),
        left_out=dict(LEFT_OUT),
        public_key=anchored.public_key,
    )
    archive.add(MANIFEST, manifest.to_json())
    return manifest


def _write_rows(archive: ArchiveWriter, table: Table, using: str, progress: Progress) -> Rows:
    rows = 0
    with archive.part(table.path) as part:
        for each in table.lines(using):
            part.write(each)
            rows += 1
            progress.step()
    return Rows(table.name, table.path, rows, part.sha256, last_key(table, using))


def _write_files(archive: ArchiveWriter, table: Table, using: str, progress: Progress) -> Iterator[int]:
    """Each content once, however many rows hold it; gives the size of each that was written."""
    for data in table.contents(using):
        name = file_path(hashlib.sha256(data).hexdigest())
        if name not in archive.names:
            archive.add(name, data)
            yield len(data)
        progress.step(_FILE_WEIGHT)


def applied_migrations(using: str) -> dict[str, list[str]]:
    """The migrations that a database has, app -> names in the order in which they were applied."""
    found: dict[str, list[str]] = {}
    recorded: Any = MigrationRecorder(connections[using]).migration_qs.order_by("pk")
    for app, name in recorded.values_list("app", "name"):
        found.setdefault(app, []).append(name)
    return found


def heads(registry: Apps, using: str) -> list[Head]:
    """The newest event of each chain."""
    events = registry.get_model("register.Event")._base_manager.using(using)
    lengths = (
        events.values("organisation", "owner").annotate(last=Max("number")).order_by("organisation", "owner")
    )
    return [
        _head(
            events.select_related("organisation", "owner").get(
                organisation=chain["organisation"], owner=chain["owner"], number=chain["last"]
            )
        )
        for chain in lengths
    ]


def _head(event: Any) -> Head:
    at = event.at.isoformat()
    return Head(event.organisation.slug, event.owner.name, event.number, event.hash, at)
