"""What persons add to what a document says; the document's own words stay as they are."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.hiding_anew import gap_new
from iaktta.register.events import record_event
from iaktta.register.models import Annotation, Body, Mention, Subject, User


class EmptyAnnotationError(IakttaError):
    """A note without words."""


@transaction.atomic
def annotate(about: Mention | Subject, text: str, *, by: User, owner: Body | None = None) -> Annotation:
    """Write a note on what one document says (a mention), or on a subject over the years.

    Args:
        owner: The body that is to hold the note; the auditors' notes are theirs, whatever they are about.

    Raises:
        EmptyAnnotationError: The note has no words.
    """
    if not text.strip():
        raise EmptyAnnotationError(_("Anteckningen är tom. Skriv vad du vill anteckna."))
    column = "mention" if isinstance(about, Mention) else about._meta.model_name
    annotation = Annotation.objects.create(
        organisation=about.organisation,
        owner=owner or about.owner,
        text=text.strip(),
        written_by=by,
        **{str(column): about},
    )
    subject = about.subject if isinstance(about, Mention) else about
    gap_new(annotation, str(subject._meta.model_name), subject.pk)
    record_event("annotation.written", annotation, by=by, changes={"text": (None, annotation.text)})
    annotation.refresh_from_db()
    return annotation
