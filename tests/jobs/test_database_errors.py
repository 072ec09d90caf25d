"""A database that will not says so in words, and other errors stay what they are."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.backends.sqlite3.base import DatabaseWrapper

from iaktta.errors import IakttaError
from iaktta.jobs.database_errors import speaking_of_the_database


def database(path: str, **options: object) -> DatabaseWrapper:
    """A connection of Django's own to a file, as the program makes it."""
    return DatabaseWrapper(
        {
            "NAME": path,
            "OPTIONS": {"timeout": 0.05, **options},
            "TIME_ZONE": None,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False,
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
            "TEST": {},
        },
        alias="other",
    )


def write(path: str, **options: object) -> None:
    connection = database(path, **options)
    connection.inc_thread_sharing()
    try:
        with speaking_of_the_database():
            connection.ensure_connection()
            assert connection.connection is not None
            with connection.wrap_database_errors:
                connection.connection.execute("INSERT INTO thing VALUES (1)")
                connection.connection.commit()
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def databases_of_its_own(django_db_blocker: Any) -> Iterator[None]:
    """These tests make their own files and leave the tests' database alone."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "iaktta.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE thing (number INTEGER UNIQUE)")
    connection.close()
    return path


def test_a_read_only_database_is_named(file: Path) -> None:
    with pytest.raises(IakttaError, match="går bara att läsa"):
        write(f"file:{file}?mode=ro", uri=True)


def test_a_locked_database_is_named(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(IakttaError, match="upptagen av ett annat program"):
            write(str(file))
    finally:
        other.close()


def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(IakttaError, match="går inte att nå"):
        write(str(tmp_path / "saknas" / "iaktta.sqlite3"))


def test_a_database_without_tables_is_named(tmp_path: Path) -> None:
    with pytest.raises(IakttaError, match="saknar tabeller"):
        write(str(tmp_path / "tom.sqlite3"))


def test_a_broken_rule_of_the_register_stays_an_error_of_ours(file: Path) -> None:
    write(str(file))
    with pytest.raises(IntegrityError):
        write(str(file))
