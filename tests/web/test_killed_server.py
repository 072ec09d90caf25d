"""The server killed in the middle of two hundred concurrent writes, ten times over: nothing is half done.

A real server, started as `iaktta serve` starts it, on this test run's database. What it answered for is in
the register; what is in the register is whole: the row, what follows from it, and its event.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from iaktta.cli.serve import _web
from iaktta.register.models import Audit, Event, Proposal
from iaktta.register.trail.chains import verify_chain
from tests.granvik import Granvik, make_granvik

WRITES = 200
KILLED_AFTER = (1, 90, 30, 50, 7, 110, 20, 60, 4, 40)
"""How many writes have been answered when the server is killed, round by round; others are under way."""
TOKEN = "k" * 32
SENDS = {Proposal.State.CONFIRMED: "samma", Proposal.State.PARTED: "isar"}
Wanted = dict[int, Proposal.State]
"""A proposal's key, and what it is to become."""


@pytest.fixture
def granvik(transactional_db: None) -> Granvik:
    return make_granvik()


@pytest.fixture
def cookies(granvik: Granvik) -> str:
    client = Client()
    client.force_login(granvik.person)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


class Server:
    """A web server of its own process group, started and killed again and again."""

    def __init__(self, folder: Path) -> None:
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ,
            "IAKTTA_DATA": str(folder),
            "IAKTTA_SECRET_KEY": str(settings.SECRET_KEY),
            "IAKTTA_DATABASE_URL": _address_of_this_database(),
            "DJANGO_SETTINGS_MODULE": "iaktta.settings",
        }

    def start(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._process = subprocess.Popen(
            _web("127.0.0.1", self.port, 2), env=self._environment, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """All of it at once, without a chance to end anything."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def _address_of_this_database() -> str:
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{where['NAME']}"
    return f"postgres://{where['USER']}@/{where['NAME']}?host={where['HOST']}"


@pytest.fixture
def server(granvik: Granvik, tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    made.kill()


def test_whatever_the_server_was_doing_when_it_was_killed_is_done_or_not_done(
    granvik: Granvik, server: Server, cookies: str
) -> None:
    stored_of_all = 0
    for round_number, answered in enumerate(KILLED_AFTER):
        wanted = proposals(granvik, round_number)
        server.start()
        acknowledged = asyncio.run(send(server, cookies, wanted, answered))
        stored = whole(wanted)
        assert answered <= len(acknowledged)
        assert acknowledged <= stored
        assert len(stored) <= len(wanted)
        chain = verify_chain(granvik.organisation, granvik.board)
        stored_of_all += len(stored)
        assert chain.is_whole
        assert chain.length == stored_of_all
    assert stored_of_all < WRITES * len(KILLED_AFTER)  # the server was killed while it had more to do


def proposals(granvik: Granvik, round_number: int) -> Wanted:
    """Two hundred pairs of audits to settle: every other is to be joined, the rest parted."""
    keys: dict[str, Any] = {"organisation": granvik.organisation, "owner": granvik.board}
    audits = Audit.objects.bulk_create(
        Audit(title=f"Granskning {round_number}:{number}", year=2024, **keys) for number in range(2 * WRITES)
    )
    made = Proposal.objects.bulk_create(
        Proposal(kind="audit", first_audit=first, second_audit=second, likeness=0.9, **keys)
        for first, second in zip(audits[::2], audits[1::2], strict=True)
    )
    return {each.pk: list(SENDS)[number % 2] for number, each in enumerate(made)}


async def send(server: Server, cookies: str, wanted: Wanted, enough: int) -> set[int]:
    """Settle them all at once; when so many have been answered, kill the server. Gives what was answered."""
    acknowledged: set[int] = set()

    async def settle(pk: int, state: Proposal.State) -> None:
        if await _answered(server.port, cookies, f"{SENDS[state]}={pk}&csrfmiddlewaretoken={TOKEN}"):
            acknowledged.add(pk)
            if len(acknowledged) == enough:
                server.kill()

    await asyncio.gather(*(settle(pk, state) for pk, state in wanted.items()))
    return acknowledged


async def _answered(port: int, cookies: str, form: str) -> bool:
    """Whether the server led on to the next page, which it does when all is written."""
    request = [
        f"POST {reverse('settle', kwargs={'org': 'granvik'})} HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(form)}",
        f"Cookie: {cookies}",
    ]
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write("\r\n".join([*request, "", form]).encode())
        status = await reader.readline()
        writer.close()
    except OSError:
        return False
    assert status in (b"", b"HTTP/1.1 302 Found\r\n"), status
    return bool(status)


def whole(wanted: Wanted) -> set[int]:
    """The proposals that were settled, each with all that belongs to it; the others are untouched."""
    events = list(Event.objects.filter(object_kind="Proposal", object_id__in=wanted))
    verbs = {event.object_id: event.verb for event in events}
    assert len(verbs) == len(events)
    settled = set()
    for each in Proposal.objects.filter(pk__in=wanted).select_related("second_audit"):
        joined = each.second.joined_into_id == each.second.shown_as_id == each.first_audit_id
        if each.state == Proposal.State.OPEN:
            assert (joined, verbs.get(each.pk)) == (False, None)
            continue
        assert each.state == wanted[each.pk]
        assert (joined, verbs[each.pk]) == (each.state == Proposal.State.CONFIRMED, f"proposal.{each.state}")
        settled.add(each.pk)
    return settled
