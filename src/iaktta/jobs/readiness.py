"""Whether this process can serve: database, tables, storage; and whether the work behind it goes on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from iaktta.jobs.heartbeats import PARTS, silent_parts

SERVING = ("database", "tables", "storage")
"""Without these nothing can be served; without worker and schedule pages still can."""


def readiness() -> dict[str, bool]:
    """Each part by name and whether it is as it should be."""
    found: dict[str, bool] = {}
    for name, holds in _CHECKS.items():
        # Without a database nothing more can be asked of it, and asking would only take time.
        if name == "tables" and not found["database"]:
            found[name] = False
            continue
        try:
            found[name] = holds()
        except (Error, OSError):
            found[name] = False
    return found | _work(found["tables"])


def _work(asked: bool) -> dict[str, bool]:
    try:
        silent = silent_parts() if asked else list(PARTS)
    except Error:
        silent = list(PARTS)
    return {part: part not in silent for part in PARTS}


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() is not None


_known = {"tables": False}


def _tables() -> bool:
    # Once they are there they stay: the program's own migrations do not change while it runs.
    if not _known["tables"]:
        executor = MigrationExecutor(connection)
        _known["tables"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known["tables"]


def _storage() -> bool:
    with tempfile.NamedTemporaryFile(dir=Path(settings.DATA)) as file:
        file.write(b"iaktta")
        file.flush()
    return True


_CHECKS: Mapping[str, Callable[[], bool]] = {"database": _database, "tables": _tables, "storage": _storage}
