"""One value of a row as a backup writes it: the same text whichever database it stood in.

Times in UTC with microseconds, decimals with all their places, JSON without the forms that only one database
keeps. Bytes are a file of their own; the row names it by its SHA-256.
"""

from __future__ import annotations

import datetime
import decimal
import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, models
from django.utils.dateparse import parse_date, parse_datetime, parse_duration, parse_time
from django.utils.duration import duration_iso_string

Bytes = Callable[[str], bytes]
"""SHA-256 in hexadecimal -> the bytes."""

_EXACT = 10**16
"""From here on PostgreSQL writes a whole number in JSON without an exponent, so that it comes back whole."""


def line(row: Mapping[str, Any]) -> bytes:
    """A row as its line in the backup; its sum is what two databases are compared by."""
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def written(field: models.Field[Any, Any], value: Any) -> Any:
    """A value from the database as JSON has it.

    Raises:
        TypeError: A kind of value that nobody has said how to write.
    """
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return _same_in_both(value)
    if isinstance(value, bytes | memoryview):
        data = bytes(value)
        return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    if isinstance(value, float):
        return value + 0.0  # -0.0 becomes 0.0, as SQLite has it
    if isinstance(value, str | bool | int):
        return value
    return _written_text(field, value)


def _written_text(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, datetime.timedelta):
        return duration_iso_string(value)
    if isinstance(value, decimal.Decimal):
        places = getattr(field, "decimal_places", None)
        return f"{value:.{places}f}" if places is not None else f"{value:f}"
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"no form for {type(value).__name__} in {field}")


def _same_in_both(value: Any) -> Any:
    """JSON without what PostgreSQL does not keep: the sign of zero, and that a vast number was no integer."""
    if isinstance(value, float):
        vast = abs(value) >= _EXACT and value.is_integer()
        # By the digits that are written, as PostgreSQL reads them: the float may have others behind them.
        return int(decimal.Decimal(repr(value))) if vast else value + 0.0
    if isinstance(value, dict):
        return {key: _same_in_both(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_same_in_both(each) for each in value]
    return value


_READ: Mapping[str, Callable[[str], Any]] = {
    "DateTimeField": parse_datetime,
    "DateField": parse_date,
    "TimeField": parse_time,
    "DurationField": parse_duration,
    "DecimalField": decimal.Decimal,
    "UUIDField": uuid.UUID,
}


def read(field: models.Field[Any, Any], stated: Any, data: Bytes) -> Any:
    """A value of a backup as the field takes it; `data` gives the bytes that it names.

    Raises:
        ValueError: The text is no value of that kind.
    """
    if stated is None or isinstance(field, models.JSONField):
        return stated
    kind = _kind(field)
    if kind == "BinaryField":
        return data(stated["sha256"])
    if kind not in _READ:
        return stated
    value = _READ[kind](stated)
    if value is None:
        raise ValueError(f"{stated!r} is no {kind}")
    return value


def for_database(field: models.Field[Any, Any], value: Any) -> Any:
    """A value as the database's own driver takes it."""
    if value is None and isinstance(field, models.JSONField) and not field.null:
        return connection.ops.adapt_json_value(
            None, field.encoder
        )  # JSON's own null: the column has no other
    return field.get_db_prep_save(value, connection)


def _kind(field: models.Field[Any, Any]) -> str:
    """Which kind of value a column holds; that of a foreign key is the key's that it points to."""
    if isinstance(field, models.ForeignKey):
        return _kind(field.target_field)
    return field.get_internal_type()
