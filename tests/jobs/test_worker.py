"""The worker takes up what one that was killed had begun."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from iaktta.jobs.heartbeats import LATE, beat
from iaktta.jobs.models import Heartbeat
from iaktta.jobs.tasks import tidy
from iaktta.jobs.worker import SteadyWorker, take_back

pytestmark = pytest.mark.django_db(transaction=True)


def begun_by(worker: str) -> Any:
    """A task that a worker has taken and not finished."""
    tidy.enqueue()
    task = DBTaskResult.objects.latest("enqueued_at")
    task.claim(worker)
    return task


def test_a_task_of_a_worker_that_is_gone_is_done_by_the_next() -> None:
    beat("worker", "borta")
    Heartbeat.objects.update(at=timezone.now() - LATE - datetime.timedelta(seconds=1))
    task = begun_by("borta")
    SteadyWorker(batch=True).run()
    task.refresh_from_db()
    assert str(task.status) == "SUCCESSFUL"


def test_a_task_of_a_worker_that_lives_is_left_to_it() -> None:
    beat("worker", "lever")
    task = begun_by("lever")
    assert take_back() == 0
    task.refresh_from_db()
    assert str(task.status) == "RUNNING"


def test_a_worker_takes_back_its_own_after_a_break() -> None:
    beat("worker", "jag")
    begun_by("jag")
    assert take_back("jag") == 1
    assert DBTaskResult.objects.ready().count() == 1
