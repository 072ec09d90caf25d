"""Statements that every saved form runs, written once: the ORM would compose each of them anew.

What goes in and comes out is converted by the fields themselves, as the ORM does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

_AT_ONCE = 200
"""Rows to a statement; SQLite takes no more than some thousands of values in one."""


def insert(rows: Sequence[Model]) -> None:
    """Add rows of one model as they are, keys included where they have one."""
    if not rows:
        return
    model = type(rows[0])
    fields = [each for each in model._meta.local_concrete_fields if each.name != "id" or rows[0].pk]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        values = [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for row in some
            for field in fields
        ]
        statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {", ".join([one] * len(some))}'  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def select(model: type[Model], columns: Sequence[str], keys: Sequence[int]) -> Iterator[Sequence[Any]]:
    """The key and these columns of some rows, as `values_list` gives them."""
    head, compiler, converters = _prepared(model, tuple(columns), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(f"{head} ({', '.join(['%s'] * len(keys))})", list(keys))
        found: Iterable[Any] = cursor.fetchall()
    yield from compiler.apply_converters(found, converters) if converters else found


@cache
def _prepared(model: type[Model], columns: tuple[str, ...], vendor: str) -> tuple[str, Any, Any]:
    by_name = {field.attname: field for field in model._meta.local_concrete_fields}
    fields = [model._meta.pk, *(by_name[name] for name in columns)]
    names = ", ".join(f'"{field.column}"' for field in fields if field is not None)
    compiler: Any = model._base_manager.all().query.get_compiler(connection=connection)
    converters = compiler.get_converters([field.cached_col for field in fields if field is not None])
    return f'SELECT {names} FROM "{model._meta.db_table}" WHERE "id" IN', compiler, converters  # noqa: S608
