"""Secret words back in their rows, for those who may see them (`access.Sight.reveal`)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q

from iaktta.register.gaps import GAP, Cut, restored
from iaktta.register.models import SecretWords, StatedMeasure


def reveal(rows: Iterable[Model]) -> None:
    """Fill the gaps of rows, in one query whatever their tables; they are not to be saved so.

    Several of the rows may stand for the same row. A column that has not been fetched is left alone.
    """
    _reveal(rows, by_key=True)


def has_gap(row: Model) -> bool:
    """Whether words are missing from a row as it has been fetched; a measure without a value lacks it."""
    if isinstance(row, StatedMeasure) and row.value is None:
        return True
    return any(isinstance(value, str) and GAP in value for value in row.__dict__.values())


def reveal_among(rows: Iterable[Model]) -> None:
    """As `reveal`, for so many rows of one organisation that asking for what is secret at all is quicker."""
    _reveal(rows, by_key=False)


def _reveal(rows: Iterable[Model], *, by_key: bool) -> None:
    by_place: dict[tuple[str, int], list[Model]] = defaultdict(list)
    for row in rows:
        by_place[row._meta.object_name or "", row.pk].append(row)
    if not by_place:
        return
    keys: dict[str, list[int]] = defaultdict(list)
    for table, key in by_place:
        keys[table].append(key)
    first: Any = next(iter(by_place.values()))[0]
    wanted = Q(pk__in=())
    for table, several in keys.items():
        of_rows = Q(row__in=several) if by_key else Q(organisation=first.organisation_id)
        wanted |= of_rows & Q(table=table)
    cuts: dict[tuple[str, int, str], list[Cut]] = defaultdict(list)
    found = SecretWords.objects.filter(wanted).order_by()
    for table, key, field, start, words in found.values_list("table", "row", "field", "start", "words"):
        cuts[table, key, field].append((start, words))
    for (table, key, field), taken_out in cuts.items():
        for row in {id(one): one for one in by_place.get((table, key), ())}.values():
            if field in row.__dict__:
                fill(row, field, taken_out)


def fill(row: Model, field: str, cuts: list[Cut]) -> None:
    """Put words that were cut out of one column back; a number that was left out is there again."""
    gapped = getattr(row, field)
    if isinstance(gapped, dict):
        setattr(row, field, json.loads(cuts[0][1]))
        return
    setattr(row, field, float(cuts[0][1]) if gapped is None else restored(gapped, cuts))
