"""`iaktta manage read_again`: what an older version read, read by this one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of
from iaktta.jobs.reading_again import read_all_again


class Command(BaseCommand):
    help = "Läs om dokument som en äldre version har läst. Länkar och beslut följer med."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for document, became in read_all_again(by=account_of(None)):
            if isinstance(became, IakttaError):
                failed += 1
                self.stderr.write(f"{document.name}: {became}")
            elif became.created:
                self.stdout.write(f"{document.name}: läst på nytt, {len(became.differences)} skillnader")
        if failed:
            raise CommandError(f"{failed} dokument gick inte att läsa.", returncode=3)
