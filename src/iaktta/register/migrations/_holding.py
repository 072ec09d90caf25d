"""What the database itself holds: rows point only within their organisation, and what is written is noted.

On PostgreSQL composite foreign keys, on SQLite triggers. SQLite's triggers disappear with a table that Django
rebuilds, and hinder the rebuilding, so a migration that alters a table begins with `ReleaseOrganisations()` and
ends with `HoldOrganisations()`; the latter makes what is missing, wherever it is run. What a migration does to
rows that are there (`RunPython`) stands after it, so that it is noted (`_noting.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.migrations.operations.base import Operation

from iaktta.register.migrations._noting import note_touched

_PREFIX = "same_organisation_"


@dataclass(frozen=True)
class Link:
    """A foreign key between two rows that both belong to an organisation."""

    table: str
    column: str
    target: str

    @property
    def name(self) -> str:
        digest = hashlib.sha256(f"{self.table}.{self.column}".encode()).hexdigest()
        return _PREFIX + digest[:16]


def links(apps: Any) -> Iterator[Link]:
    """Every foreign key from a row with an organisation to another such row, whichever app they belong to.

    All apps, because letting go before a table is altered lets go of every table.
    """
    for model in apps.get_models():
        if not _belongs(model):
            continue
        for field in model._meta.local_concrete_fields:
            target = field.related_model
            if target is not None and _belongs(target):
                yield Link(model._meta.db_table, field.column, target._meta.db_table)


def _belongs(model: Any) -> bool:
    return any(field.name == "organisation" for field in model._meta.local_concrete_fields)


class HoldOrganisations(Operation):
    """Let the database refuse rows that point into another organisation, and note what is written.

    Makes what is missing.
    """

    reversible = True
    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models do not know of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        statements = _for_postgresql if schema_editor.connection.vendor == "postgresql" else _for_sqlite
        there = _there(schema_editor.connection)
        found = list(links(to_state.apps))
        for name, statement in statements(found):
            if name not in there:
                schema_editor.execute(statement, params=None)
        note_touched(schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        _release(schema_editor)

    def describe(self) -> str:
        return "Let the database hold each row to its organisation"


class ReleaseOrganisations(Operation):
    """Before a table is altered; on PostgreSQL nothing needs to give way."""

    reversible = True
    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models do not know of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            _release(schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        HoldOrganisations().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Let go of each row's organisation while tables are altered"


def _there(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT conname FROM pg_constraint")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def _release(schema_editor: Any) -> None:
    connection = schema_editor.connection
    names = sorted(name for name in _there(connection) if name.startswith(_PREFIX))
    if connection.vendor != "postgresql":
        for name in names:
            schema_editor.execute(f'DROP TRIGGER "{name}"', params=None)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE conname LIKE %s "
            "ORDER BY contype, conname",  # foreign keys (f) go before the unique keys (u) that they need
            [_PREFIX.replace("_", r"\_") + "%"],
        )
        found = cursor.fetchall()
    for table, name in found:
        schema_editor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"', params=None)


def _for_postgresql(found: list[Link]) -> Iterator[tuple[str, str]]:
    for target in sorted({link.target for link in found}):
        name = f"{_PREFIX}key_{hashlib.sha256(target.encode()).hexdigest()[:16]}"
        yield name, f'ALTER TABLE "{target}" ADD CONSTRAINT "{name}" UNIQUE (organisation_id, id)'
    for link in found:
        yield (
            link.name,
            f'ALTER TABLE "{link.table}" ADD CONSTRAINT "{link.name}" '
            f'FOREIGN KEY (organisation_id, "{link.column}") '
            f'REFERENCES "{link.target}" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED',
        )


def _for_sqlite(found: list[Link]) -> Iterator[tuple[str, str]]:
    for link in found:
        elsewhere = (  # every name comes from a model
            f'WHEN NEW."{link.column}" IS NOT NULL AND NEW.organisation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{link.target}" '  # noqa: S608
            f'WHERE id = NEW."{link.column}" AND organisation_id = NEW.organisation_id) '
            f"BEGIN SELECT RAISE(ABORT, 'another organisation: {link.table}.{link.column}'); END"
        )
        for moment, event in (
            ("insert", "INSERT"),
            ("update", f'UPDATE OF organisation_id, "{link.column}"'),
        ):
            name = f"{link.name}_{moment}"
            yield name, f'CREATE TRIGGER "{name}" BEFORE {event} ON "{link.table}" {elsewhere}'
    for target in sorted({link.target for link in found}):
        name = f"{_PREFIX}kept_{hashlib.sha256(target.encode()).hexdigest()[:16]}"
        yield (
            name,
            f'CREATE TRIGGER "{name}" BEFORE UPDATE OF organisation_id ON "{target}" '
            "WHEN NEW.organisation_id <> OLD.organisation_id "
            f"BEGIN SELECT RAISE(ABORT, 'a row keeps its organisation: {target}'); END",
        )
