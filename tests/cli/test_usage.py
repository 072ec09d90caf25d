"""What the command line says of itself, and how it answers wrong usage."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from iaktta.cli.main import iaktta
from iaktta.cli.swedish import PLURALS, WORDS
from tests.cli.command import COULD_NOT_BE_DONE, WELL, WRONG_USAGE, run

PROGRAM = Path(sys.executable).with_name("iaktta")
FOR_DEVELOPERS = (
    "No options defined but",
    "Name '{name}' defined",
    "Boolean option",
    "Could not determine name",
    "Arguments take exactly",
    "Shell completion",
    "Couldn't detect Bash",
    "Windows error",
)
"""How what click tells only developers begins."""


def test_help_lists_every_command_in_swedish() -> None:
    told = run("--help")
    assert told.exit_code == WELL
    assert told.stdout.startswith("Användning: iaktta [FLAGGA]... KOMMANDO [ARGUMENT]...")
    for name in iaktta.commands_at:
        assert f"\n  {name} " in told.stdout
    assert not set(told.stdout.split()) & {"Usage:", "Options:", "Commands:", "Show"}


@pytest.mark.parametrize("name", list(iaktta.commands_at))
def test_every_command_that_is_listed_can_be_loaded_and_says_the_same_of_itself(name: str) -> None:
    command = iaktta.get_command(click.Context(iaktta), name)
    assert command is not None
    assert command.name == name
    assert command.help


@pytest.mark.parametrize("name", ["read", "import", "serve", "demo"])
def test_every_command_has_help_in_swedish(name: str) -> None:
    told = run(name, "--help")
    assert told.exit_code == WELL
    assert f"Användning: iaktta {name} [FLAGGA]..." in told.stdout
    assert "Visa den här texten." in told.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["flyg"], "Det finns inget kommando 'flyg'."),
        (["raed"], "Menade du 'read'?"),
        (["read"], "Det saknas ett argument 'FIL'."),
        (["read", "a.txt", "b.txt"], "Ett argument för mycket (b.txt)"),
        (["read", "a.txt", "--xml"], "Det finns ingen flagga '--xml'."),
        (["import"], "Det saknas ett argument 'FIL...'."),
        (["import", "a.txt", "--by"], "Flaggan '--by' behöver ett värde."),
        (["serve", "--port", "åtta"], "'åtta' är inget tal"),
        (["serve", "--port", "70000"], "70000 ligger utanför 1<=x<=65535."),
    ],
)
def test_wrong_usage_is_told_in_swedish_on_stderr(arguments: list[str], said: str) -> None:
    told = run(*arguments)
    assert told.exit_code == WRONG_USAGE
    assert said in told.stderr
    assert told.stdout == ""


def test_without_a_command_the_help_is_shown() -> None:
    told = run()
    assert told.exit_code == WRONG_USAGE
    assert "Användning: iaktta" in told.output


def test_everything_that_click_can_say_to_a_user_is_translated() -> None:
    said = {message for _, _, message, _, _ in extract_from_dir(str(Path(click.__file__).parent))}
    lacking = [
        message
        for message in said
        if (message[0] not in PLURALS if isinstance(message, tuple) else message not in WORDS)
        and not str(message).startswith(FOR_DEVELOPERS)
    ]
    assert lacking == []


def test_help_answers_at_once_and_imports_nothing_heavy() -> None:
    assert min(_processor_seconds(str(PROGRAM), "--help") for _ in range(5)) < 0.3
    listing = (
        "import sys, iaktta.cli.main as m; m.iaktta(['--help'], standalone_mode=False); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    ).stdout
    assert not set(loaded.split()) & {"django", "rapidfuzz", "iaktta.reading", "iaktta.report", "iaktta.jobs"}


def test_djangos_own_commands_run_under_manage() -> None:
    told, unknown = (
        subprocess.run(
            [PROGRAM, "manage", command],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "iaktta.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        for command in ("version", "flyg")
    )
    assert (told.returncode, told.stdout[:4]) == (WELL, "5.2.")
    assert unknown.returncode == COULD_NOT_BE_DONE


def _processor_seconds(*command: str) -> float:
    """What a command takes of a processor, however busy the machine is with other things."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
