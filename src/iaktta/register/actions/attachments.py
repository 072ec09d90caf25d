"""Files attached to what the register holds, and removed again with a reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.events import record_event
from iaktta.register.models import Attachment, Body, Subject, User
from iaktta.register.storage import Stored
from iaktta.rules.files import FileKind

FIELDS = ("title", "name", "kind", "size", "sha256", "note", "made_on")
SECRET = ("title", "name", "note")
"""What an event tells of an attachment to something secret to those alone who may see it."""


class AttachedAlreadyError(IakttaError):
    """The same file is attached to the same thing."""


class NoReasonError(IakttaError):
    """Nothing says why."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that is in its store: where, what it was judged to be, and what its sender called it."""

    stored: Stored
    storage: str
    kind: FileKind
    name: str


@transaction.atomic
def attach_file(
    about: Subject,
    file: Enclosed,
    *,
    by: User,
    owner: Body | None = None,
    title: str = "",
    note: str = "",
    made_on: datetime.date | None = None,
    is_secret: bool = False,
) -> Attachment:
    """Attach a file to a subject.

    Args:
        file: It lies in its store before this is called.
        owner: The body that is to hold the attachment; without it the one that holds the subject.
        title: Without one the file's name.
        is_secret: What it is attached to is secret, so that the event's values are.

    Raises:
        AttachedAlreadyError: The subject has the same file already.
    """
    kind = str(about._meta.model_name)
    type(about)._base_manager.select_for_update().get(pk=about.pk)  # two at once do not attach it twice
    there = Attachment.objects.filter(**{kind: about}, sha256=file.stored.sha256, removed_at__isnull=True)
    if there.exists():
        raise AttachedAlreadyError(_("Filen är redan bifogad här. Inget har ändrats."))
    attachment = Attachment.objects.create(
        organisation=about.organisation,
        owner=owner or about.owner,
        **{kind: about},
        sha256=file.stored.sha256,
        size=file.stored.size,
        storage=file.storage,
        kind=file.kind,
        name=file.name[:200],
        title=(title.strip() or file.name)[:200],
        note=note.strip(),
        made_on=made_on,
        added_by=by,
    )
    fields = ("title", "name", "kind", "size", "sha256", "note", "made_on")
    changes = {
        field: (None, value) for field in fields if (value := getattr(attachment, field)) not in ("", None)
    }
    record_event("file.attached", attachment, by=by, changes=changes, secret=SECRET if is_secret else ())
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, why: str, by: User) -> Attachment:
    """Take an attachment away; its row stays, and its file until somebody decides on disposal.

    One that is removed already stays as it is.

    Raises:
        NoReasonError: No reason is given.
    """
    if not why.strip():
        raise NoReasonError(_("Skriv varför bilagan tas bort. Skälet sparas i loggen."))
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if attachment.removed_at is not None:
        return attachment
    attachment.removed_at, attachment.removed_by = timezone.now(), by
    attachment.removed_because = why.strip()
    attachment.save(update_fields=["removed_at", "removed_by", "removed_because"])
    record_event(
        "file.removed",
        attachment,
        by=by,
        changes={"removed_at": (None, attachment.removed_at)},
        why=attachment.removed_because,
    )
    return attachment
