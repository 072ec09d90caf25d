"""What goes wrong is told as a problem, in Swedish, with nothing in it that a caller may not know."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory

from iaktta.errors import IakttaError
from iaktta.web.api import problems
from tests.granvik import Granvik
from tests.web.api.calls import Program, token_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        ({"limit": "201"}, "limit", "högst 200"),
        ({"limit": "0"}, "limit", "minst 1"),
        ({"limit": "många"}, "limit", "Ange ett heltal."),
        ({"cursor": "-1"}, "cursor", "Börja om utan cursor."),
        ({"year": "12"}, "year", "minst 1000"),
        ({"year": "9" * 5000}, "year", "Talet är för stort."),
        ({"committee": "999999999"}, "committee", "Det finns ingen med det id:t."),
        ({"q": "a\x00b"}, "q", "styrtecken"),
        ({"q": "a" * 201}, "q", "högst 200 tecken"),
        ({"nämnd": "1"}, "nämnd", "Parametern finns inte här."),
    ],
)
def test_a_parameter_that_is_wrong_is_refused_in_words(
    granvik: Granvik, query: dict[str, str], parameter: str, said: str
) -> None:
    given = Program(token_of(granvik.person)[1]).get("/audits", **query)
    assert (given.status_code, given["Content-Type"]) == (422, "application/problem+json")
    told = given.json()
    assert told["type"] == "/api/#invalid"
    assert told["instance"] == f"urn:uuid:{given['X-Request-ID']}"
    assert [one["parameter"] for one in told["errors"]] == [parameter]
    assert said in told["errors"][0]["detail"]


def test_a_key_that_no_database_holds_is_not_found(granvik: Granvik) -> None:
    program = Program(token_of(granvik.person)[1])
    for key in ("0", "9" * 19, "9" * 400, "-1", "x", "1.5"):
        assert program.get(f"/audits/{key}").status_code == 404, key


SECRET = "hemligt lösenord till databasen"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ValueError(SECRET), 500),
        (OperationalError(f"connection failed: {SECRET}"), 503),
        (Http404(SECRET), 404),
        (IakttaError("Välj en annan dag."), 422),
    ],
)
def test_no_problem_repeats_what_an_error_says_unless_it_is_ours_to_show(
    error: Exception, status: int
) -> None:
    given = problems.handle(RequestFactory().get("/api/v1/audits"), error)
    assert given.status_code == status
    assert SECRET not in given.content.decode()
    assert ("Välj en annan dag." in given.content.decode()) == isinstance(error, IakttaError)


def test_an_error_that_nobody_thought_of_is_a_problem_and_is_logged_without_words(
    granvik: Granvik, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise ValueError(SECRET)

    program = Program(token_of(granvik.person)[1])
    monkeypatch.setattr("iaktta.web.api.audit_operations.shown_audits", fails)
    given = program.get("/audits")
    assert (given.status_code, given.json()["type"]) == (500, "/api/#failed")
    assert SECRET not in given.content.decode()
    assert [record.getMessage() for record in caplog.records if record.name == "iaktta.api"] == ["api.failed"]


def test_every_answer_tells_the_version_and_may_be_kept_by_nobody(granvik: Granvik) -> None:
    for program in (Program(), Program(token_of(granvik.person)[1])):
        given = program.get("/me")
        assert given["Iaktta-Version"]
        assert given["Cache-Control"] == "private, no-store"
