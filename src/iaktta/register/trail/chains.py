"""Walking a chain of events from its beginning, and comparing it with its anchors."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from iaktta.register.models import Body, Event, EventRows, EventValue, Organisation
from iaktta.register.trail.breaks import Break, Kind
from iaktta.register.trail.hashing import ROWS, digest_of, event_hash
from iaktta.register.trail.rows import Newest, digest_of_rows

_AT_ONCE = 500


@dataclass(slots=True)
class Chain:
    """What a walk along a body's chain found.

    `first` is the first break, None where it is whole; `holds_to` the number of the last event before it.
    """

    owner: Body
    length: int = 0
    head: str = ""
    begins_at: datetime.datetime | None = None
    first: Break | None = None
    erased: int = 0
    holds_to: int = 0

    @property
    def is_whole(self) -> bool:
        return self.first is None

    @property
    def broken_at(self) -> int | None:
        return self.first.number if self.first else None


def verify_chain(
    organisation: Organisation,
    owner: Body,
    anchored: Mapping[int, set[str]] | None = None,
    newest: Newest | None = None,
) -> Chain:
    """Walk an owner's chain from its beginning; an erased value is no break.

    Args:
        anchored: Number of an event -> the hashes that anchors have for it.
        newest: Takes in the digests of rows that the chain has.
    """
    chain = Chain(owner)
    left = dict(anchored or {})
    head, number = "", 0
    for event, values, rows in _events(organisation, owner):
        chain.begins_at = chain.begins_at or event.at
        number += 1
        found = _kind_of_break(event, number, head, values, rows)
        if found is None and left.pop(event.number, {event.hash}) != {event.hash}:
            found = (Kind.CHAIN_REWRITTEN, "")
        if found is not None:
            at = number if found[0] is Kind.EVENT_MISSING else event.number
            _break(chain, found[0], organisation, at, found[1])
        if newest is not None:
            newest.add(rows)
        chain.length += 1
        chain.erased += sum(value.salt is None for value in values)
        number, head = event.number, event.hash
        if chain.first is None:
            chain.head, chain.holds_to = head, number
    if left:
        _break(chain, Kind.CHAIN_CUT, organisation, min(left))
    return chain


def _break(chain: Chain, kind: Kind, organisation: Organisation, number: int, thing: str = "") -> None:
    if chain.first is None:
        chain.first = Break(kind, organisation, chain.owner, number, thing)


def _events(
    organisation: Organisation, owner: Body
) -> Iterator[tuple[Event, list[EventValue], list[EventRows]]]:
    """Each event of a chain in its order, with its values and its rows."""
    events = Event.objects.filter(organisation=organisation, owner=owner).order_by("number", "pk")
    several: list[Event] = []
    for event in events.iterator(chunk_size=_AT_ONCE):
        several.append(event)
        if len(several) == _AT_ONCE:
            yield from _with_what_stands_beside(several)
            several = []
    yield from _with_what_stands_beside(several)


def _with_what_stands_beside(
    events: list[Event],
) -> Iterator[tuple[Event, list[EventValue], list[EventRows]]]:
    keys = [event.pk for event in events]
    values = _by_event(EventValue.objects.filter(event__in=keys))
    rows = _by_event(EventRows.objects.filter(event__in=keys))
    for event in events:
        yield event, values[event.pk], rows[event.pk]


def _by_event(found: QuerySet[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for each in found.order_by("pk"):
        grouped[each.event_id].append(each)
    return grouped


def _kind_of_break(
    event: Event, number: int, head: str, values: list[EventValue], rows: list[EventRows]
) -> tuple[Kind, str] | None:
    """The kind of break that an event shows, and the field that it concerns."""
    if event.number > number:
        return Kind.EVENT_MISSING, ""
    if event.hash != event_hash(event):
        return Kind.EVENT_CHANGED, ""
    if event.number != number or event.previous != head:
        return Kind.EVENT_MOVED, ""
    field = _disagreeing(event, values)
    if field is not None:
        return Kind.VALUE_CHANGED, field
    if digest_of_rows(rows) != event.digests.get(ROWS, digest_of_rows(())):
        return Kind.DIGESTS_CHANGED, ""
    return None


def _disagreeing(event: Event, values: Iterable[EventValue]) -> str | None:
    """The first field whose value is not the one that the event was written for."""
    there = {value.field: value for value in values}
    fields: list[str] = sorted(there.keys() | event.digests.keys() - {ROWS})
    for field in fields:
        value = there.get(field)
        if value is None or field not in event.digests:
            return field
        if value.kept_elsewhere or value.salt is None:
            # Nothing to compare with: then nothing may stand there either.
            agrees = value.before is None and value.after is None
        else:
            agrees = digest_of(value) == event.digests[field]
        if not agrees:
            return field
    return None
