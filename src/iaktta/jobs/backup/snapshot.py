"""A view of the whole database as it was at one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction

from iaktta.jobs.backup.errors import RowsHiddenError
from iaktta.register import separation

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """Within it, the alias of a connection that sees one moment and can write nothing.

    SQLite: a deferred transaction, so that it never waits for the write lock or takes it (WAL). PostgreSQL:
    REPEATABLE READ.

    Raises:
        RowsHiddenError: We are connected as a role that policies hide rows from.
    """
    if separation.is_held() and separation.holds_us():
        raise RowsHiddenError
    reader = connection.copy(ALIAS)
    if reader.vendor == "sqlite":
        reader.settings_dict["OPTIONS"] |= {"transaction_mode": "DEFERRED"}
    connections[ALIAS] = reader
    try:
        with transaction.atomic(using=ALIAS):
            with reader.cursor() as cursor:
                if reader.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                else:
                    cursor.execute("PRAGMA query_only = ON")
                # The moment is that of the first reading.
                cursor.execute("SELECT count(*) FROM django_migrations")
            yield ALIAS
    finally:
        reader.close()
        del connections[ALIAS]
