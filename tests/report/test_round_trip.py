"""A report survives JSON."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from iaktta.report import Kind, Report, from_json, to_data, to_json
from tests.real_reports import FOLDER
from tests.strategies import reports

SCHEMA = json.loads((files("iaktta.report") / "report.schema.json").read_text(encoding="utf-8"))
SHARED = FOLDER / "design" / "report.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@given(reports)
def test_a_report_read_from_its_own_json_is_the_same_report(report: Report) -> None:
    assert from_json(to_json(report)) == report


@given(reports)
def test_a_reports_json_follows_the_schema(report: Report) -> None:
    assert list(VALIDATOR.iter_errors(to_data(report))) == []


def test_a_report_that_states_nothing_has_only_its_kind_and_an_empty_title() -> None:
    assert to_data(Report(Kind.AUDIT)) == {"schema": "iaktta.report/1", "kind": "audit", "title": ""}


@pytest.mark.parametrize("text", ["[]", "{}", '{"schema": "iaktta.report/1", "kind": "audit", "colour": ""}'])
def test_json_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


@pytest.mark.skipif(not SHARED.is_file(), reason="Det delade schemat finns inte här (IAKTTA_REAL_REPORTS).")
def test_the_projects_schema_only_adds_optional_fields_to_the_shared_one() -> None:
    shared = json.loads(SHARED.read_text(encoding="utf-8"))
    assert list(_taken_away(shared, SCHEMA, "report")) == []


def test_a_schema_that_demands_more_or_lacks_a_field_is_told_from_one_that_only_adds() -> None:
    old = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
    adds = {**old, "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}
    assert list(_taken_away(old, adds, "x")) == []
    assert list(_taken_away(old, {**adds, "required": ["a", "b"]}, "x"))
    assert list(_taken_away(adds, old, "x"))


def _taken_away(old: Any, new: Any, where: str) -> list[str]:
    """What a schema no longer says as the old one does; further properties and explanations are fine."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return [] if old == new else [where]
    found = []
    for key in old.keys() | new.keys():
        at = f"{where}.{key}"
        if key in ("properties", "$defs"):
            ours = new.get(key, {})
            for name, kind in old.get(key, {}).items():
                found += _taken_away(kind, ours[name], f"{at}.{name}") if name in ours else [f"{at}.{name}"]
        elif key != "description" and (key not in old or key not in new):
            found.append(at)
        elif key != "description":
            found += _taken_away(old[key], new[key], at)
    return found
