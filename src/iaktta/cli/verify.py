"""`iaktta verify` and `iaktta anchor`: that nothing was changed unseen, and what shows it."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import DOES_NOT_ADD_UP, WELL, Command
from iaktta.cli.words import counted
from iaktta.environment import connect_as_owner

if TYPE_CHECKING:
    from iaktta.register.trail.chains import Chain
    from iaktta.register.trail.verifying import Verdict, Verified


@click.command("verify", cls=Command)
@click.option("--organisation", metavar="NAMN", help="Bara den organisationens register.")
@click.option(
    "--anchors", type=click.Path(path_type=Path, exists=True), metavar="FIL", help="En annan ankarfil."
)
@click.option("--public-key", metavar="NYCKEL", help="Pröva signaturerna med den här offentliga nyckeln.")
def verify_command(organisation: str | None, anchors: Path | None, public_key: str | None) -> None:
    """Kontrollera att inget i registret har ändrats utan händelse, och säg hur långt det kan intygas."""
    connect_as_owner()
    django_ready()
    from iaktta.jobs.database_errors import speaking_of_the_database
    from iaktta.register.trail.verifying import verify

    with speaking_of_the_database():
        verdict = verify(organisation, anchor_file=anchors, public_key=public_key, tell=_telling())
    for line in _told(verdict):
        click.echo(line)
    sys.exit(WELL if verdict.is_whole else DOES_NOT_ADD_UP)


@click.command("anchor", cls=Command)
@click.option("--public-key", is_flag=True, help="Visa bara den offentliga nyckeln.")
def anchor_command(public_key: bool) -> None:
    """Signera alla kedjors sista händelse och skriv dem till ankarfilen, som annars sker varje timme."""
    connect_as_owner()
    django_ready()
    from django.conf import settings

    from iaktta.jobs.database_errors import speaking_of_the_database
    from iaktta.register.trail.anchor_key import AnchorKey
    from iaktta.register.trail.anchors import anchor_heads

    if public_key:
        click.echo(AnchorKey(settings.ANCHOR_KEY).public.text)
        return
    with speaking_of_the_database():
        done = anchor_heads()
    grown = counted(done.grown, "kedja har vuxit", "kedjor har vuxit")
    click.echo(f"Ankrat {_clock(done.at)}: {grown}. Ankarfil: {settings.ANCHOR_FILE}")
    for refused in done.refused:
        click.echo(f"Ankras inte: {refused}", err=True)
    sys.exit(DOES_NOT_ADD_UP if done.refused else WELL)


def _telling() -> Callable[[str], None]:
    """Says how far the work has come, at most once a second."""
    told = time.monotonic()

    def tell(sentence: str) -> None:
        nonlocal told
        if time.monotonic() - told >= 1:
            told = time.monotonic()
            click.echo(f"Kontrollerar {sentence}", err=True)

    return tell


def _told(verdict: Verdict) -> Iterator[str]:
    for verified in verdict.organisations:
        yield from _organisation(verified)
        yield ""
    if verdict.is_whole:
        yield "Allt stämmer."
    else:
        yield f"Första brottet: {verdict.first}"
    yield _vouched(verdict)


def _organisation(verified: Verified) -> Iterator[str]:
    yield f"{verified.organisation.name} ({verified.organisation.slug})"
    yield from (f"  {_chain(chain)}" for chain in verified.chains if chain.length or chain.first)
    rows = verified.rows
    yield f"  {counted(rows.checked, 'rad kontrollerad', 'rader kontrollerade')} mot händelserna, " + (
        f"{counted(rows.broken, 'stämmer inte', 'stämmer inte')}" if rows.broken else "alla stämmer"
    )
    if rows.unseen:
        yield f"  {counted(rows.unseen, 'skrivning', 'skrivningar')} i databasen har ingen händelse"


def _chain(chain: Chain) -> str:
    from iaktta.register.models import Body

    # How much the auditors do is nobody else's knowledge.
    shown = chain.owner.kind != Body.Kind.AUDITORS
    length = counted(chain.length, "händelse", "händelser") + ", " if shown else ""
    state = "hel" if chain.first is None else "bruten"
    erased = f", {counted(chain.erased, 'raderat värde', 'raderade värden')}" if chain.erased else ""
    return f"{chain.owner.name}: {length}{state}{erased}"


def _vouched(verdict: Verdict) -> str:
    if verdict.until is not None:
        return f"Kan intyga till och med {_clock(verdict.until)}."
    if verdict.anchors.lines == 0:
        return "Kan inte intyga någon tid: det finns inga ankare. Skriv ett med iaktta anchor."
    return "Kan inte intyga någon tid: inget ankare ligger före det första brottet."


def _clock(moment: datetime.datetime) -> str:
    from django.utils.timezone import localtime

    return localtime(moment).strftime("%Y-%m-%d kl. %H.%M.%S")
