"""`iaktta begin`: the first organisation and its first administrator, in an installation that is empty."""

from __future__ import annotations

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import Command


@click.command("begin", cls=Command)
@click.argument("name", metavar="NAMN")
@click.option("--admin", required=True, metavar="E-POST", help="Den som ska sköta Iaktta hos organisationen.")
@click.option("--admin-name", default="", metavar="NAMN", help="Administratörens namn.")
@click.option("--address", default="", metavar="NAMN", help="Namnet i webbadressen, till exempel granvik.")
def begin_command(name: str, admin: str, admin_name: str, address: str) -> None:
    """Lägg upp en organisation och dess första administratör. Gör databasen klar om det behövs."""
    django_ready()
    from iaktta.jobs.beginning import begin
    from iaktta.jobs.database_errors import speaking_of_the_database
    from iaktta.jobs.preparation import is_prepared, prepare

    with speaking_of_the_database():
        if not is_prepared():
            prepare(lambda sentence: click.echo(sentence, err=True))
        begun = begin(name, admin=admin, admin_name=admin_name, address=address)
    click.echo(f"{begun.organisation.name} finns nu på /{begun.organisation.slug}/", err=True)
    if begun.password:
        click.echo(f"Logga in med {begun.administrator.email} och lösenordet:", err=True)
        click.echo(begun.password)
        click.echo("Lösenordet visas bara nu. Byt det när du har loggat in.", err=True)
    else:
        click.echo(f"{begun.administrator.email} har redan ett konto och loggar in som vanligt.", err=True)
    click.echo(f"Gå sedan till /{begun.organisation.slug}/installningar/ och följ stegen.", err=True)
