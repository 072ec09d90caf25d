"""Standing work: what is due is claimed and enqueued in one transaction, so that it runs once.

Called by the worker's loop each minute, or by cron or systemd; several at a time do no harm.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from iaktta.jobs.models import Schedule
from iaktta.jobs.tasks import STANDING


def keep_standing_work(now: datetime.datetime | None = None) -> None:
    """Make the rows of standing work that are missing; intervals that somebody changed stay."""
    for work, standing in STANDING.items():
        Schedule.objects.get_or_create(
            work=work, defaults={"every": standing.every, "next_run": now or timezone.now()}
        )


def run_due(now: datetime.datetime | None = None) -> int:
    """Enqueue what is due and say how many. What was missed while the program was off runs once."""
    now = now or timezone.now()
    enqueued = 0
    for schedule in Schedule.objects.filter(next_run__lte=now, work__in=STANDING):
        missed = (now - schedule.next_run) // schedule.every
        following = schedule.next_run + (missed + 1) * schedule.every
        with transaction.atomic():
            # The condition claims it: only one of several that saw the same time changes the row.
            claimed = Schedule.objects.filter(pk=schedule.pk, next_run=schedule.next_run).update(
                next_run=following
            )
            if claimed:
                STANDING[schedule.work].task.enqueue()
                enqueued += 1
    return enqueued
