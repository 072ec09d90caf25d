"""Fifty signed-in people who read and write for a minute, against two web processes on PostgreSQL.

`python -m bench.load` measures alone and prints; `make bench` keeps what it finds in docs/benchmarks.md. The
people are threads of this process, so what they cost is part of what the machine does meanwhile.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

PEOPLE, SECONDS, WEB_PROCESSES = 50, 60, 2
RECOMMENDATIONS = 2_000
WRITES = 0.2
"""The share of requests that write: a note on a recommendation."""
TOKEN = "b" * 32


@dataclass(frozen=True, slots=True)
class Load:
    """What a minute gave: requests answered, of them writes, those that failed, and seconds each took."""

    people: int
    seconds: float
    reads: tuple[float, ...]
    writes: tuple[float, ...]
    failed: int

    @property
    def per_second(self) -> float:
        return (len(self.reads) + len(self.writes)) / self.seconds


def percentile(took: tuple[float, ...], share: float) -> float:
    """The time within which this share of the requests were answered, in seconds."""
    return statistics.quantiles(took, n=1000, method="inclusive")[round(share * 1000) - 1]


def measure() -> Load | None:
    """None where the machine has no PostgreSQL."""
    from tests import postgres

    if postgres.binaries() is None:
        return None
    server = postgres.Server(durable=True)
    server.start()
    try:
        return _against(f"postgres://{postgres.USER}@/postgres?host={server.folder}")
    finally:
        server.remove()


def _against(owner: str) -> Load:
    from tests import postgres

    with tempfile.TemporaryDirectory(prefix="iaktta-load-") as folder:
        environment = os.environ | {
            "IAKTTA_DATA": folder,
            "IAKTTA_DATABASE_OWNER_URL": owner,
            "IAKTTA_DATABASE_URL": owner.replace(f"//{postgres.USER}@", f"//{postgres.APPLICATION_ROLE}@"),
            "DJANGO_SETTINGS_MODULE": "iaktta.settings",
        }
        made = subprocess.run(
            [sys.executable, "-m", "bench.load", "make"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        town = json.loads(made.stdout.splitlines()[-1])
        return _minute(environment, town["cookies"], town["reads"], town["writes"])


def _minute(environment: dict[str, str], cookies: list[str], reads: list[str], writes: list[str]) -> Load:
    from iaktta.cli.serve import _web, free_port

    port = free_port("127.0.0.1", None)
    server = subprocess.Popen(
        _web("127.0.0.1", port, WEB_PROCESSES), env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        people = [_Person(port, cookie, reads, writes, seed) for seed, cookie in enumerate(cookies)]
        began = time.monotonic()
        threads = [threading.Thread(target=one.work, args=(began + SECONDS,)) for one in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
    finally:
        server.terminate()
        server.wait(30)
    return Load(
        len(people),
        took,
        tuple(sorted(each for one in people for each in one.reads)),
        tuple(sorted(each for one in people for each in one.writes)),
        sum(one.failed for one in people),
    )


class _Person:
    """One who reads pages and writes notes, one after the other, with a short pause between them."""

    def __init__(self, port: int, cookie: str, pages: list[str], notes: list[str], seed: int) -> None:
        self.port, self.cookie, self.pages, self.notes = port, cookie, pages, notes
        self.chance = random.Random(seed)  # the same mix each time
        self.reads: list[float] = []
        self.writes: list[float] = []
        self.failed = 0

    def work(self, until: float) -> None:
        """Ask until the time is out."""
        while time.monotonic() < until:
            writes = self.chance.random() < WRITES
            began = time.monotonic()
            if not self._ask(writes):
                self.failed += 1
            (self.writes if writes else self.reads).append(time.monotonic() - began)
            time.sleep(self.chance.uniform(0.1, 0.5))

    def _ask(self, writes: bool) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie}
        try:
            if writes:
                body = urlencode({"text": "Anteckning under last", "csrfmiddlewaretoken": TOKEN})
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                asked.request("POST", self.chance.choice(self.notes), body, headers)
            else:
                asked.request("GET", self.chance.choice(self.pages), headers=headers)
            answer = asked.getresponse()
            answer.read()
        except OSError:
            return False
        finally:
            asked.close()
        return answer.status == (302 if writes else 200)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            asked.request("GET", "/halsa/")
            asked.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            asked.close()
    raise TimeoutError("the server did not answer")


def make() -> None:
    """Fill the register and sign the people in; prints their cookies and what they ask for, as JSON."""
    import django

    os.environ["IAKTTA_DATABASE_URL"] = os.environ["IAKTTA_DATABASE_OWNER_URL"]
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from bench.lists import list_addresses
    from bench.register_data import Builder
    from iaktta.register.models import Membership, Recommendation, User

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    builder = Builder()
    builder.fill(RECOMMENDATIONS)
    cookies = []
    for number in range(PEOPLE):
        user = User.objects.create_user(f"person{number}@iaktta.example", name=f"Person {number}")
        Membership.objects.create(
            user=user, body=builder.board, role=Membership.Role.COORDINATOR, **builder.keys
        )
        client = Client(headers={"host": "localhost"})
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}")
    slug = builder.organisation.slug
    pages = [address for _name, address in list_addresses(slug) if client.get(address).status_code == 200]
    some = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True)[:200])
    pages += [f"/{slug}/rekommendation/{pk}/" for pk in some]
    notes = [f"/{slug}/anteckning/recommendation/{pk}/" for pk in some]
    print(json.dumps({"cookies": cookies, "reads": pages, "writes": notes}))


def main() -> None:
    """Measure alone and print."""
    found = measure()
    if found is None:
        sys.exit("PostgreSQL saknas: sudo apt install postgresql")
    print(
        f"{found.people} people, {found.seconds:.0f} s: {found.per_second:.0f} requests/s, "
        f"{found.failed} failed"
    )
    for name, took in (("reads", found.reads), ("writes", found.writes)):
        times = ", ".join(f"p{round(s * 100)} {percentile(took, s) * 1000:.0f} ms" for s in (0.5, 0.95, 0.99))
        print(f"{name}: {len(took)}, {times}")


if __name__ == "__main__":
    make() if sys.argv[1:] == ["make"] else main()
