"""What every test has: hypothesis profiles, and a database that can be emptied although it keeps events."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from tests import postgres
from tests.left_notes import watch_actions

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile("short", max_examples=25, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile("long", max_examples=500, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile("long" if os.environ.get("IAKTTA_TEST_LONG") == "1" else "short")


def pytest_configure() -> None:
    """Where PostgreSQL is wanted but not installed nothing here can be shown; in CI that is an error."""
    if postgres.is_wanted() and "postgresql" not in django_settings.DATABASES["default"]["ENGINE"]:
        message = "Debianpaketet postgresql saknas. Installera med: sudo apt install postgresql"
        pytest.exit(message, returncode=1 if os.environ.get("CI") == "true" else 0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is marked slow runs in `make test-long` only."""
    if os.environ.get("IAKTTA_TEST_LONG") != "1":
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="långsamt: körs av make test-long"))


_EVENT_TABLES = ("register_event", "register_eventvalue", "register_eventrows")
_empty_tables = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def events_let_go(connection: Any) -> Iterator[None]:
    """Between two tests the events must go; nothing but the tests' own emptying of tables gets past."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in _EVENT_TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in _EVENT_TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'event_%'")
        kept = cursor.fetchall()
        for name, _ in kept:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in kept:
            cursor.execute(statement)


def _execute_sql_flush(self: Any, sql_list: Iterable[str]) -> None:
    with events_let_go(self.connection):
        _empty_tables(self, sql_list)
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM register_touched")  # where SQLite notes what was emptied


watch_actions()
BaseDatabaseOperations.execute_sql_flush = _execute_sql_flush  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _data_folder_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test writes into the folder of an installation."""
    monkeypatch.setenv("IAKTTA_DATA", str(tmp_path_factory.getbasetemp() / "data"))
