"""What the background worker does."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from iaktta.errors import IakttaError
from iaktta.jobs.importing import import_file
from iaktta.jobs.models import CachedValue, IncomingFile
from iaktta.register.trail.anchors import anchor_heads

log = logging.getLogger(__name__)


@task()
def import_incoming(pk: int) -> int | None:
    """Import a file that was sent in; gives the reading's key, None where the file was refused.

    A file that is already settled is left alone, so that a task that runs again does nothing.
    """
    incoming = IncomingFile.objects.select_related("organisation", "by").get(pk=pk)
    if incoming.state != IncomingFile.State.WAITING:
        return incoming.reading_id
    slug = incoming.organisation.slug if incoming.organisation else None
    try:
        taken = import_file(bytes(incoming.content), incoming.name, organisation_slug=slug, by=incoming.by)
    except IakttaError as error:
        incoming.state, incoming.message = IncomingFile.State.REFUSED, str(error)
    else:
        incoming.state, incoming.reading = IncomingFile.State.DONE, taken.reading
        incoming.notes = list(taken.notes)
    incoming.content = b""
    incoming.save()
    return incoming.reading_id


def send_in(data: bytes, name: str, *, organisation: Any, by: Any) -> IncomingFile:
    """Keep a file that a person sent in and enqueue its import; both happen, or neither."""
    with transaction.atomic():
        incoming = IncomingFile.objects.create(
            organisation=organisation, by=by, name=name[:255], content=data
        )
        import_incoming.enqueue(incoming.pk)
    return incoming


@task()
def tidy() -> None:
    """Remove sessions that are over, what was kept for a while, and results of old work."""
    CachedValue.objects.filter(expires__lt=timezone.now()).delete()
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)


@task()
def anchor() -> None:
    """Sign the heads of all chains and write them outside the database.

    Raises:
        IakttaError: Key or file cannot be used; the worker then keeps the sentence with the failed task.
    """
    for refused in anchor_heads().refused:
        log.error("Ankras inte: %s", refused)


@dataclass(frozen=True, slots=True)
class Standing:
    """A task that comes back, and how often unless somebody says otherwise."""

    task: Task[[], None]
    every: datetime.timedelta


STANDING = {
    "tidy": Standing(tidy, datetime.timedelta(days=1)),
    "anchor": Standing(anchor, datetime.timedelta(hours=1)),
}
