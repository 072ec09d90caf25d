"""The command line as the tests run it: in this process, with stdout, stderr and exit code apart."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from iaktta.cli.main import iaktta

DEMO = Path(__file__).resolve().parents[2] / "src" / "iaktta" / "demo"
WELL, DOES_NOT_ADD_UP, WRONG_USAGE, COULD_NOT_BE_DONE = 0, 1, 2, 3


def run(*arguments: str | Path) -> Result:
    """Run `iaktta` with these arguments."""
    return CliRunner().invoke(iaktta, [str(argument) for argument in arguments], prog_name="iaktta")
