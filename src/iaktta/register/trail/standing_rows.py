"""Comparing every row as it stands with the newest digest that the trail has of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from iaktta.register.models import Body, Event, EventRows, Organisation, TouchedRow
from iaktta.register.trail.breaks import Break, Kind
from iaktta.register.trail.rows import Comparison, Known, Newest, Shape, salt_in, tables

_TOLD = 20
"""So many breaks are told; the rest are counted."""


@dataclass(slots=True)
class StandingRows:
    """What comparing the rows of an organisation came to.

    `lowest` is by body the number of the first event that is put in doubt by a row that is not as it left it;
    `unseen` counts rows that were written without an event, whether or not they are as before.
    """

    checked: int = 0
    broken: int = 0
    breaks: list[Break] = field(default_factory=list)
    lowest: dict[int, int] = field(default_factory=dict)
    unseen: int = 0


def verify_rows(
    organisation: Organisation, newest: Newest, tell: Callable[[str], None] = lambda _: None
) -> StandingRows:
    """Compare all rows of an organisation with what its chains, already walked, know of them."""
    found = StandingRows()
    for table, shape in sorted(tables().items()):
        tell(str(shape.model._meta.verbose_name_plural))
        known = dict(newest.found.get(table, {}))
        check = _Check(organisation, shape, found)
        for row in shape.rows_of(organisation.pk):
            check.row(row, known.pop(row[0], None))
        for key, (_event, digest, rows) in sorted(known.items()):
            if digest is not None:
                check.broken(Kind.ROW_REMOVED, key, None, rows)
    found.unseen = TouchedRow.objects.filter(organisation=organisation).count()
    return found


class _Check:
    """One table's rows against their digests."""

    def __init__(self, organisation: Organisation, shape: Shape, found: StandingRows) -> None:
        self._organisation, self._shape, self._found = organisation, shape, found
        self._comparison = Comparison(shape)
        self._events: dict[int, Event | None] = {}

    def row(self, row: tuple[Any, ...], known: Known | None) -> None:
        self._found.checked += 1
        _event, digest, rows = known or (0, None, None)
        if digest is None or rows is None:
            if known is not None or not self._shape.is_draft(row):
                self.broken(Kind.ROW_ADDED, row[0], row, rows)
        elif salt_in(rows, row[0]) is None:
            self.broken(Kind.SALT_REMOVED, row[0], row, rows)
        elif self._comparison.agrees(row, digest, rows) is False:
            self.broken(Kind.ROW_CHANGED, row[0], row, rows)

    def broken(self, kind: Kind, key: int, row: tuple[Any, ...] | None, rows: EventRows | None) -> None:
        found = self._found
        found.broken += 1
        event = self._event(rows.event_id) if rows else None
        if event is not None:
            lowest = found.lowest.get(event.owner_id, event.number)
            found.lowest[event.owner_id] = min(lowest, event.number)
        if len(found.breaks) < _TOLD:
            thing = f"{self._shape.model._meta.verbose_name} {key}"
            covered = event.owner if event else None
            owner = self._owner_of(row) or covered
            number = event.number if event and owner == covered else None
            found.breaks.append(Break(kind, self._organisation, owner, number, thing))

    def _event(self, key: int) -> Event | None:
        if key not in self._events:
            self._events[key] = Event.objects.select_related("owner").filter(pk=key).first()
        return self._events[key]

    def _owner_of(self, row: tuple[Any, ...] | None) -> Body | None:
        return Body.objects.filter(pk=self._shape.of(row, "owner_id")).first() if row else None
