"""That what was put in is what the backup holds: counted and summed anew from the database."""

from __future__ import annotations

import hashlib

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from iaktta.jobs.backup.errors import RestoredOtherwiseError
from iaktta.jobs.backup.manifest import Manifest
from iaktta.jobs.backup.progress import Progress
from iaktta.jobs.backup.tables import Table
from iaktta.jobs.preparation import Tell


def verify_rows(found: list[Table], manifest: Manifest, tell: Tell) -> None:
    """Every row of every table, read back. Raises RestoredOtherwiseError."""
    progress = Progress(tell, _("Kontrollerar det som lades in: %(percent)d %%"), manifest.rows)
    stated = {rows.name: rows for rows in manifest.tables}
    for table in found:
        digest, number = hashlib.sha256(), 0
        for each in table.lines(DEFAULT_DB_ALIAS):
            digest.update(each)
            number += 1
            progress.step()
        if (number, digest.hexdigest()) != (stated[table.name].rows, stated[table.name].sha256):
            raise RestoredOtherwiseError(table.name)
