"""An installation on PostgreSQL as it is meant: the owner makes tables, the application works under policies.

Real processes, with nothing but settings to tell them apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

import iaktta
from tests import postgres

pytestmark = pytest.mark.skipif(not postgres.is_wanted(), reason="only PostgreSQL has policies")

OWNER, APPLICATION = "iaktta_owner_of_two", "iaktta_application_of_two"
FOLLOW_UP = Path(iaktta.__file__).parent / "demo" / "2022-uppfoljande-granskning.txt"
PEOPLE = """
from iaktta.register.models import Body, Membership, Organisation, User
for slug in ("granvik", "sjovik"):
    organisation = Organisation.objects.create(slug=slug, name=slug.capitalize() + "s kommun")
    board = Body.objects.create(organisation=organisation, kind="executive_board", name="Kommunstyrelsen")
    Body.objects.create(organisation=organisation, kind="auditors", name="Revisorerna")
    person = User.objects.create_user(f"ada@{slug}.example", "fyra-lugna-uttrar", name="Ada Ek")
    Membership.objects.create(
        organisation=organisation, owner=board, body=board, user=person, role="coordinator"
    )
"""
PAGES = """
from django.db import connection
from django.test import Client
from iaktta.jobs.tasks import send_in
from iaktta.register import access
from iaktta.register.models import Organisation, SourceDocument, User
from django.db import transaction
print("role", connection.settings_dict["USER"], SourceDocument.objects.count(), Organisation.objects.count())
client = Client(headers={"host": "localhost"})
known = {"login": "ada@granvik.example", "password": "fyra-lugna-uttrar"}
print("in", client.post("/konto/logga-in/", known).status_code)
advice = "/granvik/2022/alla/revision/rekommendationer/"
for address in ("/", "/granvik/dokument/", advice, "/sjovik/dokument/"):
    print(address, client.get(address).status_code)
ada = User.objects.get(email="ada@granvik.example")
with transaction.atomic():
    board = access.sight(ada, "granvik").roles[0].body
    send_in(open(PATH, "rb").read() + b" ", "igen.txt", owner=board, by=ada)
from django.core.management import call_command
call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
with transaction.atomic():
    print("documents", access.sight(ada, "granvik").of(SourceDocument).count())
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Two roles and an empty database of the owner's: gives the settings."""
    server = postgres.database()
    name = f"two_roles_{os.getpid()}"
    with psycopg.connect(host=server["HOST"], user=postgres.USER, dbname="postgres", autocommit=True) as made:
        for role in (OWNER, APPLICATION):
            made.execute(sql.SQL("DROP ROLE IF EXISTS {0}").format(sql.Identifier(role)))
            made.execute(sql.SQL("CREATE ROLE {0} LOGIN").format(sql.Identifier(role)))
        made.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        )
        yield {
            "IAKTTA_DATA": str(tmp_path_factory.mktemp("two")),
            "IAKTTA_DATABASE_URL": f"postgres://{APPLICATION}@/{name}?host={server['HOST']}",
            "IAKTTA_DATABASE_OWNER_URL": f"postgres://{OWNER}@/{name}?host={server['HOST']}",
        }
        made.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        for role in (OWNER, APPLICATION):
            made.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def run(installation: dict[str, str], *command: str | Path, ends_with: tuple[int, ...] = (0, 1)) -> str:
    """What a command of the installation writes; it has to go well, unless it is to end otherwise."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("IAKTTA_")}
    done = subprocess.run(
        [str(part) for part in command],
        env={**environment, **installation, "DJANGO_SETTINGS_MODULE": "iaktta.settings"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode in ends_with, done.stderr[-3000:]
    return done.stdout if done.returncode in (0, 1) else done.stderr


def test_a_command_that_spans_organisations_does_not_call_an_empty_view_of_them_well(
    installation: dict[str, str],
) -> None:
    command = Path(sys.executable).parent / "iaktta"
    run(installation, command, "manage", "migrate", "--verbosity", "0")
    alone = {**installation, "IAKTTA_DATABASE_OWNER_URL": ""}
    told = run(alone, command, "verify", ends_with=(3,))
    assert "IAKTTA_DATABASE_OWNER_URL" in told


def test_migrate_as_owner_then_everything_else_under_the_policies(installation: dict[str, str]) -> None:
    command = Path(sys.executable).parent / "iaktta"
    run(installation, command, "manage", "migrate", "--verbosity", "0")
    run(installation, command, "manage", "shell", "--verbosity", "0", "-c", PEOPLE)
    told = run(
        installation, command, "import", FOLLOW_UP, "--organisation", "granvik", "--by", "ada@granvik.example"
    )
    assert "införd" in told
    pages = PAGES.replace("PATH", repr(str(FOLLOW_UP)))
    assert run(installation, sys.executable, "-m", "django", "shell", "--verbosity", "0", "-c", pages).split(
        "\n"
    )[:-1] == [
        f"role {APPLICATION} 0 0",
        "in 302",
        "/ 302",
        "/granvik/dokument/ 200",
        "/granvik/2022/alla/revision/rekommendationer/ 200",
        "/sjovik/dokument/ 404",
        "documents 2",
    ]
