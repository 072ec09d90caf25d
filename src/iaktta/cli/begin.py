"""`iaktta begin`: the first organisation and its first administrator, in an installation that is empty."""

from __future__ import annotations

from typing import Any

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import Command
from iaktta.environment import connect_as_owner


@click.command("begin", cls=Command)
@click.argument("name", metavar="NAMN")
@click.option("--admin", required=True, metavar="E-POST", help="Den som ska sköta Iaktta hos organisationen.")
@click.option("--admin-name", default="", metavar="NAMN", help="Administratörens namn.")
@click.option("--address", default="", metavar="NAMN", help="Namnet i webbadressen, till exempel granvik.")
def begin_command(name: str, admin: str, admin_name: str, address: str) -> None:
    """Lägg upp en organisation och dess första administratör. Gör databasen klar om det behövs."""
    connect_as_owner()
    django_ready()
    from django.conf import settings

    from iaktta.jobs.beginning import begin
    from iaktta.jobs.database_errors import speaking_of_the_database
    from iaktta.jobs.preparation import is_prepared, prepare

    with speaking_of_the_database():
        if not is_prepared():
            prepare(lambda sentence: click.echo(sentence, err=True))
        days = settings.INVITATION_DAYS
        begun = begin(name, admin=admin, admin_name=admin_name, address=address, days=days)
    click.echo(f"{begun.organisation.name} är upplagd. Starta Iaktta med iaktta serve.", err=True)
    click.echo(
        f"{begun.invitation.name} öppnar den här länken, som gäller i {days} dagar och en gång:", err=True
    )
    click.echo(f"{_address(settings)}/konto/inbjudan/{begun.token}/")
    click.echo(f"Gå sedan till {_address(settings)}/{begun.organisation.slug}/installningar/", err=True)


def _address(settings: Any) -> str:
    """Where the installation answers, as far as its settings tell."""
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    return f"https://{host}" if settings.HTTPS else f"http://{host}:8000"
