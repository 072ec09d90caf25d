"""What the auditors hold goes to a body: a copy that the receiver owns, linked to the original."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.copied_markings import copy_markings
from iaktta.register.actions.take_in import take_in
from iaktta.register.events import record_event
from iaktta.register.models import Body, Reading, SourceDocument, User
from iaktta.register.outtake import outtake, outtake_text


class SentBeforeError(IakttaError):
    """The body has the document already."""


@transaction.atomic
def send_document(document: SourceDocument, content: bytes, *, to: Body, by: User) -> SourceDocument:
    """Give a body its own copy of a document, as it was read; the copy's rows are the body's.

    Args:
        content: The file's bytes, fetched by somebody who may have them.

    Raises:
        SentBeforeError: The body holds that file already.
    """
    reading = Reading.objects.get(document=document, is_current=True)
    taken = take_in(
        outtake(reading, with_secrets=True),
        content=content,
        name=document.name,
        media_type=document.media_type,
        text=outtake_text(reading, with_secrets=True),
        organisation=document.organisation,
        owner=to,
        by=by,
    )
    if not taken.created:
        raise SentBeforeError(_("%(body)s har redan det här dokumentet.") % {"body": to.name})
    copy = taken.reading.document
    copy.copied_from = document
    copy.save(update_fields=["copied_from"])
    copy_markings(reading, taken.reading, by=by)
    record_event("document.sent", document, by=by, changes={"to": (None, to.name)})
    return copy
