"""Lists: at most `limit` rows by key, and a cursor to where the next page begins."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Query, Schema
from pydantic import Field

from iaktta.web.api.shapes import Cursor

MOST, USUAL = 200, 50
Item = TypeVar("Item")
Row = TypeVar("Row")


class Paging(Schema):
    """How much of a list, and from where."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many items at most.")
    cursor: Cursor | None = Field(
        None, description="Where to go on: `next_cursor` of the page before. Without it, the first page."
    )


Paged = Annotated[Paging, Query()]


class Listed(Schema, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next_cursor: str | None = Field(description="For the next page; null where this is the last.")


def page_of(rows: QuerySet[Any, Row], paging: Paging) -> tuple[list[Row], str | None]:
    """A page's rows in the order of their keys, and the cursor of the next. One query."""
    after = rows.filter(pk__gt=int(paging.cursor)) if paging.cursor else rows
    found = list(after.order_by("pk")[: paging.limit + 1])
    more = len(found) > paging.limit
    kept = found[: paging.limit]
    return kept, str(getattr(kept[-1], "pk")) if more else None  # noqa: B009  # of any model
