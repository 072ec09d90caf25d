"""Taking personal data out of the trail (dataskyddsförordningen art. 17); the chain stays whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.events import record_event
from iaktta.register.models import Body, Event, EventRows, EventValue, User
from iaktta.register.trail.rows import Comparison, Newest, tables


class NothingToEraseError(IakttaError):
    """No value was given that is still there."""


@transaction.atomic
def erase_values(values: Iterable[EventValue], *, by: User, why: str) -> list[Event]:
    """Erase values of events with their salts, and the salts of the rows that those events covered.

    Gives the events that tell of it, one for each chain. Rows that those events knew last are covered anew by
    them, as they stand: if they stand as they should, for an erasure hides no change.

    Raises:
        NothingToEraseError: There is nothing to erase.
    """
    by_owner: dict[Body, list[EventValue]] = defaultdict(list)
    keys = [value.pk for value in values]
    for value in EventValue.objects.filter(pk__in=keys, salt__isnull=False).select_related("event", "owner"):
        by_owner[value.owner].append(value)
    if not by_owner:
        raise NothingToEraseError(_("Det finns inget värde att radera. Det kan redan vara raderat."))
    return [_erase(owner, found, by, why) for owner, found in by_owner.items()]


def _erase(owner: Body, values: list[EventValue], by: User, why: str) -> Event:
    events = {value.event_id for value in values}
    rows = _to_cover_anew(owner, events)
    EventValue.objects.filter(pk__in=[value.pk for value in values]).update(
        before=None, after=None, salt=None
    )
    EventRows.objects.filter(event__in=events, seed__isnull=False).update(seed=None)
    which = ", ".join(sorted(f"{value.event.number} {value.field}" for value in values))
    return record_event(
        "trail.erased", owner, by=by, owner=owner, changes={"erased": (None, which)}, why=why, rows=rows
    )


def _to_cover_anew(owner: Body, events: set[int]) -> Mapping[str, list[int]]:
    """By table: the keys of rows whose newest digest stands in one of the events, and which agree with it."""
    known, wanted = Newest(), EventRows.objects.filter(event__in=events)
    names = {each.table for each in wanted}
    every = EventRows.objects.filter(
        organisation=owner.organisation_id, table__in=names, event__gte=min(events)
    )
    known.add(every.order_by("event").iterator(500))
    found: dict[str, list[int]] = defaultdict(list)
    for table in names & tables().keys():
        shape = tables()[table]
        last = {key: of for key, of in known.found[table].items() if of[0] in events}
        comparison = Comparison(shape)
        there = set()
        for row in shape.rows(sorted(last)):
            there.add(row[0])
            _event, digest, rows = last[row[0]]
            if digest is not None and comparison.agrees(row, digest, rows):
                found[table].append(row[0])
        found[table] += [key for key, of in last.items() if key not in there and of[1] is None]
    return found
