"""Days on which committees meet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import executive_board
from iaktta.register.events import record_event
from iaktta.register.models import Committee, MeetingDay, User


class MeetingDayError(IakttaError):
    """A day that cannot be kept as it is stated."""


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A meeting as somebody states it."""

    day: datetime.date
    documents_by: datetime.date | None = None
    note: str = ""


@transaction.atomic
def add_meeting_days(committee: Committee, days: Sequence[StatedDay], *, by: User) -> list[MeetingDay]:
    """All of the days, or none. A day that stands already with the same words is left as it is.

    Raises:
        MeetingDayError: Documents are due after the meeting, or the committee meets on that day already.
    """
    known = {one.day: one for one in MeetingDay.objects.select_for_update().filter(committee=committee)}
    owner, added = executive_board(committee.organisation, by=by), []
    for stated in days:
        _check(stated)
        there = known.get(stated.day)
        if there is not None:
            if (there.documents_by, there.note) == (stated.documents_by, stated.note):
                continue
            raise MeetingDayError(
                _("%(committee)s har redan ett sammanträde %(day)s.")
                % {"committee": committee, "day": stated.day}
            )
        known[stated.day] = day = MeetingDay.objects.create(
            organisation=committee.organisation,
            owner=owner,
            committee=committee,
            day=stated.day,
            documents_by=stated.documents_by,
            note=stated.note,
        )
        added.append(day)
    for day in added:
        changes = {
            "committee": (None, committee.name),
            "day": (None, day.day),
            "documents_by": (None, day.documents_by),
        }
        record_event("meeting_day.added", day, by=by, changes=changes)
    return added


@transaction.atomic
def change_meeting_day(day: MeetingDay, stated: StatedDay, *, by: User) -> MeetingDay:
    """Move a meeting, or change its last day for documents or its note. Raises MeetingDayError."""
    _check(stated)
    found = MeetingDay.objects.select_for_update().get(pk=day.pk)
    others = MeetingDay.objects.filter(committee=found.committee, day=stated.day).exclude(pk=found.pk)
    if others.exists():
        raise MeetingDayError(
            _("%(committee)s har redan ett sammanträde %(day)s.")
            % {"committee": found.committee, "day": stated.day}
        )
    fields = ("day", "documents_by", "note")
    changes = {
        f: (getattr(found, f), getattr(stated, f)) for f in fields if getattr(found, f) != getattr(stated, f)
    }
    if changes:
        for field, (_before, after) in changes.items():
            setattr(found, field, after)
        found.save(update_fields=list(changes))
        record_event("meeting_day.changed", found, by=by, changes=changes)
    return found


@transaction.atomic
def remove_meeting_day(day: MeetingDay, *, by: User) -> None:
    """Take a day away; the trail keeps that it was there."""
    found = MeetingDay.objects.select_for_update().select_related("committee").get(pk=day.pk)
    changes = {"committee": (found.committee.name, None), "day": (found.day, None)}
    key = found.pk
    found.delete()
    found.pk = key
    record_event("meeting_day.removed", found, by=by, changes=changes)


def _check(stated: StatedDay) -> None:
    if stated.documents_by is not None and stated.documents_by > stated.day:
        raise MeetingDayError(_("Sista dag för handlingar ska vara senast på sammanträdesdagen."))
