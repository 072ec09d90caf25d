"""Whatever a program sends, the API answers as its description says: no error of ours, no wrong shape.

The operations and what they take come from the description (schemathesis); bytes that no description thinks
of come from hypothesis. How many calls were made, and what was answered:

    IAKTTA_TEST_LONG=1 .venv/bin/python -m pytest -n 0 -s tests/web/api/test_fuzzed.py
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from iaktta.register.models import Addressee, Audit, Recommendation, SourceDocument
from iaktta.web.api.description import description
from iaktta.web.wsgi import application
from tests.granvik import Granvik
from tests.web.api.calls import V1, Program
from tests.web.walk.operations import OPERATIONS as LINES

SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(description(), default=str)))
SCHEMA.app = application
OPERATIONS: dict[str, Any] = {
    operation.definition.raw["operationId"]: operation
    for found in SCHEMA.get_all_operations()
    if (operation := getattr(found, "ok", lambda: None)()) is not None
}
ROWS = {
    "audit_id": Audit,
    "recommendation_id": Recommendation,
    "document_id": SourceDocument,
    "addressee_id": Addressee,
}
AS_DESCRIBED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def answered() -> Iterator[Counter[tuple[str, str, int]]]:
    """By operation, what was sent, and the answer's status: how many calls."""
    counted: Counter[tuple[str, str, int]] = Counter()
    yield counted
    print(f"\n{sum(counted.values())} calls")
    for (name, sent, status), calls in sorted(counted.items()):
        print(f"  {name:20} {sent:10} {status} {calls:6}")


@pytest.fixture(autouse=True)
def _as_often_as_it_takes() -> Iterator[None]:
    with override_settings(API_CALLS_PER_MINUTE=10**9):
        yield


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_answers_as_its_description_says(
    name: str,
    mode: GenerationMode,
    program: Program,
    shown: Granvik,
    answered: Counter[tuple[str, str, int]],
) -> None:
    operation = OPERATIONS[name]
    keys = {row: list(model._default_manager.values_list("pk", flat=True)) for row, model in ROWS.items()}
    checks = [CHECKS.get_one(check) for check in AS_DESCRIBED]

    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def call(case: Any, data: st.DataObject) -> None:
        if mode is GenerationMode.POSITIVE:
            for row in case.path_parameters or {}:
                # Keys of rows that are there, mostly: else nearly every answer would be 404.
                case.path_parameters[row] = data.draw(st.sampled_from([*keys[row], 999_999_999]))
        with transaction.atomic():
            response = case.call(headers=program.headers)
            transaction.set_rollback(True)
        answered[name, mode.value, response.status_code] += 1
        case.validate_response(response, checks=checks)

    call()
    assert set(OPERATIONS) == set(LINES)
    assert any(one[:2] == (name, mode.value) for one in answered)


@given(
    path=st.sampled_from([f"{V1}/addressees/1/draft", f"{V1}/audits", f"{V1}/me", f"{V1}/documents/1"]),
    method=st.sampled_from(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"]),
    query=st.binary(max_size=60),
    body=st.one_of(
        st.binary(max_size=300),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        ).map(lambda data: json.dumps(data).encode()),
    ),
    content_type=st.sampled_from(["application/json", "text/plain", "application/json; charset=utf-16", ""]),
)
def test_any_bytes_at_all_get_an_answer_that_is_none_of_our_errors(
    program: Program,
    answered: Counter[tuple[str, str, int]],
    path: str,
    method: str,
    query: bytes,
    body: bytes,
    content_type: str,
) -> None:
    with transaction.atomic():
        given = program.client.generic(
            method, path, body, content_type, headers=program.headers, QUERY_STRING=query.decode("latin-1")
        )
        transaction.set_rollback(True)
    answered["any bytes", method, given.status_code] += 1
    assert given.status_code < 500
    if given.status_code >= 400 and method != "HEAD":
        assert given["Content-Type"] == "application/problem+json"
        assert given.json()["status"] == given.status_code


@given(secret=st.one_of(st.text(max_size=80), st.from_regex(r"(?i)(bearer|basic) +\S{0,60}", fullmatch=True)))
def test_no_made_up_authorization_lets_anybody_in(shown: Granvik, db: None, secret: str) -> None:
    printable = secret.encode("latin-1", "ignore").decode("latin-1")
    given = Program().client.get(f"{V1}/me", headers={"Authorization": printable})
    assert given.status_code == 401
