"""Whether a backup fits this program: made with the same tables, with older ones, or with newer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import iaktta
from iaktta.jobs.backup.archive import Archive
from iaktta.jobs.backup.errors import NewerBackupError, OlderBackupError, UpgradeFailedError
from iaktta.jobs.preparation import NotPreparedError

Migration = tuple[str, str]
"""App and name."""


@dataclass(frozen=True)
class Fit:
    """How a backup is put in; `targets` are the last migrations that an older one had, else none."""

    has_tables: bool
    targets: tuple[Migration, ...] = ()

    @property
    def is_older(self) -> bool:
        return bool(self.targets)

    def make_tables(self) -> Any:
        """Make the tables that the backup's rows fit, and give the registry of their models."""
        if not self.is_older:
            call_command("migrate", interactive=False, verbosity=0)
            return apps
        executor = MigrationExecutor(connection)
        executor.migrate(list(self.targets))
        return executor.loader.project_state(list(self.targets)).apps

    def upgrade(self) -> None:
        """Bring an older backup's tables and rows to this program's. Raises UpgradeFailedError."""
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except Exception as error:
            raise UpgradeFailedError(str(error).strip()) from error


def fitting(archive: Archive) -> Fit:
    """How a backup can be put into this installation.

    Raises:
        NewerBackupError: It was made with tables that this program does not know.
        OlderBackupError: It was made with older tables, and this installation has its own already.
        NotPreparedError: The installation's tables are older than the program.
    """
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    made_with = archive.manifest.program
    stated = {(app, name) for app, names in archive.manifest.migrations.items() for name in names}
    known = set(graph.nodes)
    if stated - known:
        raise NewerBackupError(archive.path, made_with, iaktta.__version__)
    has_tables = bool(executor.loader.applied_migrations)
    if has_tables and executor.migration_plan(graph.leaf_nodes()):
        raise NotPreparedError
    if stated == known:
        return Fit(has_tables)
    if has_tables:
        raise OlderBackupError(archive.path, made_with, iaktta.__version__)
    return Fit(has_tables, tuple(sorted(_last(stated, graph))))


def _last(stated: set[Migration], graph: Any) -> set[Migration]:
    """Those that no other migration of the same app among them builds upon."""
    built_upon = {
        parent.key for key in stated for parent in graph.node_map[key].parents if parent.key[0] == key[0]
    }
    return stated - built_upon
