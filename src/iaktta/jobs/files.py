"""What is done with stored files as a whole: sweep those that no row names, move those that lie elsewhere.

A file is put in its store before its row is written, so that a file without a row is either on its way to one
or left over from something that was called off. A day tells them apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone

from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of
from iaktta.jobs.models import IncomingFile
from iaktta.register import separation, storage
from iaktta.register.events import record_event
from iaktta.register.models import FileContent, SourceDocument
from iaktta.register.storage import FileDamagedError

LEFT_ALONE = datetime.timedelta(days=1)
"""How old a file without a row has to be before it is taken for left over."""


def is_named(organisation: int, sha256: str) -> bool:
    """Whether any row of an organisation (its key) names a file of the store in use."""
    here = {"organisation": organisation, "sha256": sha256, "storage": storage.storage_in_use()}
    with separation.whole(organisation):  # a row that is not seen would cost it its file
        return (
            SourceDocument.objects.filter(**here).exists()
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


def move_files() -> Iterator[tuple[SourceDocument, IakttaError | None]]:
    """Move every document that lies elsewhere to the store in use, one at a time, and say how it went.

    Stopped half-way it goes on from there when it is called again: a document is moved when its row says so,
    and its file is in the store before that.
    """
    there = storage.storage_in_use()
    gone = SourceDocument.Storage.DISPOSED
    waiting = (
        SourceDocument.objects.exclude(storage__in=(there, gone)).order_by("pk").values_list("pk", flat=True)
    )
    for pk in list(waiting):
        document = SourceDocument.objects.select_related("organisation").get(pk=pk)
        try:
            _move(document, there)
        except IakttaError as error:
            yield document, error
        else:
            yield document, None


def _move(document: SourceDocument, there: SourceDocument.Storage) -> None:
    with storage.open_content(document) as file:
        stored = storage.store_in_use().put(document.organisation_id, file)
    if stored.sha256 != document.sha256:
        raise FileDamagedError
    note_moved(document, there)


@transaction.atomic
def note_moved(document: SourceDocument, there: SourceDocument.Storage) -> None:
    """Say of a document that its file lies in another store, where it has been put."""
    before, document.storage = document.storage, there
    document.save(update_fields=["storage"])
    FileContent.objects.filter(document=document).delete()
    record_event("document.moved", document, by=account_of(None), changes={"storage": (before, there)})
