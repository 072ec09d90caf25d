"""Nothing that somebody typed, and nothing about a person, comes out in the log, whatever goes wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st

from iaktta import logs
from iaktta.register.models import User
from iaktta.web import urls
from tests.granvik import EMAIL, PASSWORD, Granvik

ALWAYS = ("time", "level", "logger", "event")
SECRETS = (EMAIL, PASSWORD, "Ada Ek", "byxmyndighet", "hemlig-kaka", "rotblöta", "granvik", "sekretessord")


def failing(request: HttpRequest) -> HttpResponse:
    """A view with secrets in values, arguments, messages and notes."""
    said = request.POST.get("text", "sekretessord")
    error = ValueError(f"kan inte tolka {said} från {EMAIL}")
    error.add_note(said)
    raise error


def careless(request: HttpRequest) -> HttpResponse:
    """A view whose library logs what it should not."""
    for name in ("bibliotek", "django.request", "iaktta.slarv", "iaktta"):
        logger = logging.getLogger(name)
        logger.error(f"{EMAIL} skrev sekretessord", extra={"request_id": EMAIL, "route": PASSWORD})
        logger.error("skrev %s", "sekretessord", extra={"user": EMAIL, "body": "sekretessord"})
    return HttpResponse()


def database(request: HttpRequest) -> HttpResponse:
    """A database that quotes what it refuses."""
    with transaction.atomic():
        User.objects.create(email=EMAIL, name="Ada Ek")
    return HttpResponse()


class Routes:
    urlpatterns = [
        path("prov/fel/", failing, name="failing"),
        path("prov/slarv/", careless, name="careless"),
        path("prov/databas/", database, name="database"),
        *urls.urlpatterns,
    ]
    handler400, handler403, handler404, handler500 = (
        urls.handler400, urls.handler403, urls.handler404, urls.handler500,
    )  # fmt: skip


@pytest.fixture(params=["json", "plain"])
def output(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """Everything that is logged, at the lowest level, in the form of production or of a trial."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines() if request.param == "json" else logs.PlainLines())
    listened = [logging.getLogger(), logging.getLogger("django.request")]
    levels = [logger.level for logger in listened]
    for logger in listened:
        logger.setLevel(logging.DEBUG)
    listened[0].addHandler(handler)
    yield stream
    listened[0].removeHandler(handler)
    for logger, level in zip(listened, levels, strict=True):
        logger.setLevel(level)


def ask_everything(client: Client) -> None:
    client.cookies["kaka"] = "hemlig-kaka"
    headers = {"user-agent": "rotblöta", "referer": f"https://a.example/?q={EMAIL}"}
    for address in ("/prov/fel/", "/prov/slarv/", "/prov/databas/", "/finns-inte/byxmyndighet/"):
        client.get(f"{address}?q={EMAIL}&sekretessord=1", headers=headers)
        client.post(address, {"text": "sekretessord", "email": EMAIL}, headers=headers)
    client.post("/konto/logga-in/", {"username": EMAIL, "password": PASSWORD + "fel"})
    client.get("/granvik/2024/alla/kontroller/?q=sekretessord")
    client.get("/halsa/", headers={"host": "byxmyndighet.example"})
    Client(enforce_csrf_checks=True).post("/konto/utseende/", {"tema": "sekretessord"})


@override_settings(ROOT_URLCONF=Routes)
def test_no_line_holds_what_somebody_typed_or_who_it_was(granvik: Granvik, output: StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(granvik.person)
    ask_everything(client)
    told = output.getvalue()
    assert told.count("request.answered") >= 12
    assert "ValueError" in told
    assert "test_log_lines.py" in told, "where it went wrong is told"
    for secret in SECRETS:
        assert secret not in told


@override_settings(ROOT_URLCONF=Routes)
@pytest.mark.parametrize("output", ["json"], indirect=True)
def test_every_line_is_json_with_the_facts_of_its_request(granvik: Granvik, output: StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(granvik.person)
    answer = client.get("/granvik/dokument/")
    failed = client.get("/prov/fel/")
    lines = [json.loads(line) for line in output.getvalue().splitlines()]
    for line in lines:
        assert set(line) <= {*ALWAYS, "where", "error", "frames", "sqlstate", *logs.FIELDS}
    answered = [line for line in lines if line["event"] == "request.answered"]
    expected = {"level": "INFO", "route": "documents", "method": "GET", "status": 200}
    expected |= {"user": granvik.person.pk, "organisation": granvik.organisation.pk}
    assert answered[0].items() >= expected.items()
    assert answered[0]["request_id"] == answer["X-Request-ID"]
    assert answered[0]["ms"] >= 0
    about = [line for line in lines if line.get("request_id") == failed["X-Request-ID"]]
    assert [line["event"] for line in about] == ["request.failed", "request.answered"]
    assert about[0]["error"] == ["builtins.ValueError"]
    assert failed["X-Request-ID"] in failed.content.decode(), "the page gives the number to tell"


@given(st.text(), st.text(), st.one_of(st.none(), st.text(), st.integers(), st.booleans()))
def test_only_what_is_on_the_list_gets_out(name: str, text: str, value: Any) -> None:
    record = logging.LogRecord(name, logging.INFO, __file__, 1, text, (), None)
    for field in (*logs.FIELDS, "email", "args", "body"):
        setattr(record, field, value)
    record.args = ()
    for field, told in json.loads(logs.JsonLines().format(record)).items():
        if field in logs.FIELDS:
            form = logs.FIELDS[field]
            assert isinstance(told, int) if isinstance(form, type) else form.fullmatch(told)
        else:
            assert field in (*ALWAYS, "where")
    assert text not in logs.JsonLines().format(record) or len(text) < 12


def test_a_developer_may_ask_for_everything() -> None:
    try:
        failing(RequestFactory().get("/"))
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 1, "fel", (), (type(error), error, error.__traceback__)
        )
    assert "sekretessord" in logs.PlainLines(whole=True).format(record)
    assert "sekretessord" not in logs.PlainLines().format(record)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own codes")
@override_settings(ROOT_URLCONF=Routes)
@pytest.mark.parametrize("output", ["json"], indirect=True)
def test_what_the_database_refused_is_told_by_its_code(granvik: Granvik, output: StringIO) -> None:
    Client(raise_request_exception=False).get("/prov/databas/")
    client = Client(raise_request_exception=False)
    client.force_login(granvik.person)
    client.get("/prov/databas/")
    assert '"sqlstate":"23505"' in output.getvalue()
