"""`iaktta manage move_files`: files in the database or an earlier store, moved to the one in use."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iaktta.jobs.files import move_files


class Command(BaseCommand):
    help = "Flytta filer till den förvaring som är inställd. Kan avbrytas och köras igen."

    def handle(self, *args: Any, **options: Any) -> None:
        moved = failed = 0
        for row, error in move_files():
            if error:
                failed += 1
                thing = f"{row._meta.verbose_name} {row.pk}"
                self.stderr.write(f"{row.organisation.slug}, {thing}: {error}")
            else:
                moved += 1
        self.stdout.write(f"{moved} filer är flyttade.")
        if failed:
            raise CommandError(f"{failed} filer gick inte att flytta.", returncode=3)
