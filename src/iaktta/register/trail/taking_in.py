"""What an upgrade of the database does to digests: rows older than digests, and tables with new columns.

After the migrations one event in each chain takes in the rows that they concern. What does not agree with the
trail from before is not taken in: an upgrade hides no change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Max

from iaktta.register.events import record_event
from iaktta.register.models import Body, Event, EventRows, Organisation, TouchedRow, User
from iaktta.register.trail.rows import Comparison, Known, Newest, Shape, tables

PROGRAM = "iaktta@iaktta.invalid"
"""The address of the program's own account, which nobody can sign in with."""

_last_note: dict[str, int] = {"before": 0}


def before_migrating(**_: Any) -> None:
    """Remember which notes there are, so that those that migrations make can be told from them."""
    with connection.cursor() as cursor:
        there = TouchedRow._meta.db_table in connection.introspection.table_names(cursor)
    _last_note["before"] = (TouchedRow.objects.aggregate(last=Max("pk"))["last"] or 0) if there else 0


def after_migrating(plan: Any = (), **_: Any) -> None:
    """Take in what the migrations that were run have changed. Takes what the signal `post_migrate` sends."""
    if not plan:
        return
    for organisation in Organisation.objects.order_by("pk"):
        take_in_rows(organisation, since=_last_note["before"])


@transaction.atomic
def take_in_rows(organisation: Organisation, *, since: int = 0) -> list[Event]:
    """Take in an organisation's rows: all where its trail has no rows yet, else what migrations have changed.

    Args:
        since: The key of the last note before the migrations; what is noted after it they have written.
    """
    begun = EventRows.objects.filter(organisation=organisation).exists()
    noted = _noted(organisation, since)
    wanted = _wanted(organisation, noted) if begun else _wanted(organisation, None)
    return [
        record_event("trail.upgraded" if begun else "trail.began", body, by=_program(), owner=body, rows=rows)
        for body, rows in wanted.items()
    ]


def _noted(organisation: Organisation, since: int) -> dict[str, set[int]]:
    """The rows that migrations have written; their notes then go."""
    notes = TouchedRow.objects.filter(organisation=organisation, pk__gt=since)
    found: dict[str, set[int]] = defaultdict(set)
    for table, row in notes.values_list("table", "row"):
        found[table].add(row)
    notes.delete()
    return found


def _wanted(
    organisation: Organisation, noted: Mapping[str, set[int]] | None
) -> dict[Body, dict[str, list[int]]]:
    """By body, in whose chain they are taken in, and table: the keys of rows. All where `noted` is None."""
    bodies = {body.pk: body for body in Body.objects.filter(organisation=organisation).order_by("pk")}
    found: dict[Body, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    known = Newest()
    known.add(EventRows.objects.filter(organisation=organisation).order_by("event").iterator(500))
    for table, shape in tables().items() if bodies else ():
        here = known.found.get(table, {})
        written = None if noted is None else noted.get(table, set())
        for key, holder in _holders(organisation, shape, here, written):
            found[bodies.get(holder or 0) or _board(bodies)][table].append(key)
    return found


def _holders(
    organisation: Organisation,
    shape: Shape,
    known: Mapping[int, Known],
    noted: Iterable[int] | None,
) -> Iterator[tuple[int, int | None]]:
    """The rows of a table to take in, each with the body that holds it, None where none does."""
    comparison, left = Comparison(shape), set(noted or ())
    for row in shape.rows_of(organisation.pk):
        _event, digest, rows = known.get(row[0], (0, None, None))
        if noted is None:
            wanted = not shape.is_draft(row)
        elif row[0] in left:
            left.discard(row[0])
            wanted = True
        elif digest is None or rows is None or rows.columns == shape.names:
            wanted = False
        else:
            # What did not agree before the upgrade does not agree after it either.
            wanted = comparison.agrees(row, digest, rows) is not False
        if wanted:
            yield row[0], row[0] if shape.model is Body else shape.of(row, "owner_id")
    yield from ((key, None) for key in sorted(left))  # removed by a migration


def _board(bodies: Mapping[int, Body]) -> Body:
    boards = (body for body in bodies.values() if body.kind == Body.Kind.EXECUTIVE_BOARD)
    return next(boards, None) or next(iter(bodies.values()))


def _program() -> User:
    built_in = {
        "name": "Iaktta",
        "kind": User.Kind.BUILT_IN,
        "is_active": False,
        "password": make_password(None),
    }
    return User.objects.get_or_create(email=PROGRAM, defaults=built_in)[0]
