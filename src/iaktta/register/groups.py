"""Subjects with those that are joined with them, and those that they may be the same as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from iaktta.register.models import Mention, Proposal


def table_of(kind: str) -> Any:
    """The table of a kind of subject."""
    return Mention._meta.get_field(kind).related_model


def together(kind: str, keys: Iterable[int]) -> set[int]:
    """Subjects with all that are joined with them. Two queries."""
    wanted = set(keys)
    rows = table_of(kind)._default_manager
    for key, shown_as in rows.filter(pk__in=wanted).values_list("pk", "shown_as"):
        wanted |= {shown_as or key}
    return wanted | set(rows.filter(shown_as__in=wanted).values_list("pk", flat=True))


def perhaps_same(kind: str, keys: Iterable[int]) -> set[int]:
    """Subjects with all that are joined with them, and all that are proposed to be the same, not settled."""
    group = together(kind, keys)
    first, second = f"first_{kind}", f"second_{kind}"
    touching = Q(**{f"{first}__in": group}) | Q(**{f"{second}__in": group})
    asked = Proposal.objects.filter(touching, kind=kind, state=Proposal.State.OPEN)
    tied = {key for pair in asked.values_list(first, second) for key in pair if key is not None}
    return group | together(kind, tied - group) if tied else group
