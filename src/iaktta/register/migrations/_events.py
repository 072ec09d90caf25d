"""That the database refuses to change or remove an event; its values and salts may be erased, nothing else."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

_EVENT, _VALUE, _ROWS = "register_event", "register_eventvalue", "register_eventrows"
_KEPT = ("id", "organisation_id", "owner_id", "event_id", "field", "kept_elsewhere", "secret")
_ERASED = ("before", "after", "salt")
_ROWS_KEPT = ("id", "organisation_id", "owner_id", "event_id", '"table"', "columns", "digests")


def _is_erasure(differs: str) -> str:
    """The SQL condition that an update of a value erases it and does nothing else."""
    same = [f"NOT (NEW.{column} {differs} OLD.{column})" for column in _KEPT]
    return " AND ".join([*same, *(f"NEW.{column} IS NULL" for column in _ERASED)])


def _is_erasure_of_salts(differs: str) -> str:
    same = [f"NOT (NEW.{column} {differs} OLD.{column})" for column in _ROWS_KEPT]
    return " AND ".join([*same, "NEW.seed IS NULL"])


_REFUSAL = "BEGIN SELECT RAISE(ABORT, 'an event is never changed or removed'); END"
_REFUSE = "EXECUTE FUNCTION register_event_is_kept()"


def _for_sqlite() -> tuple[list[str], list[str]]:
    refusal = _REFUSAL
    made = [
        f"CREATE TRIGGER event_is_kept_update BEFORE UPDATE ON {_EVENT} {refusal}",
        f"CREATE TRIGGER event_is_kept_delete BEFORE DELETE ON {_EVENT} {refusal}",
        f"CREATE TRIGGER event_value_is_kept_update BEFORE UPDATE ON {_VALUE} "
        f"WHEN NOT ({_is_erasure('IS NOT')}) {refusal}",
        f"CREATE TRIGGER event_value_is_kept_delete BEFORE DELETE ON {_VALUE} {refusal}",
    ]
    return made, [f"DROP TRIGGER {statement.split()[2]}" for statement in made]


def _for_postgresql() -> tuple[list[str], list[str]]:
    refuse = _REFUSE
    made = [
        "CREATE FUNCTION register_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'an event is never changed or removed' USING ERRCODE = '23000'; END $$",
        f"CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE ON {_EVENT} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER events_are_kept BEFORE TRUNCATE ON {_EVENT} {refuse}",
        f"CREATE TRIGGER event_value_is_kept BEFORE UPDATE ON {_VALUE} FOR EACH ROW "
        f"WHEN (NOT ({_is_erasure('IS DISTINCT FROM')})) {refuse}",
        f"CREATE TRIGGER event_value_stays BEFORE DELETE ON {_VALUE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER event_values_are_kept BEFORE TRUNCATE ON {_VALUE} {refuse}",
    ]
    return made, ["DROP FUNCTION register_event_is_kept() CASCADE"]


def _rows_for_sqlite() -> tuple[list[str], list[str]]:
    made = [
        f"CREATE TRIGGER event_rows_are_kept_update BEFORE UPDATE ON {_ROWS} "
        f"WHEN NOT ({_is_erasure_of_salts('IS NOT')}) {_REFUSAL}",
        f"CREATE TRIGGER event_rows_are_kept_delete BEFORE DELETE ON {_ROWS} {_REFUSAL}",
    ]
    return made, [f"DROP TRIGGER {statement.split()[2]}" for statement in made]


def _rows_for_postgresql() -> tuple[list[str], list[str]]:
    made = [
        f"CREATE TRIGGER event_rows_are_kept BEFORE UPDATE ON {_ROWS} FOR EACH ROW "
        f"WHEN (NOT ({_is_erasure_of_salts('IS DISTINCT FROM')})) {_REFUSE}",
        f"CREATE TRIGGER event_rows_stay BEFORE DELETE ON {_ROWS} FOR EACH ROW {_REFUSE}",
        f"CREATE TRIGGER event_rows_are_not_emptied BEFORE TRUNCATE ON {_ROWS} {_REFUSE}",
    ]
    return made, [f"DROP TRIGGER {statement.split()[2]} ON {_ROWS}" for statement in made]


class KeepEvents(Operation):
    """Let the database refuse to change or remove events."""

    for_sqlite, for_postgresql = staticmethod(_for_sqlite), staticmethod(_for_postgresql)

    reversible = True
    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models do not know of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self._statements(schema_editor)[0]:
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self._statements(schema_editor)[1]:
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return "Let the database refuse to change or remove events"

    def _statements(self, schema_editor: Any) -> tuple[list[str], list[str]]:
        return self.for_postgresql() if schema_editor.connection.vendor == "postgresql" else self.for_sqlite()


class KeepEventRows(KeepEvents):
    """Let the database refuse to change or remove digests of rows; needs what `KeepEvents` made."""

    for_sqlite, for_postgresql = staticmethod(_rows_for_sqlite), staticmethod(_rows_for_postgresql)

    def describe(self) -> str:
        return "Let the database refuse to change or remove the rows of events"
