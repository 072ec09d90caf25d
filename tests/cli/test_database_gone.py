"""The database goes and comes back: pages say so, and everything goes on by itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from iaktta.cli.serve import _schedule
from iaktta.jobs.models import Heartbeat
from tests import postgres
from tests.cli.served import PROGRAM, Served, Visitor, environment, wait_for
from tests.house.files import ROOT

pytestmark = pytest.mark.skipif(postgres.binaries() is None, reason="PostgreSQL is not installed")

SIGNED_IN = """
import sys
sys.path.insert(0, "{root}")
from django.test import Client
from tests.granvik import make_granvik
client = Client()
client.force_login(make_granvik().person)
print(client.cookies["sessionid"].value)
"""
DONE = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
ENQUEUE = "from iaktta.jobs.tasks import tidy; tidy.enqueue()"


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    made = postgres.Server()
    made.start()
    yield made
    made.remove()


def asked(server: postgres.Server, question: str) -> str:
    with psycopg.connect(host=str(server.folder), user=postgres.USER, dbname="postgres") as connection:
        row = connection.execute(question.encode()).fetchone()
        return str(row[0]) if row else ""


def session(settings: dict[str, str]) -> str:
    """The cookie of somebody who is signed in to a register of Granviks kommun, made now."""
    told = subprocess.run(
        [PROGRAM, "manage", "shell", "-v0", "-c", SIGNED_IN.format(root=ROOT)],
        env=settings, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return told.stdout.strip()


def send(visitor: Visitor, token: str) -> tuple[int, str]:
    return visitor.send("/granvik/forslag/avgor/", token, samma="999999", skal="fel-men-sparat")


def test_pages_say_so_and_web_worker_and_schedule_go_on_when_it_is_back(
    server: postgres.Server, tmp_path: Path
) -> None:
    address = f"postgres://{postgres.USER}@/{server.folder}/postgres"
    settings = environment(tmp_path, IAKTTA_DATABASE_URL=address)
    subprocess.run([PROGRAM, "manage", "migrate", "-v0"], env=settings, check=True)
    served = Served(settings)
    try:
        visitor = Visitor(served.address)
        visitor.cookie("sessionid", session(settings))
        token = visitor.token("/granvik/dokument/")
        assert send(visitor, token)[0] == 404, "there is no such proposal"
        wait_for(lambda: "ok" in visitor.get("/redo/")[1], "worker and schedule")
        server.fail()
        _while_it_is_gone(visitor, token)
        wait_for(lambda: "worker.database_gone" in served.output, "the worker to notice")
        server.start()
        _when_it_is_back(visitor, token, server, settings)
        assert served.is_alive
    finally:
        code = served.stop()
        print(served.output)  # shown where the test fails
    assert code == 0
    for kept_quiet in ("fel-men-sparat", "granvik", "Traceback", str(server.folder)):
        assert kept_quiet not in served.output


def _while_it_is_gone(visitor: Visitor, token: str) -> None:
    for _ in range(3):
        status, page = visitor.get("/granvik/dokument/")
        assert status == 503
        assert visitor.headers["Retry-After"] == "10"
        assert "Databasen svarar inte just nu" in page
        assert "Content-Security-Policy" in visitor.headers
    status, page = send(visitor, token)
    assert status == 503
    assert "Det du skickade är inte sparat. Stanna på den här sidan" in page
    probe = Visitor(visitor.address)
    assert probe.get("/halsa/")[0] == 200, "the process lives"
    assert probe.get("/redo/")[0] == 503, "but cannot serve"


def _when_it_is_back(visitor: Visitor, token: str, server: postgres.Server, settings: dict[str, str]) -> None:
    assert send(visitor, token)[0] == 404, "a reload sends the form again, and now it is heard"
    assert visitor.get("/granvik/dokument/")[0] == 200
    assert visitor.get("/redo/")[0] == 200
    before = asked(server, DONE)
    subprocess.run([PROGRAM, "manage", "shell", "-v0", "-c", ENQUEUE], env=settings, check=True)
    wait_for(lambda: int(asked(server, DONE)) > int(before), "the worker to go on")
    if os.environ.get("IAKTTA_TEST_LONG") == "1":
        _the_schedule_goes_on(server)


def _the_schedule_goes_on(server: postgres.Server) -> None:
    beats = "SELECT max(at) FROM jobs_heartbeat WHERE part = 'schedule'"
    last = asked(server, beats)
    wait_for(lambda: asked(server, beats) > last, "the schedule to go on", within=130)


@pytest.mark.django_db
def test_the_schedule_says_that_it_could_not_run_and_tries_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone() -> int:
        raise OperationalError("connection to granvik.example failed")

    with monkeypatch.context() as patched:
        patched.setattr("iaktta.jobs.schedule.run_due", gone)
        _schedule()()
    assert [record.msg for record in caplog.records if record.name == "iaktta.schedule"] == [
        "schedule.failed"
    ]
    assert not Heartbeat.objects.filter(part="schedule").exists()
    _schedule()()
    assert Heartbeat.objects.filter(part="schedule").exists()
