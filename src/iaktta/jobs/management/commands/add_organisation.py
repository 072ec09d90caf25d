"""`iaktta manage add_organisation`: a municipality or company of its own in the register."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of
from iaktta.register.actions.organisations import add_organisation


class Command(BaseCommand):
    help = "Lägg upp en organisation, med styrelse och revisorer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help='Organisationens namn, till exempel "Granviks kommun".')
        parser.add_argument("--address", default="", help="Namnet i webbadressen, till exempel granvik.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organisation = add_organisation(options["name"], by=account_of(None), address=options["address"])
        except IakttaError as error:
            raise CommandError(str(error), returncode=3) from error
        self.stdout.write(f"{organisation.name}: {organisation.slug}")
