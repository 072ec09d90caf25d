"""The trail: one event a change, written in the transaction of the change, chained for each owner.

The hash of an event covers who, when, what, which object, the hash before it, and digests of its salted
values. The values themselves stand beside it, so that erasing them leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from iaktta.register.models import Body, Event, EventValue, Organisation, OwnedModel, User

Changes = Mapping[str, tuple[Any, Any]]
"""Field -> its value before and after."""

_FORM = 1
"""Which way of counting an event's hash; a later one gets the next number."""


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
) -> Event:
    """Write the next event of the chain of the object's organisation and owner.

    Args:
        verb: What was done: "recommendation.answered".
        obj: What it was done to, saved; its owner is the event's unless `owner` is given.
        changes: Field -> value before and after (None where there was none).
        why: The stated reason.
        kept: Values that the register keeps elsewhere, such as a whole report: only a digest is kept here.
        secret: Fields whose values only those may see who may see secret words.

    Raises:
        RuntimeError: Called outside a transaction: the change and its event belong together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of its change")
    owner = owner or obj.owner  # type: ignore[union-attr]  # a model without owner states one
    values = [*_values(changes or {}, why, secret), *_kept(kept or {})]
    last = _last_under_lock(owner)
    event = Event(
        organisation_id=owner.organisation_id,
        owner=owner,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        by=by,
        verb=verb,
        object_kind=obj._meta.object_name or "",
        object_id=obj.pk,
        digests={value.field: digest for value, digest in values},
        previous=last.hash if last else "",
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    for value, _ in values:
        value.organisation_id, value.owner, value.event = owner.organisation_id, owner, event
    EventValue.objects.bulk_create(value for value, _ in values)
    return event


def _last_under_lock(owner: Body) -> Event | None:
    """The head of the owner's chain; nobody else can add to it until the transaction ends.

    On SQLite the transaction began with the database's only write lock (IMMEDIATE), on PostgreSQL the owner's
    row is locked; rows that merely point to the owner do not wait for it.
    """
    Body.objects.select_for_update(no_key=True).get(pk=owner.pk)
    chain = Event.objects.filter(organisation=owner.organisation_id, owner=owner)
    return chain.order_by("-number").first()


def _values(changes: Changes, why: str, secret: Collection[str]) -> list[tuple[EventValue, str]]:
    stated: dict[str, tuple[Any, Any]] = {**changes, **({"why": (None, why)} if why else {})}
    made = []
    for field, (before, after) in stated.items():
        value = EventValue(
            field=field, before=_text(before), after=_text(after), salt=_salt(), secret=field in secret
        )
        made.append((value, _digest_of(value)))
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


def value_digest(salt: str, field: str, before: str | None, after: str | None) -> str:
    """SHA-256 of one field's salted values, in hexadecimal."""
    return _sha256([salt, field, before, after])


def _digest_of(value: EventValue) -> str:
    return value_digest(value.salt or "", value.field, value.before, value.after)


def event_hash(event: Event) -> str:
    """SHA-256 of everything in an event but its own hash and its values."""
    return _sha256(
        [
            _FORM,
            event.organisation_id,
            event.owner_id,
            event.number,
            event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            event.by_id,
            event.verb,
            event.object_kind,
            event.object_id,
            event.digests,
            event.previous,
        ]
    )


def _sha256(data: list[Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Chain:
    """What a walk along a chain found: how many events, the last hash, where it first breaks (or None)."""

    length: int
    head: str
    broken_at: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def verify_chain(organisation: Organisation, owner: Body) -> Chain:
    """Walk an owner's chain from its beginning; `broken_at` is the number where the first break shows.

    An erased value is no break; a changed, removed, reordered or rewritten event or value is.
    """
    events = Event.objects.filter(organisation=organisation, owner=owner).order_by("number")
    values = EventValue.objects.filter(organisation=organisation, owner=owner)
    by_event: dict[int, list[EventValue]] = {}
    for value in values.iterator(chunk_size=5000):
        by_event.setdefault(value.event_id, []).append(value)
    number, head = 0, ""
    for event in events.iterator(chunk_size=5000):
        number += 1
        if event.number != number or event.previous != head or event.hash != event_hash(event):
            return Chain(number - 1, head, broken_at=number)
        if not _values_agree(event, by_event.get(event.pk, [])):
            return Chain(number - 1, head, broken_at=number)
        head = event.hash
    return Chain(number, head)


def _values_agree(event: Event, values: list[EventValue]) -> bool:
    if {value.field for value in values} != event.digests.keys():
        return False
    return all(
        value.kept_elsewhere or value.salt is None or _digest_of(value) == event.digests[value.field]
        for value in values
    )


def covers(event: Event, field: str, text: str) -> bool:
    """Whether a value that the register keeps elsewhere is the one that an event was written for.

    An erased salt leaves nothing to compare with, and then nothing is vouched for.
    """
    value = event.values.filter(field=field, kept_elsewhere=True).first()
    if value is None or value.salt is None:
        return False
    return bool(value_digest(value.salt, field, None, text) == event.digests[field])
