"""A reading's saved rows with all their words, as `stated_rows` made them once, to be hidden anew."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from iaktta.register.hiding import Hidden
from iaktta.register.mirror import TABLES
from iaktta.register.models import PlainText, Reading, SecretWords, StatedModel, StatedReport
from iaktta.register.outtake import child_of, outtake, outtake_text, restore, secrets_of
from iaktta.register.stated_rows import Row, stated_rows

AT_ONCE = 500

_Place = tuple[Hashable, int | None, int]
"""What tells a row: which field of which holder, and its position there."""


@dataclass(frozen=True)
class SavedRows:
    """The rows with their secret words in place, holders first, and each column as the database has it."""

    reading: Reading
    rows: list[Row]
    stored: dict[tuple[type[StatedModel], int], dict[str, Any]]
    plain_text: PlainText
    text: str

    @classmethod
    def of(cls, reading: Reading) -> SavedRows:
        """Some fifty queries, whatever the reading's size."""
        secrets = secrets_of(reading)
        stored: dict[tuple[type[StatedModel], int], dict[str, Any]] = {}
        head = StatedReport.objects.get(reading=reading)
        by_place: dict[_Place, StatedModel] = {}
        tables: Sequence[type[StatedModel]] = (StatedReport, *TABLES)
        for table in tables:
            for row in table._default_manager.filter(reading=reading).order_by("position", "pk"):
                stored[table, row.pk] = _columns(row)
                restore(row, secrets)
                if isinstance(row, StatedReport):
                    head = row
                    continue
                child = child_of(row)
                holder = getattr(row, f"{child.parent}_id") if child.parent else None
                by_place.setdefault((child.key, holder, row.position), row)
        # What the report holds, in the order of its parts; each new row then gives way to the saved one.
        rows = stated_rows(outtake(reading, with_secrets=True), reading)
        for new in rows:
            new.instance = _saved(new, head, by_place)
        plain_text = PlainText.objects.get(reading=reading)
        return cls(reading, rows, stored, plain_text, outtake_text(reading, with_secrets=True))

    def keep(self, hidden: Iterable[Hidden], shown_text: str) -> set[tuple[type[StatedModel], int]]:
        """Write the rows as they now are, and their secret words apart. Returns the rows that differ."""
        differing = self._keep_rows()
        if self.plain_text.text != shown_text:
            self.plain_text.text = shown_text
            self.plain_text.save(update_fields=["text"])
        _keep_words(self.reading, hidden)
        return differing

    def _keep_rows(self) -> set[tuple[type[StatedModel], int]]:
        by_table: dict[type[StatedModel], list[StatedModel]] = {}
        fields: dict[type[StatedModel], set[str]] = {}
        for row in self.rows:
            before = self.stored[row.table, row.instance.pk]
            names = {name for name, value in _columns(row.instance).items() if before[name] != value}
            if names:
                by_table.setdefault(row.table, []).append(row.instance)
                fields.setdefault(row.table, set()).update(names)
        for table, instances in by_table.items():
            table._default_manager.bulk_update(instances, sorted(fields[table]), batch_size=AT_ONCE)
        return {(table, instance.pk) for table, several in by_table.items() for instance in several}


def _columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _saved(row: Row, head: StatedReport, by_place: dict[_Place, StatedModel]) -> StatedModel:
    if row.child is None or row.holder is None:
        return head
    holder = row.holder.instance.pk if row.child.parent else None
    return by_place[row.child.key, holder, row.instance.position]


def _keep_words(reading: Reading, hidden: Iterable[Hidden]) -> None:
    """The reading's secret words are these; those that stay the same are not written again."""
    wanted = {
        (found.instance._meta.object_name or "", found.instance.pk, found.field, found.start): found.words
        for found in hidden
    }
    there = {
        (kept.table, kept.row, kept.field, kept.start): kept
        for kept in SecretWords.objects.filter(reading=reading)
    }
    gone = [kept.pk for place, kept in there.items() if wanted.get(place) != kept.words]
    for start in range(0, len(gone), AT_ONCE):
        SecretWords.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    SecretWords.objects.bulk_create(
        [
            SecretWords(
                organisation_id=reading.organisation_id,
                owner_id=reading.owner_id,
                reading=reading,
                table=table,
                row=row,
                field=field,
                start=start,
                words=words,
            )
            for (table, row, field, start), words in wanted.items()
            if (table, row, field, start) not in there or there[table, row, field, start].words != words
        ],
        batch_size=AT_ONCE,
    )
