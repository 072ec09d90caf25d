"""What the trail costs a saved form: the same requests with it and without it, turn by turn.

Without it means that no event is recorded, and that the database notes nothing of what is written. Run by
itself (`python -m bench.trail`) it measures the database of `IAKTTA_DATABASE_URL`, which has to be empty,
else SQLite, in an installation of its own.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from itertools import cycle
from typing import Any

RUNS, IN_A_ROW = 100, 10
LIMIT = 0.25
"""The share of a request that the trail may cost."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One form: medians in seconds of the request that saves it, with the trail and without.

    On SQLite by the time of the processor, since the database works within the process; on PostgreSQL by the
    clock, since it does not.
    """

    database: str
    form: str
    with_trail: float
    without: float

    @property
    def share(self) -> float:
        """What the trail adds, as a share of the request without it."""
        return self.with_trail / self.without - 1


def measure(builder: Any) -> list[Cost]:
    """Each form, on the database that Django is set up with."""
    from django.db import connection
    from django.urls import reverse

    from bench.lists import signed_in
    from iaktta.register.models import Occasion, Recommendation

    client = signed_in(builder)
    org = builder.organisation.slug
    notes = cycle(
        reverse("write_note", kwargs={"org": org, "kind": "recommendation", "pk": pk})
        for pk in Recommendation.objects.order_by("pk").values_list("pk", flat=True)[:100]
    )
    occasions = cycle(
        reverse("occasion", kwargs={"org": org, "pk": pk})
        for pk in Occasion.objects.order_by("pk").values_list("pk", flat=True)[:100]
    )
    forms = {
        "a note": lambda: client.post(next(notes), {"text": "Vi har talat med förvaltningen."}),
        "the result of a control": lambda: client.post(
            next(occasions), {"result": "minor", "comment": "Två"}
        ),
    }
    return [_compared(connection.vendor, form, save) for form, save in forms.items()]


def _compared(database: str, form: str, save: Callable[[], Any]) -> Cost:
    taken: dict[bool, list[float]] = {True: [], False: []}
    clock = time.process_time if database == "sqlite" else time.perf_counter
    for turn in range(2 * RUNS // IN_A_ROW + 2):
        # Turn by turn, so that what else the machine does meets both; the first two turns only warm up.
        with_trail = turn % 2 == 0
        with nullcontext() if with_trail else _without_trail():
            for _ in range(IN_A_ROW):
                started = clock()
                answer = save()
                if turn > 1:
                    taken[with_trail].append(clock() - started)
                if answer.status_code != 302:
                    raise RuntimeError(f"{form} was not saved: {answer.status_code}")
    return Cost(database, form, *(statistics.median(taken[each]) for each in (True, False)))


@contextmanager
def _without_trail() -> Iterator[None]:
    from django.db import connection, transaction

    from iaktta.register.actions import annotations, recording

    rooms: list[Any] = [annotations, recording]
    recorded = [room.record_event for room in rooms]
    triggers: list[tuple[str, str]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'touched\\_%'"
            )
            triggers = cursor.fetchall()
            for name, table in triggers:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'touched_%'"
            )
            triggers = cursor.fetchall()
            for name, _statement in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
    for room in rooms:
        room.record_event = lambda *args, **named: None
    try:
        yield
    finally:
        for room, record in zip(rooms, recorded, strict=True):
            room.record_event = record
        with transaction.atomic(), connection.cursor() as cursor:
            for name, other in triggers:
                postgresql = connection.vendor == "postgresql"
                cursor.execute(f"ALTER TABLE {other} ENABLE TRIGGER {name}" if postgresql else other)


def on_postgresql() -> list[Cost]:
    """The same on a PostgreSQL of its own; nothing where the machine has none."""
    from tests import postgres

    if postgres.binaries() is None:
        return []
    known = postgres.database()
    address = f"postgres://{known['USER']}@/{known['NAME']}?host={known['HOST']}"
    told = subprocess.run(
        [sys.executable, "-m", "bench.trail"],
        env={**os.environ, "IAKTTA_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    return [Cost(**each) for each in json.loads(told.stdout)]


def main() -> None:
    """Measure by itself, and tell it as JSON."""
    with tempfile.TemporaryDirectory(prefix="iaktta-bench-") as folder:
        os.environ |= {"IAKTTA_DATA": folder, "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from bench.register_data import Builder

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        builder = Builder()
        builder.fill(400)
        print(json.dumps([asdict(cost) for cost in measure(builder)]))


if __name__ == "__main__":
    main()
