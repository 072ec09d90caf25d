"""What a person may want to settle next: what stands under two that were just confirmed as the same."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Proposal

_UNDER = {"audit": ("recommendation",), "plan": ("risk", "control"), "control": ("occasion",)}


def open_below(sight: Sight, proposal: Proposal) -> QuerySet[Proposal]:
    """Open proposals between what stands under the one and under the other: an audit's recommendations."""
    wanted = Q(pk__in=())
    first, second = proposal.first.pk, proposal.second.pk
    for kind in _UNDER.get(proposal.kind, ()):
        one, other = f"first_{kind}__{proposal.kind}", f"second_{kind}__{proposal.kind}"
        wanted |= Q(**{one: first, other: second}) | Q(**{one: second, other: first})
    return sight.of(Proposal).filter(wanted, state=Proposal.State.OPEN).order_by("-likeness", "pk")
