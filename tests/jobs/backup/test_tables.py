"""Nothing is left out of a backup without somebody having said why."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from iaktta.jobs.backup.tables import KEPT_APPS, KEPT_TABLES, LEFT_OUT, every_model, is_kept, tables


def test_every_table_is_kept_or_left_out_for_a_stated_reason() -> None:
    unsaid = [
        model._meta.label
        for model in every_model(apps)
        if not is_kept(model) and model._meta.label not in LEFT_OUT
    ]
    assert unsaid == []
    assert all(reason.endswith(".") for reason in LEFT_OUT.values())


def test_what_is_named_is_there() -> None:
    labels = {model._meta.label for model in every_model(apps)}
    assert labels >= {*LEFT_OUT, *KEPT_TABLES}
    assert labels & {table.name for table in tables(apps)}
    assert {model._meta.app_label for model in every_model(apps)} >= KEPT_APPS


def test_no_row_that_is_kept_points_to_one_that_is_not() -> None:
    pointing = [
        f"{table.name}.{field.name}"
        for table in tables(apps)
        for field in table.fields
        if field.related_model and not is_kept(field.related_model)
    ]
    assert pointing == []


@pytest.mark.parametrize("table", tables(apps), ids=lambda table: table.name)
def test_the_rows_of_a_table_have_the_same_order_in_every_database(table: object) -> None:
    key = table.model._meta.pk  # type: ignore[attr-defined]
    assert isinstance(key, models.AutoField | models.UUIDField | models.OneToOneField | models.IntegerField)


def test_a_table_comes_after_those_that_it_points_to_but_where_they_form_a_ring() -> None:
    order = [table.model for table in tables(apps)]
    before = {
        (table.name, field.related_model._meta.label)
        for place, table in enumerate(tables(apps))
        for field in table.fields
        if field.related_model and field.related_model in order[place + 1 :]
    }
    assert all(any(one == other for _, other in before) or one in {t for t, _ in before} for one, _ in before)
    assert len(before) <= 3
