"""What holds for every table of the register."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from iaktta import report
from iaktta.register.mirror import children, column
from iaktta.register.models import Body, Organisation, OwnedModel, StatedReport, TouchedRow, User
from iaktta.register.models.words import word

MODELS = list(apps.get_app_config("register").get_models())
STATED = [model for model in MODELS if model.__name__.startswith("Stated")]
NEVER_QUERIED = {"places", "wording", "source_pieces", "source_boxes"}
NAMED = [getattr(report, name) for name in report.__all__]
VOCABULARIES = [kind for kind in NAMED if isinstance(kind, type) and issubclass(kind, StrEnum)]


def test_every_row_has_an_organisation_and_an_owner() -> None:
    without = {model for model in MODELS if not issubclass(model, OwnedModel)}
    # A note of a written row has only the organisation.
    assert without == {Organisation, Body, User, TouchedRow}


def test_json_holds_only_what_is_never_queried() -> None:
    for model in STATED:
        names = {field.name for field in model._meta.concrete_fields if isinstance(field, models.JSONField)}
        assert names <= NEVER_QUERIED


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_natural_key_includes_the_organisation(model: Any) -> None:
    if model in (Organisation, User):
        return
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert "organisation" in constraint.fields
    for field in model._meta.concrete_fields:
        assert field.primary_key or field.one_to_one or not field.unique


def test_every_field_of_a_report_has_its_column_or_rows() -> None:
    waiting: list[tuple[Any, Any]] = [(report.Report, StatedReport)]
    seen = set()
    while waiting:
        kind, model = waiting.pop()
        seen.add(kind)
        below = {child.field: child for child in children(kind)}
        for name in (field.name for field in dataclasses.fields(kind)):
            wanted = "source_start" if name == "source" and name not in below else column(kind, name)
            assert name in below or model._meta.get_field(wanted)
        waiting += [(child.kind, child.model) for child in below.values() if child.kind]
    assert len(seen) > 20


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_code_has_a_swedish_word(kind: type[StrEnum]) -> None:
    said = [word(kind, code) for code in kind]
    assert all(text[0].isupper() for text in said)
    assert len(set(said)) == len(said)
    assert word(kind, "") == ""
