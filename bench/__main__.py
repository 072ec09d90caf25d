"""`python -m bench`: every measurement, in an installation of its own that is gone afterwards."""

from __future__ import annotations

import os
import sys
import tempfile

RECOMMENDATIONS = 10_000


def main() -> None:
    """Measure and write docs/benchmarks.md, telling how far it has come."""
    with tempfile.TemporaryDirectory(prefix="iaktta-bench-") as folder:
        os.environ |= {"IAKTTA_DATA": folder, "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
        os.environ.pop("IAKTTA_DATABASE_URL", None)
        _measure()


def _measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench import backups, lists, page, reading, serving
    from bench.register_data import Builder

    _tell("[1/6] Reading the real reports")
    readings = reading.measure()
    _tell("[2/6] Making a register of 100 recommendations")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    builder = Builder()
    builder.fill(100)
    few = {each.name: each.queries for each in lists.measure(builder, runs=0)}
    _tell(f"[3/6] Making it one of {RECOMMENDATIONS} (about half a minute)")
    builder.fill(RECOMMENDATIONS - 100)
    _tell("[4/6] Asking for every list")
    pages = lists.measure(builder)
    _tell("[5/6] Starting the program and reading its memory")
    cookie = lists.signed_in(builder).cookies.output(header="", attrs=[]).strip()
    megabytes = serving.web_megabytes([each.address for each in pages], cookie)
    _tell("[6/6] Backing the register up and putting it back")
    costs = backups.measure()
    page.write(readings, pages, few, RECOMMENDATIONS, megabytes, serving.help_seconds(), costs)
    print(page.PAGE.read_text(encoding="utf-8"))


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
