"""The commands that the readme gives are the ones that are run."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.house.files import ROOT

PROMISED = ["run", "test", "test-long", "env", "lint", "bench", "lock", "messages"]


@pytest.mark.parametrize("readme", ["README.md", "README.sv.md"])
def test_the_readme_gives_the_two_commands_and_make_knows_them(readme: str) -> None:
    given = set(re.findall(r"^make ([a-z-]+)", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= given <= targets()


def test_make_lists_every_promised_target_with_what_it_does() -> None:
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(PROMISED) <= {line.split()[0] for line in listed.splitlines() if line.startswith("  ")}


def test_the_machine_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("exec make test")
    assert "export CI=true" in script


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
