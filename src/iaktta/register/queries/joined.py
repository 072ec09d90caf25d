"""Subjects together with those that are joined into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from iaktta.register.access import Sight


def of_these(see: Sight, subject: Any, keys: Iterable[int], column: str | None = None) -> Q:
    """Rows that point to one of these subjects, or to one that is joined into it.

    One set of keys, found by them alone: an "or" between two sets, or the organisation beside the keys,
    leads a database without statistics to read every row of the organisation.

    Args:
        subject: The model: `Audit`, `Recommendation` ...
        column: The row's column that points to the subject; the subject's own name unless given.
    """
    wanted = list(keys)
    column = column or subject._meta.model_name or ""
    same = subject._default_manager.filter(Q(pk__in=wanted) | Q(shown_as__in=wanted), owner__in=see.bodies)
    return Q(**{f"{column}__in": same.order_by().values("pk")})


def joined_into_outer(subject: Any) -> QuerySet[Any]:
    """Keys of the subjects that are joined into the one an outer query's outer query looks at.

    For `column__in`. A join in its place lets a database without statistics begin at the wrong end.
    """
    joined: QuerySet[Any] = subject._default_manager.filter(shown_as=OuterRef(OuterRef("pk")))
    return joined.order_by().values("pk")
