"""How the trail counts its digests: one canonical text of any data, the same on every database."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from iaktta.register.models import Event, EventValue

ROWS = "#rows"
"""The key in an event's digests under which its rows stand; no field has that name."""

_FIRST_FORM, _FORM = 1, 2
"""Which way of counting an event's hash; a later one gets the next number."""

# PostgreSQL keeps numbers of JSON as decimals: 1e22 comes back as a whole number, -0.0 without its sign.
_ODD_NUMBER = re.compile(r"-0\.0(?!\d)|\de\+")


def canonical(data: Any) -> str:
    """The one JSON text of data: keys in order, no white space, times in UTC, bytes as their SHA-256."""
    text = _json(data)
    return _json(_evened(data)) if _ODD_NUMBER.search(text) else text


def sha256(data: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def value_digest(salt: str, field: str, before: str | None, after: str | None) -> str:
    """SHA-256 of one field's salted values, in hexadecimal."""
    return sha256([salt, field, before, after])


def digest_of(value: EventValue) -> str:
    """The digest of a value that has not been erased."""
    return value_digest(value.salt or "", value.field, value.before, value.after)


def event_hash(event: Event) -> str:
    """SHA-256 of everything in an event but its own hash, its values and its rows.

    An event that covers rows has its key in it too: by that the newest of several digests of a row is known,
    whichever chains they stand in.
    """
    form: list[Any] = [_FORM, event.pk] if ROWS in event.digests else [_FIRST_FORM]
    return sha256(
        [
            *form,
            event.organisation_id,
            event.owner_id,
            event.number,
            event.at,
            event.by_id,
            event.verb,
            event.object_kind,
            event.object_id,
            event.digests,
            event.previous,
        ]
    )


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    return str(value)


def _evened(data: Any) -> Any:
    if isinstance(data, float) and (data == 0 or (abs(data) >= 1e16 and data.is_integer())):
        # By the digits that are written, as PostgreSQL reads them: the float may have others behind them.
        return int(Decimal(repr(data))) if data else 0.0
    if isinstance(data, dict):
        return {key: _evened(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_evened(value) for value in data]
    return data
