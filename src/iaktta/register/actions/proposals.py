"""What persons settle: that two subjects are the same, or that they are not."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.hiding_anew import hide_settled
from iaktta.register.actions.joining import rejoin, same_as
from iaktta.register.actions.proposing import propose_next
from iaktta.register.events import Changes, record_event
from iaktta.register.models import Proposal, User


class PartedBeforeError(IakttaError):
    """Joining would bring two together that a person has parted."""


@transaction.atomic
def confirm_proposal(proposal: Proposal, *, by: User, why: str = "") -> Proposal:
    """The two are the same: they are listed as one. A proposal that is confirmed already stays as it is.

    Raises:
        PartedBeforeError: They, or two that are the same as they, have been parted by another proposal.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == Proposal.State.CONFIRMED:
        return proposal
    _refuse_parted(proposal)
    changes = _settle(proposal, Proposal.State.CONFIRMED, by)
    record_event("proposal.confirmed", proposal, by=by, changes=changes, why=why)
    return proposal


@transaction.atomic
def part_proposal(proposal: Proposal, *, by: User, why: str = "") -> Proposal:
    """The two are not the same. If they were joined by it, both are again what they were before.

    What else the newer one may be the same as is then proposed, since only one of a group was asked about.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == Proposal.State.PARTED:
        return proposal
    changes = _settle(proposal, Proposal.State.PARTED, by)
    if propose_next(proposal):
        hide_settled(proposal.kind, [proposal.second.pk])
    record_event("proposal.parted", proposal, by=by, changes=changes, why=why)
    return proposal


def _settle(proposal: Proposal, state: Proposal.State, by: User) -> Changes:
    """Gives what that changed."""
    before: str = proposal.state
    proposal.state, proposal.settled_by, proposal.settled_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "settled_by", "settled_at"])
    joined = rejoin(proposal.kind, [proposal.first.pk, proposal.second.pk])
    hide_settled(proposal.kind, [proposal.first.pk, proposal.second.pk])
    return {"state": (before, state), **joined}


def _refuse_parted(proposal: Proposal) -> None:
    kind = proposal.kind
    one = same_as(kind, proposal.first.pk)
    other = same_as(kind, proposal.second.pk)
    for first, second in ((one, other), (other, one)):
        parted = Proposal.objects.filter(
            **{f"first_{kind}__in": first, f"second_{kind}__in": second}, state=Proposal.State.PARTED
        )
        if parted.exclude(pk=proposal.pk).exists():
            raise PartedBeforeError(
                _(
                    "De kan inte föras ihop, eftersom de hör ihop med två som har förts isär. "
                    "Ändra det beslutet först, om de ändå är samma."
                )
            )
