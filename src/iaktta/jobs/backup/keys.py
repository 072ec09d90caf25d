"""The keys that a database gives its rows: which was the last, and how to go on from it."""

from __future__ import annotations

from typing import Any

from django.db import connections, models

from iaktta.jobs.backup.tables import Table


def last_key(table: Table, using: str) -> int | None:
    """The highest key that was ever given in a table; None where the database gives none.

    Higher than any row's where the newest rows have been removed.
    """
    if not isinstance(table.model._meta.pk, models.AutoField):
        return None
    highest = table.model._base_manager.using(using).aggregate(highest=models.Max("pk"))["highest"]
    return max(highest or 0, _given(table, using))


def _given(table: Table, using: str) -> int:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.model._meta.db_table])
            found = cursor.fetchone()
            return int(found[0]) if found else 0
        cursor.execute(f"SELECT last_value, is_called FROM {_sequence(table, cursor)}")  # noqa: S608  # a model's
        last, called = cursor.fetchone()
        return int(last) if called else 0


def go_on_from(table: Table, key: int, using: str) -> None:
    """Let the next row of a table get a key after this one."""
    connection = connections[using]
    name = table.model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, key])
        elif key:
            cursor.execute("SELECT setval(%s, %s, true)", [_sequence(table, cursor), key])
        else:
            cursor.execute("SELECT setval(%s, 1, false)", [_sequence(table, cursor)])


def _sequence(table: Table, cursor: Any) -> str:
    meta = table.model._meta
    assert meta.pk is not None
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{meta.db_table}"', meta.pk.column])
    return str(cursor.fetchone()[0])
