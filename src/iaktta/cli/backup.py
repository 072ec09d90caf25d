"""`iaktta backup` and `iaktta restore`: the whole register in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import Command
from iaktta.environment import connect_as_owner


@click.command("backup", cls=Command)
@click.argument("path", type=click.Path(path_type=Path), metavar="FIL")
def backup_command(path: Path) -> None:
    """Skriv allt i registret till en ny fil, medan andra arbetar. Den läggs tillbaka med iaktta restore."""
    connect_as_owner()
    django_ready()
    from iaktta.jobs.backup.write import write_backup
    from iaktta.jobs.database_errors import speaking_of_the_database

    with speaking_of_the_database():
        write_backup(path, _tell)
    click.echo(path)


@click.command("restore", cls=Command)
@click.argument("path", type=click.Path(path_type=Path), metavar="FIL")
@click.option(
    "--despite-breaks",
    is_flag=True,
    help="Lägg in kopian fastän loggen i den är bruten.",
)
def restore_command(path: Path, despite_breaks: bool) -> None:
    """Lägg in en säkerhetskopia i en tom installation och kontrollera varje rad."""
    connect_as_owner()
    django_ready()
    from iaktta.jobs.backup.restore import restore_backup

    restore_backup(path, _tell, despite_breaks=despite_breaks)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
