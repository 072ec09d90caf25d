"""`iaktta demo`: a municipality that does not exist, to look around in."""

from __future__ import annotations

import time

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import Command
from iaktta.environment import connect_as_owner


@click.command("demo", cls=Command)
def demo_command() -> None:
    """Gör demonstrationen: förbered databasen och läs in Granviks kommuns rapporter. Kan köras igen."""
    connect_as_owner()
    from iaktta.jobs.preparation import demonstration_made, prepare, sign_in

    if not demonstration_made():
        started = time.monotonic()
        django_ready()
        from iaktta.jobs.demonstration import make_demonstration

        prepare(_tell)
        make_demonstration(_tell)
        _tell(f"Demonstrationen är klar, på {time.monotonic() - started:.0f} s")
    if known := sign_in():
        _tell(f"Inloggning: {known.email}, lösenord: {known.password}")


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
