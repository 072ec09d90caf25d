"""Answers written here to a recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.register.access import Sight
from iaktta.register.models import Addressee, Body, Recommendation, Response
from iaktta.register.permissions import Act
from iaktta.register.queries.joined import of_these


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that the user sees, and the addressees that the user may answer for."""

    written: Sequence[Response]
    answerable: Sequence[Addressee]


def answers_to(see: Sight, found: Recommendation) -> Answers:
    """What has been answered to a recommendation and those joined with it, oldest first; two queries."""
    same = of_these(see, Recommendation, [found.pk])
    addressees = see.of(Addressee).filter(same).select_related("committee__body")
    to = see.of(Addressee).filter(same).values("pk")
    related = (
        see.of(Response)
        .filter(addressee__in=to)
        .select_related("addressee__committee", "owner", "written_by", "sent_by")
    )
    written = list(related.order_by("changed_at", "pk"))
    see.reveal(*written)
    return Answers(
        written,
        [one for one in addressees if (body := answering_body(one)) and see.may(Act.ANSWER, body)],
    )


def answering_body(addressee: Addressee) -> Body | None:
    """The body that answers for an addressee; None where its committee has no people here."""
    return addressee.committee.body if addressee.committee else None
