"""The background worker: does what is enqueued, outlives its database, takes up what another left."""

from __future__ import annotations

import datetime
import logging
import os
import socket
import threading
import time
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from iaktta.jobs.heartbeats import EVERY, LATE, beat
from iaktta.jobs.models import Heartbeat

logger = logging.getLogger("iaktta.worker")

SHORTEST, LONGEST = 1.0, 30.0
"""Seconds between two tries to reach a database that is gone: twice as long each time."""


class SteadyWorker(Worker):
    """A worker that waits for its database to come back instead of ending."""

    def __init__(self, *, batch: bool = False, interval: float = 1.0) -> None:
        name = f"{socket.gethostname()[:40]}-{os.getpid()}-{int(time.time())}"
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """Until asked to stop, or in a batch until nothing is left."""
        self.live()
        wait = SHORTEST
        while self.running:
            try:
                beat("worker", self.worker_id)
                take_back(self.worker_id)
                wait = SHORTEST
                super().run()
            except (OperationalError, InterfaceError):
                logger.warning("worker.database_gone", exc_info=True, extra={"seconds": int(wait)})
                connections.close_all()
                time.sleep(wait)
                wait = min(2 * wait, LONGEST)
            else:
                return

    def live(self) -> None:
        """Say now and then, from a thread of its own, that this worker lives, long tasks or not."""
        threading.Thread(target=_beats, args=[self.worker_id], daemon=True, name="heartbeat").start()


def _beats(name: str) -> None:
    while True:
        time.sleep(EVERY)
        try:
            beat("worker", name)
        except (OperationalError, InterfaceError):
            pass  # the worker itself meets the same and says so
        finally:
            connections.close_all()


def take_back(own: str = "", now: datetime.datetime | None = None) -> int:
    """Put back what this worker had begun, or one that has not been heard of lately; says how many.

    A task is written so that doing it again does no harm: one that was killed half way may have to.
    """
    since = (now or timezone.now()) - LATE
    living = set(Heartbeat.objects.filter(part="worker", at__gte=since).values_list("name", flat=True))
    left: list[Any] = [
        task.pk
        for task in DBTaskResult.objects.running()
        if not task.worker_ids or task.worker_ids[-1] == own or task.worker_ids[-1] not in living
    ]
    count: int = DBTaskResult.objects.running().filter(pk__in=left).update(status="READY", started_at=None)
    if count:
        logger.warning("worker.took_back", extra={"count": count})
    return count
