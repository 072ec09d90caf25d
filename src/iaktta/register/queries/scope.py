"""What a user can choose between: the committees and years of an organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, IntegerField, Value

from iaktta.register.access import Sight
from iaktta.register.models import Audit, Committee, FormerName, Plan, StatedReport


def committees_and_years(see: Sight) -> tuple[tuple[Committee, ...], tuple[int, ...]]:
    """The organisation's committees by name, and the years that something is about, newest first.

    Years of documents, plans and audits. One query: every page asks for both.
    """
    fields = Committee._meta.concrete_fields
    columns = {f"of_{field.attname}": Value(None, output_field=_bare(field)) for field in fields}
    year = Value(None, output_field=IntegerField())
    rows = see.of(Committee).order_by().annotate(of_year=year)
    about: tuple[Any, ...] = (StatedReport, Audit, Plan)
    told: list[Any] = [
        see.of(model).filter(year__isnull=False).order_by().annotate(**columns).values_list("year", *columns)
        for model in about
    ]
    found = list(rows.values_list("of_year", *(field.attname for field in fields)).union(*told))
    names = [field.attname for field in fields]
    committees = [Committee.from_db("default", names, row[1:]) for row in found if row[1] is not None]
    committees.sort(key=lambda committee: (committee.name, committee.pk))
    years = {row[0] for row in found if row[0]}
    return tuple(committees), tuple(sorted(years, reverse=True))


def _bare(field: Any) -> Any:
    """The type of a column, as a column of nothing."""
    kind = type(field.target_field if field.is_relation else field)
    return BigIntegerField() if kind.__name__.endswith("AutoField") else kind()


def committee_formerly_at(see: Sight, slug: str) -> Committee | None:
    """The committee whose address this was before it got another name. One query."""
    former = see.of(FormerName).filter(slug=slug, committee__in=see.of(Committee)).order_by("-until")
    found = former.select_related("committee").first()
    return found.committee if found else None
