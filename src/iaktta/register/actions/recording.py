"""The result of a control's occasion: recorded by who performed it, approved by somebody."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.hiding_anew import gap_new
from iaktta.register.actions.results import refresh_results
from iaktta.register.events import record_event
from iaktta.register.models import Occasion, Result, User
from iaktta.report import DeviationLevel, Execution
from iaktta.rules.duties import may_approve


class OwnWorkError(IakttaError):
    """Duties are kept apart, and the approver performed the control."""


class ApprovedError(IakttaError):
    """It has been approved already."""


def newest_result(occasion: Occasion) -> Result | None:
    """What was recorded last of an occasion, if anything."""
    return Result.objects.filter(occasion=occasion).order_by("performed_at", "pk").last()


@transaction.atomic
def record_result(
    occasion: Occasion,
    execution: Execution,
    *,
    by: User,
    deviation_level: DeviationLevel | None = None,
    comment: str = "",
) -> Result:
    """Add what was found at an occasion; what was recorded before stays, the newest counts."""
    before = newest_result(occasion)
    result = Result.objects.create(
        organisation=occasion.organisation,
        owner=occasion.owner,
        occasion=occasion,
        execution=execution.value,
        deviation_level=deviation_level.value if deviation_level else "",
        comment=comment.strip(),
        performed_by=by,
    )
    stated = ("execution", "deviation_level", "comment")
    changes = {name: (getattr(before, name) if before else None, getattr(result, name)) for name in stated}
    occasion.execution, occasion.deviation_level = result.execution, result.deviation_level
    occasion.save(update_fields=["execution", "deviation_level"])
    gap_new(result, "occasion", occasion.pk)
    refresh_results([occasion.control_id])
    record_event("occasion.performed", result, by=by, changes=changes)
    return result


@transaction.atomic
def approve_result(result: Result, *, by: User) -> Result:
    """Somebody stands for the result.

    Raises:
        OwnWorkError: The organisation keeps duties apart, and this person performed the control.
        ApprovedError: It has been approved already.
    """
    result = Result.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=result.pk)
    if result.approved_at is not None:
        raise ApprovedError(_("Resultatet är redan godkänt."))
    separated = result.organisation.separates_duties
    if not may_approve(result.performed_by_id, by.pk, separated=separated):
        raise OwnWorkError(
            _("Den som har utfört kontrollen godkänner den inte hos er. Be en annan person godkänna.")
        )
    result.approved_by, result.approved_at = by, timezone.now()
    result.save(update_fields=["approved_by", "approved_at"])
    record_event("occasion.approved", result, by=by, changes={"approved_by": (None, by.pk)})
    return result
