"""Whether the worker and the schedule live: each writes now and then that it does."""

from __future__ import annotations

import datetime
import socket

from django.utils import timezone

from iaktta.jobs.models import Heartbeat

PARTS = ("worker", "schedule")
EVERY = 60.0
"""Seconds between two beats."""
LATE = datetime.timedelta(minutes=5)
"""How old the newest beat of a part may be before it counts as dead."""
KEPT = datetime.timedelta(days=1)


def beat(part: str, name: str = "") -> None:
    """Write that a part lives; `name` tells it from others of its kind, else the machine's does."""
    now = timezone.now()
    Heartbeat.objects.update_or_create(
        part=part, name=name or socket.gethostname()[:100], defaults={"at": now}
    )
    Heartbeat.objects.filter(at__lt=now - KEPT).delete()


def silent_parts(now: datetime.datetime | None = None) -> list[str]:
    """The parts of which no process has been heard of lately. One query."""
    since = (now or timezone.now()) - LATE
    heard = set(Heartbeat.objects.filter(at__gte=since).values_list("part", flat=True))
    return [part for part in PARTS if part not in heard]
