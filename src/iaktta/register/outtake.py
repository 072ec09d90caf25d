"""Rows become the report that they were, with or without its secret words, in a fixed number of queries."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

from iaktta.register.gaps import Cut, unblocked
from iaktta.register.mirror import CHILDREN, TABLES, Child, children, column
from iaktta.register.models import PlainText, Reading, SecretWords, StatedMeasure, StatedModel, StatedReport
from iaktta.register.revealing import fill
from iaktta.report import Report, from_data, to_data

_Secrets = Mapping[tuple[str, int], Mapping[str, list[Cut]]]
_Held = Mapping[tuple[Hashable, int | None], list[StatedModel]]
_SPAN = ("start", "end", "page", "part", "pieces", "boxes")


def outtake(reading: Reading, *, with_secrets: bool) -> Report:
    """The report that a reading took in; without the right to its secret words, with gaps in their place.

    A measure whose value is secret has no value to show and is then left out, and so is what only those may
    know of who have the right.
    """
    secrets = secrets_of(reading) if with_secrets else {}
    held: dict[tuple[Hashable, int | None], list[StatedModel]] = defaultdict(list)
    for table in TABLES:
        rows = table._default_manager.filter(reading=reading)
        known = rows if with_secrets else rows.filter(existence_secret=False)
        for row in known.order_by("position", "pk"):
            restore(row, secrets)
            child = child_of(row)
            held[child.key, getattr(row, f"{child.parent}_id") if child.parent else None].append(row)
    head = StatedReport.objects.get(reading=reading)
    restore(head, secrets)
    return from_data(Report, _data(Report, head, held, holder=None))


def outtake_text(reading: Reading, *, with_secrets: bool) -> str:
    """The plain text that the reading's places count in; secret letters are blocked out without the right."""
    plain = PlainText.objects.get(reading=reading)
    if not with_secrets:
        return plain.text
    rows = SecretWords.objects.filter(reading=reading, table="PlainText", row=plain.pk)
    return unblocked(plain.text, rows.values_list("start", "words"))


def canonical_json(report: Report) -> str:
    """The one JSON text of a report, for digests: keys in order, no white space."""
    return json.dumps(to_data(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def secrets_of(reading: Reading) -> _Secrets:
    """What stands apart of a reading's rows: (table, row) -> column -> where and which words. One query."""
    found: dict[tuple[str, int], dict[str, list[Cut]]] = defaultdict(lambda: defaultdict(list))
    rows = SecretWords.objects.filter(reading=reading).exclude(table="PlainText")
    for table, row, field, start, words in rows.values_list("table", "row", "field", "start", "words"):
        found[table, row][field].append((start, words))
    return found


def restore(row: StatedModel, secrets: _Secrets) -> None:
    """Put its secret words back into a row, which is then not to be saved."""
    for field, cuts in secrets.get((row._meta.object_name or "", row.pk), {}).items():
        fill(row, field, cuts)


def child_of(row: StatedModel) -> Child:
    """Which field of which holder a row belongs to."""
    return next(child for child in _children_in(type(row)) if child.holds(row))


@cache
def _children_in(table: type[StatedModel]) -> tuple[Child, ...]:
    return tuple(child for several in CHILDREN.values() for child in several if child.model is table)


def _data(kind: type[Any], row: StatedModel, held: _Held, holder: int | None) -> dict[str, Any]:
    """A row and everything that it holds as the plain data of its type."""
    data = {name: value for name, value in _own(kind, row).items() if value is not None}
    for child in children(kind):
        rows = held.get((child.key, holder), [])
        entries = [entry for entry in (_entry(child, below, held) for below in rows) if entry is not None]
        if child.many:
            data[child.field] = entries
        elif entries:
            data[child.field] = entries[0]
    return data


def _entry(child: Child, row: StatedModel, held: _Held) -> Any:
    if child.kind is None:
        return getattr(row, child.text)
    if isinstance(row, StatedMeasure) and row.value is None:
        return None
    return _data(child.kind, row, held, holder=row.pk)


def _own(kind: type[Any], row: StatedModel) -> dict[str, Any]:
    elsewhere = {child.field for child in children(kind)}
    data: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.name in elsewhere:
            continue
        if field.name == "source":
            data["source"] = _span(row)
        else:
            value = getattr(row, column(kind, field.name))
            # The title alone may be empty; elsewhere an empty column is what is not stated.
            data[field.name] = None if value == "" and field.name != "title" else value
    return data


def _span(row: Any) -> dict[str, Any] | None:
    if row.source_start is None:
        return None
    span = {name: getattr(row, f"source_{name}") for name in _SPAN}
    return {name: value for name, value in span.items() if value not in (None, "")}
