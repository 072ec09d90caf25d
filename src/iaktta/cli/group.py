"""A group of commands that knows their names and imports each when it is run."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

import click
from click.exceptions import NoSuchCommand

from iaktta.errors import IakttaError

WELL, DOES_NOT_ADD_UP, WRONG_USAGE, COULD_NOT_BE_DONE = 0, 1, 2, 3
"""The exit codes."""

FLAGS = "[FLAGGA]..."


class Command(click.Command):
    """A command whose usage line is Swedish too."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("options_metavar", FLAGS)
        super().__init__(*args, **options)


class Group(click.Group):
    """`commands_at` gives for each command where it stands ("module:name") and what the help says of it.

    The group alone turns what stops work into an exit code: 3, with the Swedish sentence on stderr.
    """

    def __init__(self, *, commands_at: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(options_metavar=FLAGS, subcommand_metavar="KOMMANDO [ARGUMENT]...", **options)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are used, not in that of the alphabet."""
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command's module; click asks only for the one that is to run."""
        if cmd_name not in self.commands_at:
            return None
        module, _, name = self.commands_at[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's own, but a misspelled name is compared with the names that we know."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(error.command_name, possibilities=self.commands_at, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, told) for name, (_, told) in self.commands_at.items()])

    def main(self, *args: Any, **options: Any) -> Any:
        """As click's own, but every way to end has our exit code."""
        standalone = options.pop("standalone_mode", True)
        run = partial(super().main, *args, **options, standalone_mode=False)
        if not standalone:
            return run()
        try:
            sys.exit(run() or WELL)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code if error.exit_code == WRONG_USAGE else COULD_NOT_BE_DONE)
        except (click.Abort, KeyboardInterrupt):
            _stop("Avbrutet.")
        except IakttaError as error:
            _stop(str(error))
        except Exception as error:
            if spoken := _of_the_database(error):
                _stop(spoken)
            _tell_where()
            _stop("Något gick fel i Iaktta. Skicka raderna ovan till den som sköter programmet.")


def _of_the_database(error: Exception) -> str:
    """What a database that cannot be reached or written says, in Swedish; empty for other errors."""
    if "django.db" not in sys.modules:
        return ""
    from django.db import Error

    from iaktta.jobs.database_errors import spoken_of

    return str(spoken_of(error) or "") if isinstance(error, Error) else ""


def _tell_where() -> None:
    """Where it went wrong, as the log tells it: a traceback's own text can hold words of a document."""
    from iaktta.logs import PlainLines

    record = logging.LogRecord("iaktta.command", logging.ERROR, "", 0, "command.failed", (), sys.exc_info())
    formatter = logging.root.handlers[0].formatter if logging.root.handlers else None
    click.echo((formatter or PlainLines()).format(record), err=True)


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(COULD_NOT_BE_DONE)
