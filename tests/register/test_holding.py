"""A row points only to rows of its own organisation, and the database sees to it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from iaktta.register.models import Body, Event, EventRows, EventValue, Organisation, TouchedRow, User
from tests.register import ground

_number = itertools.count(1)


def belongs(model: type[models.Model]) -> bool:
    return any(field.name == "organisation" for field in model._meta.concrete_fields)


OWNED = [model for model in apps.get_models() if belongs(model)]


def links(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Its foreign keys to rows that belong to an organisation themselves."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [key for key in keys if belongs(key.related_model)]


class Maker:
    """Makes any row of one organisation, with as little in it as the table takes."""

    def __init__(self, slug: str, person: User) -> None:
        self.organisation = ground.organisation(slug)
        self.body = ground.body(self.organisation, Body.Kind.COMMITTEE, "Nämnden")
        self.person = person

    def make(self, model: type[models.Model], **given: Any) -> Any:
        stated = {
            field.name: self._value(field)
            for field in model._meta.concrete_fields
            if field.name not in given and not field.primary_key and not _is_left_out(field)
        }
        return model._default_manager.create(**stated, **given)

    def _value(self, field: Any) -> Any:
        if field.related_model is Organisation:
            return self.organisation
        if field.related_model is Body and field.name == "owner":
            return self.body
        if field.related_model is User:
            return self.person
        if field.related_model is not None:
            return self.make(field.related_model)
        if field.has_default() and not isinstance(field, models.SlugField):
            return field.get_default()
        if isinstance(field, (models.CharField, models.TextField)):
            return f"{next(_number)}"[: field.max_length]
        if isinstance(field, (models.DateTimeField, models.DateField)):
            return timezone.now()
        return {models.BinaryField: b"", models.JSONField: {}}.get(type(field), next(_number))


def _is_left_out(field: Any) -> bool:
    return field.null and field.related_model is not Organisation


@pytest.fixture
def granvik(person: User) -> Maker:
    return Maker("granvik", person)


@pytest.fixture
def sjovik(person: User) -> Maker:
    return Maker("sjovik", person)


@pytest.fixture(autouse=True)
def _only_organisations_are_checked(db: None) -> Iterator[None]:
    """What a row may hold besides is of no interest here, so its other conditions are let go."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
            return
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint "
            "WHERE contype = 'c' AND conrelid::regclass::text LIKE 'register_%' AND conrelid <> 0"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield


@contextmanager
def expect_refusal(saying: str | None = "organisation") -> Iterator[None]:
    with pytest.raises(IntegrityError, match=saying), transaction.atomic():  # noqa: PT012 (a block of any kind)
        yield
        connection.check_constraints()


def test_every_table_with_an_owner_is_walked() -> None:
    assert len(OWNED) > 40
    assert all(len(links(model)) >= 1 for model in OWNED if model not in (Body, TouchedRow))


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_no_foreign_key_reaches_into_another_organisation(
    granvik: Maker, sjovik: Maker, model: type[models.Model]
) -> None:
    for key in links(model):
        target: Any = key.related_model
        own, elsewhere = granvik.make(target), sjovik.make(target)
        row = granvik.make(model, **{key.name: own})
        connection.check_constraints()
        with expect_refusal():
            granvik.make(model, **{key.name: elsewhere})
        if model not in (Event, EventValue, EventRows):  # these refuse every change
            with expect_refusal():
                model._default_manager.filter(pk=row.pk).update(**{key.name: elsewhere})


HELD = [model for model in OWNED if any(field.name == "owner" for field in model._meta.concrete_fields)]


@pytest.mark.parametrize("model", HELD, ids=lambda model: model.__name__)
def test_no_row_moves_to_another_organisation(
    granvik: Maker, sjovik: Maker, model: type[models.Model]
) -> None:
    row = granvik.make(model)
    with expect_refusal(saying=None):
        model._default_manager.filter(pk=row.pk).update(organisation=sjovik.organisation)


def test_a_body_that_holds_rows_does_not_move_either(granvik: Maker, sjovik: Maker) -> None:
    granvik.make(apps.get_model("register", "Audit"))
    with expect_refusal():
        Body.objects.filter(pk=granvik.body.pk).update(organisation=sjovik.organisation)
