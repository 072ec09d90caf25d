"""`iaktta read`: what a file says, without a register."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from iaktta.cli.group import DOES_NOT_ADD_UP, WELL, Command


@click.command("read", cls=Command)
@click.argument("path", type=click.Path(path_type=Path), metavar="FIL")
@click.option("--json", "form", flag_value="json", help="Skriv rapporten som JSON.")
@click.option("--text", "form", flag_value="text", help="Skriv filens text, som ställena i JSON räknas i.")
def read_command(path: Path, form: str | None) -> None:
    """Läs en rapport (.txt eller .md) och visa vad den säger, också det som inte stämmer."""
    if form == "text":
        _write(_text(path))
        return
    from iaktta.jobs.reading import read

    report = read(path)
    if form == "json":
        from iaktta.report import to_json

        _write(to_json(report) + "\n")
    else:
        from iaktta.cli.summary import summary

        click.echo(summary(report))
    sys.exit(DOES_NOT_ADD_UP if report.problems else WELL)


def _write(text: str) -> None:
    """Data as UTF-8 bytes, whatever the terminal speaks, with no line end translated on the way."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()


def _text(path: Path) -> str:
    """The file's text, in which offsets count; also of a text that is no report."""
    from django.conf import settings

    from iaktta.jobs.reading import read_path
    from iaktta.reading import decode

    limit = settings.REPORT_MAX_BYTES
    return decode(read_path(path, limit), path.name, limit).text
