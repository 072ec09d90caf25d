"""What the background worker does."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from typing import BinaryIO

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks.base import Task

from iaktta.errors import IakttaError
from iaktta.jobs.files import sweep_files, sweep_uploads
from iaktta.jobs.importing import account_of, import_file
from iaktta.jobs.models import CachedValue, IncomingFile
from iaktta.register import separation, storage
from iaktta.register.actions.retention import prepare_disposal
from iaktta.register.models import Body, Organisation, User
from iaktta.register.trail.anchors import anchor_heads
from iaktta.rules.files import plain_file_name

log = logging.getLogger(__name__)

State = IncomingFile.State
READING_AT_MOST = datetime.timedelta(hours=1)
"""How long a file may be read; what takes longer was called off by something that ended the worker."""


@task()
def import_incoming(pk: int, organisation: int, owner: int) -> int | None:
    """Import a file that was sent in, which a body (`owner`) of an organisation holds.

    Gives the reading's key, None where the file was refused. A file that is settled is left alone, so that a
    task that runs again does no harm. One that was being read when its worker was killed is read again.
    """
    with separation.within(organisation, bodies=[owner]):
        claimed = IncomingFile.objects.filter(pk=pk, state__in=IncomingFile.UNSETTLED).update(
            state=State.READING, began=timezone.now()
        )
        incoming = IncomingFile.objects.select_related("organisation", "owner", "by").get(pk=pk)
    if not claimed:
        return incoming.reading_id
    incoming.state = State.REFUSED
    incoming.message = _("Något gick fel när filen lästes. Inget har ändrats i registret. Försök igen.")
    try:
        _import(incoming)
    except IakttaError as error:
        incoming.message = str(error)
    finally:
        with separation.within(organisation, bodies=[owner]):
            incoming.save()
    return incoming.reading_id


def named(incoming: IncomingFile) -> tuple[int, int, int]:
    """What a task is told of a file that was sent in."""
    return incoming.pk, incoming.organisation_id, incoming.owner_id


def _import(incoming: IncomingFile) -> None:
    with storage.store_at(incoming.storage).open(incoming.organisation_id, incoming.sha256) as file:
        content = file.read()
    taken = import_file(
        content,
        incoming.name,
        organisation_slug=incoming.organisation.slug,
        by=incoming.by,
    )
    incoming.state, incoming.reading, incoming.message = State.DONE, taken.reading, ""
    incoming.notes = list(taken.notes)


def send_in(data: bytes | BinaryIO, name: str, *, owner: Body, by: User) -> IncomingFile:
    """Keep a file that a person sent in and enqueue its import; both happen, or neither.

    Args:
        owner: The sender's own body; who is to hold what is read, the import finds out.

    Raises:
        StorageError: The file could not be kept.
    """
    stored = storage.keep(owner.organisation_id, data)
    with transaction.atomic():
        incoming = IncomingFile.objects.create(
            organisation_id=owner.organisation_id,
            owner=owner,
            by=by,
            name=plain_file_name(name) or _("Fil utan namn"),
            sha256=stored.sha256,
            size=stored.size,
            storage=storage.storage_in_use(),
        )
        import_incoming.enqueue(*named(incoming))
    return incoming


def stop(incoming: IncomingFile) -> bool:
    """Call off the import of a file that still waits; whether it did."""
    waiting = IncomingFile.objects.filter(pk=incoming.pk, state=State.WAITING)
    return bool(waiting.update(state=State.STOPPED))


@task()
def tidy() -> None:
    """Remove what is over: sessions, what was kept for a while, results of old work, files without a row."""
    CachedValue.objects.filter(expires__lt=timezone.now()).delete()
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    broken_off = IncomingFile.objects.filter(state=State.READING, began__lt=timezone.now() - READING_AT_MOST)
    for organisation in separation.organisations():
        with separation.whole(organisation):
            broken_off.update(
                state=State.REFUSED,
                message=_("Läsningen avbröts innan den var klar. Skicka in filen på nytt."),
            )
    sweep_files()
    sweep_uploads()


@task()
def anchor() -> None:
    """Sign the heads of all chains and write them outside the database.

    Raises:
        IakttaError: Key or file cannot be used; the worker then keeps the sentence with the failed task.
    """
    for refused in anchor_heads().refused:
        log.error("Ankras inte: %s", refused)


@task()
def prepare_disposals() -> None:
    """Propose what has been kept long enough, in every organisation; persons decide."""
    for organisation in separation.organisations():
        with separation.whole(organisation):
            prepare_disposal(Organisation.objects.get(pk=organisation), by=account_of(None))


@dataclass(frozen=True, slots=True)
class Standing:
    """A task that comes back, and how often unless somebody says otherwise."""

    task: Task[[], None]
    every: datetime.timedelta


STANDING = {
    "tidy": Standing(tidy, datetime.timedelta(days=1)),
    "anchor": Standing(anchor, datetime.timedelta(hours=1)),
    "prepare_disposals": Standing(prepare_disposals, datetime.timedelta(days=30)),
}
