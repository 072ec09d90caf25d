"""`iaktta import`: reports into the register, each in a transaction of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import COULD_NOT_BE_DONE, DOES_NOT_ADD_UP, WELL, Command
from iaktta.cli.words import counted
from iaktta.environment import connect_as_owner
from iaktta.errors import IakttaError


@click.command("import", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FIL...")
@click.option("--organisation", metavar="NAMN", help="Organisationens namn i adressen, till exempel granvik.")
@click.option("--by", metavar="E-POST", help="Den som för in rapporten. Annars kontot Kommandoraden.")
def import_command(paths: tuple[Path, ...], organisation: str | None, by: str | None) -> None:
    """Läs rapporter och för in dem i registret. En fil som inte går att föra in hindrar inte de andra."""
    if by is None:
        connect_as_owner()  # nobody's role to go by: whoever runs the machine may import anywhere
    django_ready()
    highest = WELL
    for number, path in enumerate(paths, 1):
        if len(paths) > 1:
            click.echo(f"[{number}/{len(paths)}] {path}", err=True)
        highest = max(highest, _import(path, organisation, by))
    sys.exit(highest)


def _import(path: Path, organisation: str | None, by: str | None) -> int:
    """One file's exit code. What stops one file is told here, so that the others go on."""
    from iaktta.jobs.importing import import_path

    try:
        taken = import_path(path, organisation_slug=organisation, by=by)
    except IakttaError as error:
        click.echo(f"{path}: {error}", err=True)
        return COULD_NOT_BE_DONE
    for note in taken.notes:
        click.echo(f"{path}: {note}", err=True)
    for problem in taken.report.problems:
        click.echo(f"{path}: {problem.message}", err=True)
    problems = len(taken.report.problems)
    told = counted(problems, "sak stämmer inte", "saker stämmer inte") if problems else "allt stämmer"
    click.echo(f"{path}: {'införd' if taken.created else 'redan införd'}, {told}")
    return DOES_NOT_ADD_UP if problems else WELL
