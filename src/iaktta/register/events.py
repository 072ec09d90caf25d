"""The trail: one event a change, written in the transaction of the change, chained for each owner.

The hash of an event covers who, when, what, which object, the hash before it, digests of its salted values
and of every row that the transaction has written so far (`register/trail/rows.py`). The values and the salts
stand beside it, so that erasing them leaves the chain whole. What is written after the last event of a
transaction is covered by none: an action records its event last.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from iaktta.register.models import Body, Event, EventRows, EventValue, OwnedModel, User
from iaktta.register.trail.hashing import ROWS, digest_of, event_hash, value_digest
from iaktta.register.trail.rows import Touched, digest_of_rows, rows_of, take_touched
from iaktta.register.trail.statements import insert

Changes = Mapping[str, tuple[Any, Any]]
"""Field -> its value before and after."""


def record_event(
    verb: str,
    obj: OwnedModel | Model,
    *,
    by: User,
    changes: Changes | None = None,
    why: str = "",
    kept: Mapping[str, str] | None = None,
    secret: Collection[str] = (),
    owner: Body | None = None,
    rows: Touched | None = None,
) -> Event:
    """Write the next event of the chain of the object's organisation and owner, last in the transaction.

    Args:
        verb: What was done: "recommendation.answered".
        obj: What it was done to, saved; its owner is the event's unless `owner` is given.
        changes: Field -> value before and after (None where there was none).
        why: The stated reason.
        kept: Values that the register keeps elsewhere, such as a whole report: only a digest is kept here.
        secret: Fields whose values only those may see who may see secret words.
        rows: The rows that it covers, where they are others than those written since the last event.

    Raises:
        RuntimeError: Called outside a transaction: the change and its event belong together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of its change")
    owner = owner or obj.owner  # type: ignore[union-attr]  # a model without owner states one
    values = [*_values(changes or {}, why, secret), *_kept(kept or {})]
    last = _head_under_lock(owner)
    written = rows_of(take_touched(owner.organisation_id) if rows is None else rows)
    event = Event(
        pk=last.next_key,
        organisation_id=owner.organisation_id,
        owner=owner,
        number=last.number + 1,
        # A clock that is set back does not turn the chain's time around.
        at=max(timezone.now(), last.at),
        by=by,
        verb=verb,
        object_kind=obj._meta.object_name or "",
        object_id=obj.pk,
        digests={value.field: digest for value, digest in values} | {ROWS: digest_of_rows(written)},
        previous=last.hash,
    )
    event.hash = event_hash(event)
    _save(event, [value for value, _ in values], written)
    return event


def _save(event: Event, values: list[EventValue], rows: list[EventRows]) -> None:
    insert([event])
    stands_beside: list[EventValue | EventRows] = [*values, *rows]
    for beside in stands_beside:
        beside.organisation_id, beside.owner_id = event.organisation_id, event.owner_id
        beside.event_id = event.pk
    insert(values)
    insert(rows)


@dataclass(frozen=True, slots=True)
class _Head:
    """The last event of a chain (number 0 where it has none), and the key that the next event gets.

    The next event's hash covers its key, so it has to be known before.
    """

    number: int
    hash: str
    at: datetime
    next_key: int


_NEXT_KEY = {
    "postgresql": "nextval(pg_get_serial_sequence('register_event', 'id'))",
    "sqlite": "(SELECT COALESCE(MAX(id), 0) + 1 FROM register_event)",
}


_HEAD = (
    "SELECT %s, last.number, last.hash, last.at FROM (SELECT 1 AS one) AS always LEFT JOIN "
    "(SELECT number, hash, at FROM register_event WHERE organisation_id = %%s AND owner_id = %%s "
    "ORDER BY number DESC LIMIT 1) AS last ON 1 = 1"
)


def _head_under_lock(owner: Body) -> _Head:
    """The head of the owner's chain; nobody else can add to it until the transaction ends.

    On SQLite the transaction began with the database's only write lock (IMMEDIATE), on PostgreSQL the owner's
    row is locked; rows that merely point to the owner do not wait for it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT id FROM register_body WHERE id = %s FOR NO KEY UPDATE", [owner.pk])
        cursor.execute(_HEAD % _NEXT_KEY[connection.vendor], [owner.organisation_id, owner.pk])
        key, number, digest, at = cursor.fetchone()
    at = at or datetime.min
    # SQLite keeps a time in UTC without saying so.
    return _Head(number or 0, digest or "", at if at.tzinfo else at.replace(tzinfo=UTC), key)


def _values(changes: Changes, why: str, secret: Collection[str]) -> list[tuple[EventValue, str]]:
    stated: dict[str, tuple[Any, Any]] = {**changes, **({"why": (None, why)} if why else {})}
    made = []
    for field, (before, after) in stated.items():
        value = EventValue(
            field=field, before=_text(before), after=_text(after), salt=_salt(), secret=field in secret
        )
        made.append((value, digest_of(value)))
    return made


def _kept(kept: Mapping[str, str]) -> list[tuple[EventValue, str]]:
    made = []
    for field, text in kept.items():
        value = EventValue(field=field, before=None, after=None, salt=_salt(), kept_elsewhere=True)
        made.append((value, value_digest(value.salt or "", field, None, text)))
    return made


def _salt() -> str:
    return secrets.token_hex(16)


def _text(value: Any) -> str | None:
    """A value as the trail writes it."""
    if value is None or isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return str(value.pk)
    return str(value)


def covers(event: Event, field: str, text: str) -> bool:
    """Whether a value that the register keeps elsewhere is the one that an event was written for.

    An erased salt leaves nothing to compare with, and then nothing is vouched for.
    """
    value = event.values.filter(field=field, kept_elsewhere=True).first()
    if value is None or value.salt is None:
        return False
    return bool(value_digest(value.salt, field, None, text) == event.digests[field])
