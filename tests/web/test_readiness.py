"""`/redo/`: whether this process can serve, and whether the work behind it goes on."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.conf import settings as stated
from django.db import connection
from django.test import Client
from django.utils import timezone

from iaktta.jobs import readiness
from iaktta.jobs.heartbeats import LATE, beat, silent_parts
from iaktta.jobs.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_folder_and_nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    stated.DATA.mkdir(parents=True, exist_ok=True)
    monkeypatch.setitem(readiness._known, "tables", False)


def told() -> tuple[int, str]:
    answer = Client().get("/redo/")
    return answer.status_code, answer.json()["status"]


def test_all_is_well_when_every_part_has_been_heard_of() -> None:
    for part in ("worker", "schedule"):
        beat(part)
    assert told() == (200, "ok")


def test_pages_are_served_although_the_worker_is_silent_and_it_is_told() -> None:
    beat("schedule")
    assert told() == (200, "degraded")
    beat("worker", "maskin-1")
    Heartbeat.objects.filter(part="worker").update(at=timezone.now() - LATE - datetime.timedelta(seconds=1))
    assert silent_parts() == ["worker"]
    assert told() == (200, "degraded")


def test_older_tables_are_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    assert told() == (503, "not_ready")


def test_a_folder_that_cannot_be_written_is_not_ready(settings: Any) -> None:
    settings.DATA = stated.DATA / "finns-inte"
    assert told() == (503, "not_ready")


def test_a_stranger_learns_only_whether_it_is_ready() -> None:
    answer = Client().get("/redo/")
    assert list(answer.json()) == ["status"]
    assert str(stated.DATA) not in answer.content.decode()


def test_beats_of_processes_that_are_gone_are_forgotten() -> None:
    Heartbeat.objects.create(part="worker", name="gammal", at=timezone.now() - datetime.timedelta(days=2))
    beat("worker", "ny")
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["ny"]
