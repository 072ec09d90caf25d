"""Every command: whose rights it needs. Those that act in a person's name are walked with every role."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

import click
import pytest
from django.core.management import get_commands

from iaktta.cli.main import iaktta
from iaktta.cli.manage import AS_THE_APPLICATION
from iaktta.register.models import SourceDocument
from iaktta.register.permissions import Act
from tests import oracle
from tests.cli.command import COULD_NOT_BE_DONE, run
from tests.web.walk.town import ELSEWHERE, Town, make_town


class Needs(Enum):
    """What a command asks of whoever runs it."""

    A_FILE = auto()
    """To read a file; the register is not touched."""
    THE_MACHINE = auto()
    """To be the one who runs the program, with its settings."""
    THE_OWNER = auto()
    """The same, with the tables' owner to connect as: it spans organisations."""
    A_ROLE = auto()
    """The same, and with --by a person whose role lets that person do it."""


A_FILE, THE_MACHINE, THE_OWNER, A_ROLE = Needs.A_FILE, Needs.THE_MACHINE, Needs.THE_OWNER, Needs.A_ROLE

COMMANDS = {
    "read": A_FILE,
    "import": A_ROLE,
    "serve": THE_MACHINE,
    "settings": THE_MACHINE,
    "begin": THE_OWNER,
    "backup": THE_OWNER,
    "restore": THE_OWNER,
    "demo": THE_OWNER,
    "verify": THE_OWNER,
    "anchor": THE_OWNER,
    "manage": THE_OWNER,
    "manage add_organisation": THE_OWNER,
    "manage move_files": THE_OWNER,
    "manage read_again": THE_OWNER,
    "manage worker": THE_MACHINE,
}
"""A line for every command of `iaktta`, and for every one of ours under `iaktta manage`."""

NAMES_A_PERSON = {"by", "user", "email", "person"}
"""Options by which a command says in whose name it acts."""


def commands() -> Iterator[str]:
    yield from iaktta.commands_at
    yield from (f"manage {name}" for name, app in get_commands().items() if str(app).startswith("iaktta."))


def test_every_command_has_its_line_and_every_line_its_command() -> None:
    assert set(commands()) == set(COMMANDS)


@pytest.mark.parametrize("name", [name for name in COMMANDS if not name.startswith("manage ")])
def test_a_command_that_acts_in_a_persons_name_needs_a_role(name: str) -> None:
    command = iaktta.get_command(click.Context(iaktta), name)
    assert command is not None
    options = {parameter.name for parameter in command.params}
    assert bool(options & NAMES_A_PERSON) == (COMMANDS[name] == A_ROLE)


@pytest.mark.parametrize("name", [name for name in COMMANDS if not name.startswith("manage ")])
def test_a_command_that_spans_organisations_connects_as_the_owner(name: str) -> None:
    command = iaktta.get_command(click.Context(iaktta), name)
    assert command is not None
    assert command.callback is not None
    says_so = "connect_as_owner()" in inspect.getsource(command.callback)
    assert says_so == (COMMANDS[name] in (THE_OWNER, A_ROLE))


def test_only_the_worker_runs_under_manage_as_the_application() -> None:
    under_manage = {name.removeprefix("manage "): needs for name, needs in COMMANDS.items() if " " in name}
    for name, needs in under_manage.items():
        assert (name in AS_THE_APPLICATION) == (needs != THE_OWNER)


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def test_import_asks_the_table_for_every_role(town: Town, tmp_path: Path) -> None:
    for number, (what, person) in enumerate(town.people.items()):
        if person is None:
            continue
        file = tmp_path / f"{number}.txt"
        file.write_text(f"Uppföljning {number} av intern kontroll 2024", encoding="utf-8")
        before = SourceDocument.objects.count()
        ended = run("import", file, "--organisation", "granvik", "--by", person.email)
        roles = [one for one in oracle.memberships(person) if one.organisation_id == town.organisation.pk]
        may = any(oracle.may(person, Act.IMPORT_DOCUMENT, one.body) for one in roles)
        assert (ended.exit_code != COULD_NOT_BE_DONE) == may, f"{what}: {ended.output}"
        assert SourceDocument.objects.count() == before + may, what


def test_an_organisation_that_is_not_the_persons_is_one_that_is_not_there(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Uppföljning av intern kontroll 2024", encoding="utf-8")
    stranger = town.people[f"coordinator i {ELSEWHERE}"]
    assert stranger is not None
    told = [
        run("import", file, "--organisation", slug, "--by", stranger.email).output.replace(slug, "")
        for slug in (town.organisation.slug, "ingenstans")
    ]
    assert told[0] == told[1]
    assert town.organisation.name not in told[0]
    assert town.elsewhere.name in told[0], "the person's own is proposed"
