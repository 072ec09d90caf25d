"""What is attached to the things of the register, as a user may know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import (
    Attachment,
    Audit,
    Body,
    Control,
    Occasion,
    Plan,
    Recommendation,
    Risk,
    Subject,
)
from iaktta.register.permissions import Act
from iaktta.register.queries.recorded import performing_body

SUBJECTS: dict[str, type[Subject]] = {
    "audit": Audit,
    "recommendation": Recommendation,
    "plan": Plan,
    "risk": Risk,
    "control": Control,
    "occasion": Occasion,
}
"""What files can be attached to, by the name of its column."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An attachment in the list of its thing. Of a closed one nothing is shown but that it is there."""

    attachment: Attachment
    is_closed: bool
    may_remove: bool


def attached_to(see: Sight, kind: str, row: Subject) -> Sequence[Shown]:
    """What is attached to a thing and to all that are joined into it, oldest first; removed ones too."""
    subjects: QuerySet[Any] = see.of(SUBJECTS[kind])
    there = subjects.filter(shown_as=row.pk).values_list("pk", flat=True)
    found = see.of(Attachment).filter(**{f"{kind}__in": [row.pk, *there]})
    rows = found.select_related("added_by", "removed_by", "owner", kind).order_by("added_at", "pk")
    return [
        Shown(one, is_closed(see, one.about), one.removed_at is None and see.may(Act.ATTACH_FILE, one))
        for one in rows
    ]


def is_secret(about: Subject) -> bool:
    """Whether a thing is marked as secret, and with it all that is attached to it."""
    return bool(about.secrecy_ground or getattr(about, "secret", False))


def is_closed(see: Sight, about: Subject) -> bool:
    """Whether what is attached to a thing is closed to the user: the thing is secret."""
    return is_secret(about) and not see.may(Act.READ_SECRETS, about)


def attaching_body(see: Sight, about: Subject) -> Body | None:
    """The body that holds what the user attaches to a thing, None where the user may not.

    That of the thing itself, else for a control the one whose people perform it.
    """
    if see.may(Act.ATTACH_FILE, about):
        return about.owner
    if isinstance(about, Occasion):
        about = about.control
    if isinstance(about, Control):
        performing = performing_body(about)
        return performing if see.may(Act.ATTACH_FILE, performing) else None
    return None
