"""What persons say of the state of a recommendation."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.hiding_anew import gap_new
from iaktta.register.actions.outcomes import refresh_outcomes
from iaktta.register.events import record_event
from iaktta.register.models import Addressee, StatusSet, User
from iaktta.report import Status


class SpeakerError(IakttaError):
    """Only a document speaks as a document."""


@transaction.atomic
def set_status(
    addressee: Addressee,
    status: Status,
    *,
    speaker: StatusSet.Speaker,
    by: User,
    said_on: datetime.date | None = None,
    reason: str = "",
) -> StatusSet:
    """Add what the administration or the auditors say of one committee's part; what was said before stays.

    Raises:
        SpeakerError: The speaker is the document, which a person cannot be.
    """
    if speaker == StatusSet.Speaker.DOCUMENT:
        raise SpeakerError(
            _("En status enligt dokumentet kommer från inläsningen. Välj förvaltningen eller revisorerna.")
        )
    earlier = addressee.statuses.filter(speaker=speaker).order_by("set_at", "pk").last()
    said = StatusSet.objects.create(
        organisation=addressee.organisation,
        owner=addressee.owner,
        addressee=addressee,
        status=status.value,
        speaker=speaker,
        said_on=said_on,
        reason=reason.strip(),
        set_by=by,
    )
    changes = {
        "status": (earlier.status if earlier else None, status),
        "speaker": (None, speaker),
        "said_on": (earlier.said_on if earlier else None, said_on),
    }
    gap_new(said, "recommendation", addressee.recommendation_id)
    refresh_outcomes([addressee.recommendation_id])
    record_event("status.set", addressee, by=by, changes=changes, why=said.reason)
    return said
