"""A view of the whole database as it was at one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from iaktta.jobs.backup.errors import RowsHiddenError

ALIAS = "snapshot"
_INSUFFICIENT_PRIVILEGE = "42501"


@contextmanager
def snapshot() -> Iterator[str]:
    """Within it, the alias of a connection that sees one moment and can write nothing.

    SQLite: a deferred transaction, so that it never waits for the write lock or takes it (WAL). PostgreSQL:
    REPEATABLE READ, and with row security off, so that a role that a policy hides rows from meets an error
    instead of making a backup that lacks them.

    Raises:
        RowsHiddenError: A policy hides rows from the role.
    """
    reader = connection.copy(ALIAS)
    if reader.vendor == "sqlite":
        reader.settings_dict["OPTIONS"] |= {"transaction_mode": "DEFERRED"}
    connections[ALIAS] = reader
    try:
        with transaction.atomic(using=ALIAS):
            with reader.cursor() as cursor:
                if reader.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute("SET LOCAL row_security = off")
                else:
                    cursor.execute("PRAGMA query_only = ON")
                # The moment is that of the first reading.
                cursor.execute("SELECT count(*) FROM django_migrations")
            yield ALIAS
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE:
            raise RowsHiddenError from error
        raise
    finally:
        reader.close()
        del connections[ALIAS]
