"""What is done with stored files as a whole: sweep those that no row names, move those that lie elsewhere.

A file is put in its store before its row is written, so that a file without a row is either on its way to one
or left over from something that was called off. A day tells them apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of
from iaktta.jobs.models import IncomingFile
from iaktta.register import separation, storage
from iaktta.register.events import record_event
from iaktta.register.models import Attachment, FileContent, SourceDocument
from iaktta.register.storage import FileDamagedError

Filed = SourceDocument | Attachment
"""A row of the register that names a file."""
FILED: tuple[type[SourceDocument] | type[Attachment], ...] = (SourceDocument, Attachment)
LEFT_ALONE = datetime.timedelta(days=1)
"""How old a file without a row has to be before it is taken for left over."""


def is_named(organisation: int, sha256: str) -> bool:
    """Whether any row of an organisation (its key) names a file of the store in use."""
    here = {"organisation": organisation, "sha256": sha256, "storage": storage.storage_in_use()}
    with separation.whole(organisation):  # a row that is not seen would cost it its file
        return (
            SourceDocument.objects.filter(**here).exists()
            or Attachment.objects.filter(**here).exists()
            or IncomingFile.objects.filter(**here, state__in=IncomingFile.UNSETTLED).exists()
        )


def sweep_files(now: datetime.datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; how many.

    Raises:
        StorageError: The store cannot be reached.
    """
    since = (now or timezone.now()) - LEFT_ALONE
    store = storage.store_in_use()
    swept = 0
    for organisation in separation.organisations():
        for held in store.each(organisation):
            named = partial(is_named, organisation, held.sha256)
            if held.since < since:
                swept += store.remove_unused(organisation, held.sha256, since=since, in_use=named)
    store.clear_leftovers(since=since)
    return swept


def sweep_uploads(now: datetime.datetime | None = None) -> None:
    """Remove what was on its way in when a process was killed."""
    since = (now or timezone.now()) - LEFT_ALONE
    for path in settings.UPLOADS.glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < since.timestamp():
                path.unlink()


def move_files() -> Iterator[tuple[Filed, IakttaError | None]]:
    """Move every file that lies elsewhere to the store in use, one at a time, and say how it went.

    Stopped half-way it goes on from there when it is called again: a file is moved when its row says so, and
    it is in the store before that.
    """
    there = storage.storage_in_use()
    done = (there, SourceDocument.Storage.DISPOSED)
    for organisation in separation.organisations():
        for model in FILED:
            rows = model._default_manager.filter(organisation=organisation).exclude(storage__in=done)
            with separation.whole(organisation):
                waiting = list(rows.order_by("pk").values_list("pk", flat=True))
            for pk in waiting:
                with separation.whole(organisation):
                    row: Filed = rows.select_related("organisation", "owner").get(pk=pk)
                    error = _moved(row, there)
                yield row, error


def _moved(row: Filed, there: SourceDocument.Storage) -> IakttaError | None:
    try:
        _move(row, there)
    except IakttaError as error:
        return error
    return None


def _move(row: Filed, there: SourceDocument.Storage) -> None:
    with storage.open_content(row) as file:
        stored = storage.store_in_use().put(row.organisation_id, file)
    if stored.sha256 != row.sha256:
        raise FileDamagedError
    note_moved(row, there)


@transaction.atomic
def note_moved(row: Filed, there: SourceDocument.Storage) -> None:
    """Say of a row that its file lies in another store, where it has been put."""
    before, row.storage = row.storage, there
    row.save(update_fields=["storage"])
    if before == SourceDocument.Storage.DATABASE:
        FileContent.objects.filter(document=row.pk).delete()
    record_event("file.moved", row, by=account_of(None), changes={"storage": (before, there)})
