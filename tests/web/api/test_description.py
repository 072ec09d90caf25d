"""The description is sound by itself, and the page that is made of it tells the same."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from iaktta.report import Kind, Report, to_data
from iaktta.web.api.description import description, operations
from iaktta.web.api.problems import KINDS

pytestmark = pytest.mark.django_db


def test_the_description_is_openapi_3_1() -> None:
    served = json.loads(Client().get("/api/v1/openapi.json").content)
    OpenAPIV31SpecValidator(served).validate()
    assert served["openapi"].startswith("3.1")


def test_every_operation_tells_what_it_is_and_which_problems_it_answers() -> None:
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert operation["description"], (method, path)
            assert {"200", "401", "422", "429"} <= set(operation["responses"]), (method, path)
            assert ("404" in operation["responses"]) == ("{" in path), (method, path)
            assert operation["security"] == [{"Bearer": []}], (method, path)
            for parameter in operation["parameters"]:
                assert parameter["in"] == "path" or parameter["schema"]["description"], parameter


def test_the_schema_of_a_report_in_the_description_is_the_reports_own() -> None:
    schema = {"$ref": "#/components/schemas/report", "components": description()["components"]}
    good = to_data(Report(Kind.AUDIT, title="Granskning av inköp"))
    jsonschema.Draft202012Validator(schema).validate(good)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**good, "finns_inte": 1})


def test_the_page_shows_every_operation_and_every_problem_without_script() -> None:
    page = Client().get("/api/").content.decode()
    for one in operations():
        assert f'id="{one.id}"' in page
        assert f"{one.method} {one.path}" in page
    for kind in KINDS:
        assert f'id="{kind.name}"' in page, "the type of a problem leads here"
    assert page.count("curl") > len(operations())
