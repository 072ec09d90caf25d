"""A committee's answer to a recommendation: a draft within the committee, then sent."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from types import EllipsisType

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.hiding_anew import gap_new
from iaktta.register.events import record_event
from iaktta.register.models import Addressee, Body, Response, SecretWords, User


class EmptyResponseError(IakttaError):
    """An answer without words."""


class SentError(IakttaError):
    """What has been sent stays as it is."""


class ChangedError(IakttaError):
    """Somebody else has changed the draft since the writer read it."""


Read = datetime.datetime | EllipsisType | None
"""Which draft the writer has read, by its `changed_at`; None for none, `...` where it is not asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a committee says, and the decision that it rests on."""

    text: str
    decided_on: datetime.date | None = None
    paragraph: str = ""
    registration: str = ""


@transaction.atomic
def keep_response(
    addressee: Addressee, answer: Answer, *, owner: Body, by: User, read: Read = ...
) -> Response:
    """Keep the draft of a body's answer; there is one at a time. A draft writes no event.

    Raises:
        EmptyResponseError: It has no words.
        ChangedError: The draft is another than the one that was read.
    """
    if not answer.text.strip():
        raise EmptyResponseError(_("Svaret är tomt. Skriv vad nämnden svarar."))
    if read is not ...:
        # Under lock, so that of two who have read the same only one is first.
        Addressee.objects.select_for_update(of=("self",)).get(pk=addressee.pk)
        drafts = Response.objects.filter(addressee=addressee, owner=owner, is_draft=True)
        _refuse_unread(drafts.first(), read)
    stated = {
        "text": answer.text.strip(),
        "decided_on": answer.decided_on,
        "paragraph": answer.paragraph.strip(),
        "registration": answer.registration.strip(),
        "written_by": by,
        "changed_at": timezone.now(),
    }
    draft, _made = Response.objects.update_or_create(
        organisation=addressee.organisation,
        owner=owner,
        addressee=addressee,
        is_draft=True,
        defaults=stated,
    )
    # What was kept apart of an earlier draft is of other words.
    SecretWords.objects.filter(table="Response", row=draft.pk).delete()
    gap_new(draft, "recommendation", addressee.recommendation_id)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def send_response(response: Response, *, by: User, read: Read = ...) -> Response:
    """The draft becomes the committee's answer, which everybody who may read the recommendation sees.

    Raises:
        SentError: It has been sent already.
        ChangedError: The draft is another than the one that was read.
    """
    response = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if not response.is_draft:
        raise SentError(_("Svaret är redan skickat. Skriv ett nytt svar om något ska ändras."))
    _refuse_unread(response, read)
    response.is_draft, response.sent_by, response.sent_at = False, by, timezone.now()
    response.save(update_fields=["is_draft", "sent_by", "sent_at"])
    changes = {
        name: (None, getattr(response, name)) for name in ("text", "decided_on", "paragraph", "registration")
    }
    record_event("recommendation.answered", response, by=by, changes=changes)
    return response


def _refuse_unread(there: Response | None, read: Read) -> None:
    if read is not ... and read != (there.changed_at if there else None):
        raise ChangedError(_("Någon annan har ändrat utkastet. Läs det som gäller nu och försök igen."))
