"""A report as rows that are not saved yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iaktta.document import Span
from iaktta.register.mirror import Child, children, column
from iaktta.register.models import Reading, StatedCommittee, StatedModel, StatedReport
from iaktta.report import Report
from iaktta.report.json_form import span_data
from iaktta.rules.names import basic_name


@dataclass(eq=False)
class Row:
    """One row to be, with the entry (or line of text) that it mirrors and the row that holds it."""

    instance: StatedModel
    entry: Any
    holder: Row | None = None
    child: Child | None = None

    @property
    def table(self) -> type[StatedModel]:
        return type(self.instance)


def stated_rows(report: Report, reading: Reading) -> list[Row]:
    """The head first, then every row after the one that holds it, in printed order."""
    base = {"organisation_id": reading.organisation_id, "owner_id": reading.owner_id, "reading": reading}
    head = Row(StatedReport(**base, **_columns(report)), report)
    return [head, *_below(head, base, of_report=True)]


def _below(holder: Row, base: Mapping[str, Any], *, of_report: bool = False) -> Iterator[Row]:
    for child in children(type(holder.entry)):
        value = getattr(holder.entry, child.field)
        entries = value if child.many else () if value is None else (value,)
        link = {} if of_report else {str(child.parent): holder.instance}
        for position, entry in enumerate(entries):
            columns = _columns(entry) if child.kind else {child.text: entry}
            instance = child.model(**base, **link, **child.marks, **columns, position=position)
            if isinstance(instance, StatedCommittee):
                instance.basic_name = basic_name(instance.name)
            row = Row(instance, entry, holder, child)
            yield row
            yield from _below(row, base)


def _columns(entry: Any) -> dict[str, Any]:
    """Column -> value for what stands in the entry's own row; what is not stated is left to the default."""
    kind = type(entry)
    elsewhere = {child.field for child in children(kind)}
    columns: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        value = getattr(entry, field.name)
        if field.name in elsewhere or value is None:
            continue
        if isinstance(value, Span):
            columns |= {f"source_{name}": part for name, part in span_data(value).items()}
        elif field.name == "places":
            columns["places"] = {name: [span_data(span) for span in spans] for name, spans in value.items()}
        else:
            columns[column(kind, field.name)] = dict(value) if isinstance(value, Mapping) else value
    return columns
