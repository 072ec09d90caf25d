"""`iaktta manage`: Django's own commands, with Iaktta's settings."""

from __future__ import annotations

import sys

import click

from iaktta.cli.group import COULD_NOT_BE_DONE, Command
from iaktta.environment import connect_as_owner

AS_THE_APPLICATION = {"worker", "db_worker", "runserver"}
"""Commands that do what web and worker do; the others are the operator's and connect as the tables' owner."""


@click.command(
    "manage",
    cls=Command,
    options_metavar="",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="KOMMANDO [ARGUMENT]...")
def manage_command(arguments: tuple[str, ...]) -> None:
    """Kör ett av Djangos egna kommandon, till exempel "iaktta manage migrate"."""
    from iaktta.cli.django_ready import django_ready

    if not set(arguments[:1]) <= AS_THE_APPLICATION:
        connect_as_owner()
    django_ready()
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["iaktta manage", *arguments])
    except SystemExit as ended:
        # Django tells of a failure with 1, which here would say that a document does not add up.
        sys.exit(COULD_NOT_BE_DONE if ended.code == 1 else ended.code)
