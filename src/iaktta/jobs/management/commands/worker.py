"""`iaktta manage worker`: the background worker, as `iaktta serve` starts it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iaktta.jobs.worker import SteadyWorker
from iaktta.logs import log_what_nobody_catches


class Command(BaseCommand):
    help = "Kör bakgrundsarbetet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="Gör det som väntar och sluta sedan.")

    def handle(self, *args: Any, **options: Any) -> None:
        log_what_nobody_catches()
        worker = SteadyWorker(batch=options["batch"])
        worker.configure_signals()
        worker.run()
