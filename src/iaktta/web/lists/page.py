"""One page of a list, as the address asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from iaktta.web.lists.listing import Choice, Column, Filter, Listing, Text

MAX_WORDS = 200
"""Characters of search words that are taken; the rest is cut."""


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """A filter with its choices for these rows and the value that the address asks for."""

    filter: Filter
    choices: Sequence[Choice]
    chosen: Choice | None

    @property
    def keeps(self) -> Q:
        return self.chosen.keeps if self.chosen else Q()


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice as the page shows it; `count` is None in a drop-down."""

    value: str
    label: Text
    mark: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    key: str
    label: Text
    select: bool
    choices: tuple[ShownChoice, ...]
    chosen: str
    all_count: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head; `aria_sort` is empty where the list is not sorted by it."""

    column: Column
    url: str
    aria_sort: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """What `parts/list.html` shows."""

    listing: Listing
    rows: Sequence[Any]
    total: int
    count_text: str
    heads: tuple[Head, ...]
    filters: tuple[ShownFilter, ...]
    words: str
    sort: str
    narrowed: bool
    number: int
    pages: int
    first: int
    last: int
    previous_url: str
    next_url: str
    csv_url: str
    xlsx_url: str
    totals: Mapping[str, int]
    path: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, made sense of."""

    listing: Listing
    filters: tuple[ChosenFilter, ...]
    words: str
    sort: str
    number: int

    @classmethod
    def read(cls, listing: Listing, rows: QuerySet[Any], query: QueryDict) -> Asked:
        filters = []
        for one in listing.filters:
            choices = one.choices_for(rows)
            wanted = query.get(one.key, "")
            filters.append(
                ChosenFilter(
                    one, choices, next((choice for choice in choices if choice.value == wanted), None)
                )
            )
        sort = query.get("sort", "")
        sortable = {column.key for column in listing.columns if column.sort}
        return cls(
            listing=listing,
            filters=tuple(filters),
            words=query.get("q", "")[:MAX_WORDS].replace("\x00", "").strip() if listing.search else "",
            sort=sort if sort.removeprefix("-") in sortable else "",
            number=_whole(query.get("sida", "")),
        )

    def keeps(self, without: Filter | None = None) -> Q:
        """Which rows are left, `without` one filter where its own choices are counted."""
        found = self.listing.matching(self.words)
        for one in self.filters:
            if one.filter is not without:
                found &= one.keeps
        return found

    def order(self) -> tuple[str, ...]:
        key = self.sort.removeprefix("-")
        column = next((one for one in self.listing.columns if one.key == key), None)
        if column is None:
            return self.listing.order
        turn = self.sort.startswith("-")
        return tuple(_turned(name) if turn else name for name in column.sort) + self.listing.order

    def url(self, **changed: str | int) -> str:
        """The same list with something changed; an empty value leaves it out."""
        asked: dict[str, str | int] = {"q": self.words, "sort": self.sort}
        asked.update({one.filter.key: one.chosen.value for one in self.filters if one.chosen})
        asked.update(changed)
        return "?" + urlencode({key: value for key, value in asked.items() if value != ""})


def _whole(text: str) -> int:
    """A page number as typed; anything else is the first page."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _counts(rows: QuerySet[Any], asked: Asked) -> dict[str, int]:
    """Every count of the page in one query: `all`, and for each chip what choosing it would leave."""
    wanted: dict[str, Q] = {"all": asked.keeps()}
    for place, one in enumerate(asked.filters):
        if one.filter.select:
            continue
        others = asked.keeps(without=one.filter)
        wanted[f"f{place}"] = others
        for number, choice in enumerate(one.choices):
            wanted[f"f{place}_{number}"] = others & choice.keeps
    wanted.update({f"t_{key}": keeps for key, keeps in asked.listing.totals.items()})
    # What is asked for under several names, such as an unfiltered list's totals and chips, is counted once.
    names = {keeps: name for name, keeps in reversed(wanted.items())}
    counted = rows.order_by().aggregate(**{name: _count(keeps) for keeps, name in names.items()})
    return {name: counted[names[keeps]] for name, keeps in wanted.items()}


def _count(keeps: Q) -> Count:
    return Count("pk", filter=keeps) if keeps else Count("pk")


def _shown(place: int, one: ChosenFilter, counts: dict[str, int]) -> ShownFilter:
    return ShownFilter(
        key=one.filter.key,
        label=one.filter.label,
        select=one.filter.select,
        choices=tuple(
            ShownChoice(
                choice.value,
                choice.label,
                choice.mark,
                counts.get(f"f{place}_{number}"),
                choice is one.chosen,
            )
            for number, choice in enumerate(one.choices)
        ),
        chosen=one.chosen.value if one.chosen else "",
        all_count=counts.get(f"f{place}"),
    )


def _head(asked: Asked, column: Column) -> Head:
    turned = asked.sort == column.key
    direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(asked.sort, "")
    url = asked.url(sort=f"-{column.key}" if turned else column.key) if column.sort else ""
    return Head(column, url, direction)


def list_page(listing: Listing, rows: QuerySet[Any], query: QueryDict, path: str = "?") -> ListPage:
    """The page of `rows` (unordered, already those that the user may see) that the address asks for.

    `path` is the list's own address, to which its form leads.
    """
    asked = Asked.read(listing, rows, query)
    counts = _counts(rows, asked)
    total = counts["all"]
    pages = max(1, -(-total // listing.page_size))
    number = min(max(asked.number, 1), pages)
    start = (number - 1) * listing.page_size
    found = list(rows.filter(asked.keeps()).order_by(*asked.order())[start : start + listing.page_size])
    return ListPage(
        listing=listing,
        rows=listing.prepare(found),
        total=total,
        count_text=listing.count(total) % {"n": total},
        heads=tuple(_head(asked, column) for column in listing.columns if not column.hidden),
        filters=tuple(_shown(place, one, counts) for place, one in enumerate(asked.filters)),
        words=asked.words,
        sort=asked.sort,
        narrowed=bool(asked.words) or any(one.chosen for one in asked.filters),
        number=number,
        pages=pages,
        first=start + 1 if total else 0,
        last=start + len(found),
        previous_url=asked.url(sida=number - 1) if number > 1 else "",
        next_url=asked.url(sida=number + 1) if number < pages else "",
        csv_url=asked.url(hamta="csv"),
        xlsx_url=asked.url(hamta="xlsx"),
        path=path,
        totals={key: counts[f"t_{key}"] for key in listing.totals},
    )


def all_rows(listing: Listing, rows: QuerySet[Any], query: QueryDict) -> QuerySet[Any]:
    """Every row that the address asks for, in its order, unpaged."""
    asked = Asked.read(listing, rows, query)
    return rows.filter(asked.keeps()).order_by(*asked.order())
