"""Secret words back in their rows, for those who may see them (`access.may_see_secrets`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from iaktta.register.gaps import Cut, restored
from iaktta.register.models import SecretWords, StatedModel


def reveal(rows: Iterable[StatedModel]) -> None:
    """Fill the gaps of stated rows of one table, in one query; they are not to be saved so."""
    by_key = {row.pk: row for row in rows}
    if not by_key:
        return
    table = next(iter(by_key.values()))._meta.object_name or ""
    cuts: dict[tuple[int, str], list[Cut]] = defaultdict(list)
    found = SecretWords.objects.filter(table=table, row__in=by_key)
    for row, field, start, words in found.values_list("row", "field", "start", "words"):
        cuts[row, field].append((start, words))
    for (key, field), several in cuts.items():
        fill(by_key[key], field, several)


def fill(row: StatedModel, field: str, cuts: list[Cut]) -> None:
    """Put words that were cut out of one column back; a number that was left out is there again."""
    gapped = getattr(row, field)
    setattr(row, field, float(cuts[0][1]) if gapped is None else restored(gapped, cuts))
