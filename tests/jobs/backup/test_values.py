"""A value has one form in a backup, whichever database it comes from."""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from iaktta.jobs.backup.values import line, read, written
from iaktta.register.models import Ground, StatedAudit
from tests.granvik import make_granvik

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=10,
)
OTHERS: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (models.DateTimeField(), st.datetimes(timezones=st.just(datetime.UTC))),
    (models.DateField(), st.dates()),
    (models.TimeField(), st.times()),
    (models.DurationField(), st.timedeltas()),
    (models.DecimalField(max_digits=12, decimal_places=2), st.decimals(-1000, 1000, places=2)),
    (models.UUIDField(), st.uuids()),
    (models.TextField(), TEXT),
    (models.BooleanField(), st.booleans()),
    (models.BigIntegerField(), st.integers(-(2**63), 2**63 - 1)),
    (models.FloatField(), st.floats(allow_nan=False, allow_infinity=False)),
]


def no_file(_: str) -> bytes:
    raise AssertionError


@pytest.mark.parametrize(("field", "strategy"), OTHERS, ids=lambda each: type(each).__name__)
@given(data=st.data())
def test_a_value_that_is_written_is_read_back(
    field: Any, strategy: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(strategy)
    assert read(field, written(field, value), no_file) == value
    assert read(field, written(field, None), no_file) is None


def test_bytes_are_a_file_that_the_row_names_by_its_sum() -> None:
    field: Any = models.BinaryField()
    stated = written(field, memoryview(b"abc"))
    assert stated["size"] == 3
    assert read(field, stated, {stated["sha256"]: b"abc"}.__getitem__) == b"abc"


def test_a_line_is_the_same_whatever_order_its_columns_came_in() -> None:
    assert line({"b": 1, "a": "å"}) == line({"a": "å", "b": 1}) == '{"a":"å","b":1}\n'.encode()


def test_a_kind_of_value_that_nobody_has_thought_of_is_not_guessed() -> None:
    with pytest.raises(TypeError, match="no form for complex"):
        written(models.TextField(), 1j)
    assert written(models.TextField(), uuid.UUID(int=1)).endswith("0001")
    assert written(models.DecimalField(), decimal.Decimal("1.50")) == "1.50"


@given(value=ANY_JSON, number=st.floats(allow_nan=False, allow_infinity=False))
def test_what_the_database_gives_back_has_the_form_that_it_had_before(
    audit: StatedAudit, ground: Ground, value: Any, number: float
) -> None:
    """Both databases pass this, so that their sums can be compared."""
    StatedAudit.objects.filter(pk=audit.pk).update(places={"x": value})
    Ground.objects.filter(pk=ground.pk).update(weight=number)
    kept = StatedAudit.objects.get(pk=audit.pk).places
    [weight] = Ground.objects.filter(pk=ground.pk).values_list("weight", flat=True)
    assert _line(StatedAudit, "places", kept) == _line(StatedAudit, "places", {"x": value})
    assert _line(Ground, "weight", weight) == _line(Ground, "weight", number)


def _line(model: type[models.Model], name: str, value: Any) -> bytes:
    field: Any = model._meta.get_field(name)
    return line({name: written(field, value)})


@pytest.fixture
def audit(db: None) -> StatedAudit:
    granvik = make_granvik()
    for name in ("2022-uppfoljande-granskning.txt", "2024-uppfoljande-granskning.md"):
        granvik.imports(name)
    return StatedAudit.objects.earliest("pk")


@pytest.fixture
def ground(audit: StatedAudit) -> Ground:
    return Ground.objects.earliest("pk")
