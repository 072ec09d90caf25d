"""The same column on many tables at once: the state is rendered once, and SQLite makes no table anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation


class AddColumns(Operation):
    """Add a column with a constant default to several tables; `sqlite` is its type as SQLite has it."""

    reversible = True

    def __init__(
        self, model_names: Sequence[str], name: str, field: models.Field[Any, Any], *, sqlite: str
    ) -> None:
        self.model_names, self.name, self.field, self.sqlite = model_names, name, field, sqlite

    def state_forwards(self, app_label: str, state: Any) -> None:
        keys = [(app_label, name) for name in self.model_names]
        for key in keys:
            state.models[key].fields[self.name] = self.field.clone()
        state.reload_models(keys, delay=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in self.model_names:
            model = to_state.apps.get_model(app_label, name)
            if schema_editor.connection.vendor == "sqlite":
                # SQLite adds a column with a constant default in place, which Django does not ask it to.
                table = model._meta.db_table
                schema_editor.execute(
                    f'ALTER TABLE "{table}" ADD COLUMN "{self.name}" {self.sqlite}', params=None
                )
            else:
                schema_editor.add_field(model, model._meta.get_field(self.name))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in self.model_names:
            model = from_state.apps.get_model(app_label, name)
            schema_editor.remove_field(model, model._meta.get_field(self.name))

    def describe(self) -> str:
        return f"Add {self.name} to {len(self.model_names)} tables"
