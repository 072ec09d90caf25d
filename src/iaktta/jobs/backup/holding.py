"""What the database holds of each row's organisation, while a whole register is put in and afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.db import connection

from iaktta.jobs.backup.errors import RestoredOtherwiseError
from iaktta.register.migrations._holding import Link, links


@contextmanager
def rows_in_any_order() -> Iterator[None]:
    """Within it, a row may point to one that comes later, as PostgreSQL's deferred keys always let it.

    SQLite's triggers look at each row as it comes: they are laid aside, and made again as they were.
    `refuse_strays` then asks what they would have asked. Within a transaction, which undoes it if it fails.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'same_org%'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, statement in triggers:
            cursor.execute(statement)


def refuse_strays(registry: Apps) -> None:
    """Make sure that every row points only to rows that are there, of its own organisation.

    Raises:
        RestoredOtherwiseError: One does not.
        IntegrityError: One points to nothing.
    """
    connection.check_constraints()
    with connection.cursor() as cursor:
        for link in links(registry):
            if _strays(cursor, link):
                raise RestoredOtherwiseError(f"{link.table}.{link.column}")


def _strays(cursor: Any, link: Link) -> bool:
    cursor.execute(
        f'SELECT 1 FROM "{link.table}" a WHERE a."{link.column}" IS NOT NULL AND NOT EXISTS ('  # noqa: S608
        f'SELECT 1 FROM "{link.target}" b WHERE b.id = a."{link.column}" '
        "AND b.organisation_id = a.organisation_id) LIMIT 1"
    )
    return cursor.fetchone() is not None
