"""What a list is: its columns, filters, search and order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Value = str | int | float | datetime.date | None | Promise
"""What a cell holds when the list is taken out; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is what is taken out; `sort` the fields it is sorted by, none where it is not."""

    key: str
    label: Text
    value: Callable[[Any], Value]
    sort: tuple[str, ...] = ()
    number: bool = False
    hidden: bool = False
    """Taken out but not shown: a head without a cell on the page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: which rows it keeps, and the mark beside its word."""

    value: str
    label: Text
    keeps: Q
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Chips with counts, or (`select`) a drop-down without; `choices` may be found among the rows."""

    key: str
    label: Text
    choices: Sequence[Choice] | Callable[[QuerySet[Any]], Sequence[Choice]]
    select: bool = False

    def choices_for(self, rows: QuerySet[Any]) -> Sequence[Choice]:
        return self.choices(rows) if callable(self.choices) else self.choices


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the register; see the package's own page for each part."""

    name: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    row_template: str
    count: Callable[[int], str]
    caption: Text
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] = ()
    search_label: Text = field(default=_("Sök i listan"))
    empty: Text = field(default=_("Här finns inget ännu."))
    prepare: Callable[[list[Any]], Sequence[Any]] = list
    table_class: str = "table fold mid"
    totals: Mapping[str, Q] = field(default_factory=dict)
    """What is counted over all rows, whatever the filter, for the page's first sentence."""
    page_size: int = 50
    """Rows a page."""

    def matching(self, words: str) -> Q:
        """Rows in which each of the words stands in some of the searched fields."""
        found = Q()
        for word in words.split():
            one = Q()
            for name in self.search:
                one |= Q(**{f"{name}__icontains": word})
            found &= one
        return found
