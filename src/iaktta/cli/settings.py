"""`iaktta settings`: every setting, its present value and what it does."""

from __future__ import annotations

import os

import click

from iaktta.cli.group import COULD_NOT_BE_DONE, Command
from iaktta.settings_table import GROUPS, stated, unknown


@click.command("settings", cls=Command)
@click.option(
    "--check", is_flag=True, help="Säg bara vad som inte är säkert i drift. Slutar med 3 om något är osäkert."
)
def settings_command(check: bool) -> None:
    """Visa inställningarna, med vad som gäller nu. Hemligheter visas inte."""
    if check:
        _check()
        return
    for heading, group in GROUPS.items():
        click.echo(f"{heading}")
        for setting in group:
            now = stated(setting) or f"{setting.default_in_words} (inte angiven)"
            click.echo(f"  {setting.name} = {now}")
            click.echo(click.wrap_text(setting.does, 100, "      ", "      "))
            click.echo(f"      Typ: {setting.type_in_words}. Annars: {setting.default_in_words}.\n")
    for name in unknown(os.environ):
        click.echo(f"{name} är ingen inställning i Iaktta. Kontrollera hur den är stavad.", err=True)


def _check() -> None:
    from django.conf import settings

    from iaktta.jobs.production import faults

    found = list(faults(settings))
    for fault in found:
        click.echo(fault)
    if found:
        raise SystemExit(COULD_NOT_BE_DONE)
    click.echo("Inställningarna är säkra i drift.", err=True)
