"""Erasing values from the trail: the digests stay, so the chain stays whole."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from iaktta.register.models import EventValue


def erase_values(values: QuerySet[EventValue]) -> int:
    """Erase values and their salts; gives how many. The database accepts no other change of them."""
    return values.filter(salt__isnull=False).update(before=None, after=None, salt=None)


def erase_history(of: Model) -> int:
    """Erase every value that the trail keeps of one object."""
    return erase_values(
        EventValue.objects.filter(event__object_kind=of._meta.object_name, event__object_id=of.pk)
    )
