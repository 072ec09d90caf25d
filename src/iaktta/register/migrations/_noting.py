"""That the database itself notes which rows a transaction writes, so that its event can cover them.

Made by `HoldOrganisations` for every table of the trail that lacks it: a table that SQLite rebuilds loses its
triggers, and a new one has none. On PostgreSQL one trigger call a statement, on SQLite one a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

NOTES = "register_touched"
_PREFIX = "touched_"
_WRITES = ("insert", "update", "delete")


def note_touched(schema_editor: Any) -> None:
    """Make what is missing, if the table of notes is there yet."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if NOTES not in tables:
            return
        there = _there(connection, cursor)
    if connection.vendor == "postgresql":
        for statement in _FUNCTIONS.values():
            schema_editor.execute(statement, params=None)
    made = _for_postgresql if connection.vendor == "postgresql" else _for_sqlite
    for noted in noted_tables():
        if noted.table in tables:
            for name, statement in made(noted):
                if name not in there:
                    schema_editor.execute(statement, params=None)


@dataclass(frozen=True)
class Noted:
    """A table of the trail: the column that says whose a row is, and whether drafts in it are left out."""

    table: str
    organisation: str
    leaves_drafts: bool

    def trigger(self, write: str) -> str:
        """The name of one of its triggers."""
        return f"{_PREFIX}{hashlib.sha256(self.table.encode()).hexdigest()[:16]}_{write}"


def noted_tables() -> list[Noted]:
    """Each table of the trail, by name."""
    # Of the models as they are: what is to be noted cannot be read from a migration's own models.
    found = [model for model in apps.get_models() if getattr(model, "in_trail", False)]
    return sorted(
        (
            Noted(
                model._meta.db_table,
                "organisation_id" if _has(model, "organisation") else "id",
                _has(model, "is_draft") and not getattr(model, "drafts_in_trail", False),
            )
            for model in found
        ),
        key=lambda noted: noted.table,
    )


def _has(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.local_concrete_fields)


def _there(connection: Any, cursor: Any) -> set[str]:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    else:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return {name for (name,) in cursor.fetchall()}


def _function(name: str, organisation: str, rows: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f'INSERT INTO {NOTES} ("transaction", organisation_id, "table", "row") '
        f"SELECT txid_current(), {organisation}, TG_TABLE_NAME, id FROM {rows}; RETURN NULL; END $$"
    )


_FUNCTIONS = {
    name: _function(name, organisation, rows)
    for name, organisation, rows in (
        ("register_note_organisations", "id", "written"),
        ("register_note_rows", "organisation_id", "written"),
        ("register_note_sent", "organisation_id", "written WHERE NOT is_draft"),
        # What becomes a draft again is no draft before.
        (
            "register_note_sent_before",
            "organisation_id",
            "(SELECT id, organisation_id FROM written WHERE NOT is_draft "
            "UNION SELECT id, organisation_id FROM before WHERE NOT is_draft) AS either",
        ),
    )
}


def _for_postgresql(noted: Noted) -> Iterator[tuple[str, str]]:
    for write in _WRITES:
        side = "OLD TABLE AS written" if write == "delete" else "NEW TABLE AS written"
        function = "register_note_organisations" if noted.organisation == "id" else "register_note_rows"
        if noted.leaves_drafts:
            function = "register_note_sent"
            if write == "update":
                side, function = f"OLD TABLE AS before {side}", "register_note_sent_before"
        name = noted.trigger(write)
        yield (
            name,
            f'CREATE TRIGGER {name} AFTER {write.upper()} ON "{noted.table}" '
            f"REFERENCING {side} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        )


def _for_sqlite(noted: Noted) -> Iterator[tuple[str, str]]:
    for write in _WRITES:
        sides = {"insert": ("NEW",), "update": ("NEW", "OLD"), "delete": ("OLD",)}[write]
        when = ""
        if noted.leaves_drafts:
            when = "WHEN " + " OR ".join(f"NOT {side}.is_draft" for side in sides) + " "
        name, side = noted.trigger(write), sides[0]
        # `iaktta_transaction` is ours (`register/trail/transactions.py`): nobody else can write here unseen.
        values = f"iaktta_transaction(), {side}.{noted.organisation}, '{noted.table}', {side}.id"
        note = f'INSERT INTO {NOTES} ("transaction", organisation_id, "table", "row") VALUES ({values})'  # noqa: S608
        yield name, f'CREATE TRIGGER {name} AFTER {write.upper()} ON "{noted.table}" {when}BEGIN {note}; END'
