"""`iaktta serve`: the web, the background worker and the schedule, as one command."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import click

from iaktta.cli.django_ready import django_ready
from iaktta.cli.group import Command
from iaktta.cli.processes import Together
from iaktta.errors import IakttaError

FIRST_PORT = 8000
PORTS_TO_TRY = 100
PARTS = {"web": "webbplatsen", "worker": "bakgrundsarbetet", "schedule": "schemat"}
"""What the program consists of, and what each part is called when it fails."""
MINUTE = 60.0


class PortTakenError(IakttaError):
    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} är upptagen eller får inte användas. Välj en annan med --port.")


class ServingStoppedError(IakttaError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Det gick inte att hålla {name} igång, så allt är stoppat. Raderna ovanför säger varför."
        )


@click.command("serve", cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADRESS", help="Adress att svara på.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help=f"Port att svara på. Annars {FIRST_PORT}, eller nästa lediga.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, metavar="ANTAL",
              help="Webbprocesser, var och en med fyra trådar.")  # fmt: skip
@click.option("--part", "parts", multiple=True, type=click.Choice(list(PARTS)), metavar="DEL",
              help="Bara en del: web, worker eller schedule. Kan anges flera gånger.")  # fmt: skip
def serve_command(host: str, port: int | None, workers: int, parts: tuple[str, ...]) -> None:
    """Starta webbplatsen, bakgrundsarbetet och schemat. Ctrl-C stoppar alla."""
    from django.conf import settings

    from iaktta.jobs.production import require_safe

    wanted = parts or tuple(PARTS)
    require_safe(settings, host if "web" in wanted else "127.0.0.1")
    chosen = free_port(host, port) if "web" in wanted else 0
    if port is None and chosen not in (0, FIRST_PORT):
        click.echo(f"Port {FIRST_PORT} är upptagen, så Iaktta svarar på port {chosen} i stället.", err=True)
    click.echo("Startar Iaktta ...", err=True)
    _prepare()
    with Together(os.environ) as processes:
        if "web" in wanted:
            processes.start(PARTS["web"], _web(host, chosen, workers))
            # The first page comes sooner when nothing else starts beside it.
            if processes.wait_until(lambda: _answers(host, chosen), within=MINUTE):
                _greet(host, chosen)
        if "worker" in wanted and not processes.ended():
            processes.start(PARTS["worker"], _worker())
        ended = processes.watch(MINUTE, _schedule() if "schedule" in wanted else None)
        click.echo("Stoppar Iaktta ...", err=True)
    if ended:
        raise ServingStoppedError(ended)


def free_port(host: str, asked: int | None) -> int:
    """The port asked for, else the first free one from 8000.

    Raises:
        PortTakenError: The port asked for, or every one tried, is taken.
    """
    tried = [asked] if asked else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY)
    for port in tried:
        try:
            with socket.create_server((host, port), family=_family(host)):
                return port
        except OSError:
            continue
    raise PortTakenError(asked or FIRST_PORT)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _prepare() -> None:
    from django.conf import settings

    from iaktta.jobs.preparation import is_prepared, require_prepared
    from iaktta.jobs.production import require_separated

    if not is_prepared():
        django_ready()
        require_prepared()
    if settings.PRODUCTION:
        django_ready()
        require_separated(settings)


def _web(host: str, port: int, workers: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [sys.executable, "-m", "gunicorn", "iaktta.web.wsgi:application", "--bind", address]
    web += ["--workers", str(workers), "--threads", "4", "--preload", "--no-control-socket"]
    web += ["--logger-class", "iaktta.web.server_log.ServerLog", "--log-level", "warning"]
    return [*web, "--worker-tmp-dir", _memory_folder()]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "worker"]


def _memory_folder() -> str:
    # gunicorn's workers show that they live by touching a file: on a slow disk that stops them.
    return "/dev/shm" if Path("/dev/shm").is_dir() else "."  # noqa: S108


def _answers(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with socket.create_connection((here, port), timeout=1):
            return True
    except OSError:
        return False


def _greet(host: str, port: int) -> None:
    from iaktta.jobs.preparation import sign_in

    shown = f"[{host}]" if ":" in host else host
    click.echo(f"\nIaktta svarar på http://{shown}:{port}", err=True)
    if known := sign_in():
        click.echo(f"Logga in med {known.email} och lösenordet {known.password} (demonstrationen).", err=True)
    click.echo("Ctrl-C stoppar.\n", err=True)


def _schedule() -> Callable[[], None]:
    django_ready()
    from django.db import close_old_connections

    from iaktta.jobs.heartbeats import beat
    from iaktta.jobs.schedule import keep_standing_work, run_due
    from iaktta.jobs.worker import take_back

    logger = logging.getLogger("iaktta.schedule")
    state = {"known": False}

    def once_a_minute() -> None:
        # A database that is busy or gone now is not so for ever: the schedule says so and goes on.
        try:
            close_old_connections()
            if not state["known"]:
                keep_standing_work()
                state["known"] = True
            run_due()
            take_back()
            beat("schedule")
        except Exception:
            logger.exception("schedule.failed", extra={"seconds": int(MINUTE)})

    return once_a_minute
