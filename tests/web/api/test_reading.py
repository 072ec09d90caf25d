"""What the API reads is what the pages show: the same audits, recommendations and documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from bench.register_data import Builder
from iaktta.register import access
from iaktta.register.models import (
    Addressee,
    Audit,
    Committee,
    Mention,
    PlainText,
    Recommendation,
    SourceDocument,
)
from iaktta.register.queries.states import states_of
from iaktta.report import from_json
from tests.granvik import Granvik
from tests.web.api.calls import Program, token_of

MOST_QUERIES = 22


def everything(program: Program, path: str, **query: Any) -> list[Any]:
    """A whole list, page by page."""
    found, cursor = [], None
    while True:
        page = program.read(path, **query, **({"cursor": cursor} if cursor else {}))
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def test_every_audit_is_there_with_the_figures_of_its_recommendations(
    program: Program, shown: Granvik
) -> None:
    listed = everything(program, "/audits")
    rows = {audit.pk: audit for audit in Audit.objects.filter(shown_as__isnull=True)}
    assert {one["id"] for one in listed} == set(rows)
    assert len(rows) > 5
    for one in listed:
        audit = rows[one["id"]]
        assert (one["title"], one["year"], one["verdict"]) == (audit.title, audit.year, audit.verdict)
        assert one["counts"] == {name: getattr(audit, name) for name in one["counts"]}


def test_an_audit_has_its_recommendations_and_each_document_that_treats_it(
    program: Program, shown: Granvik
) -> None:
    audit = Audit.objects.filter(shown_as__isnull=True, not_implemented__gt=0).first()
    assert audit is not None
    told = program.read(f"/audits/{audit.pk}")
    assert {one["audit"] for one in told["recommendations"]} == {audit.pk}
    mentions = Mention.objects.filter(audit=audit, reading__is_current=True)
    assert {one["document"]["id"] for one in told["documents"]} >= set(
        mentions.values_list("reading__document", flat=True)
    )
    assert sum(told["counts"].values()) == len(told["recommendations"])


def test_a_recommendation_tells_what_counts_for_each_addressee(program: Program, shown: Granvik) -> None:
    see = access.sight(shown.person, "granvik")
    for row in Recommendation.objects.filter(shown_as__isnull=True)[:12]:
        told = program.read(f"/recommendations/{row.pk}")
        state = states_of(see, [row])[0]
        assert told["status"] == row.outcome
        assert [(one["committee"]["name"], one["status"]) for one in told["addressees"]] == [
            (one.name, one.status) for one in state.addressees
        ]


def test_every_statement_stands_where_the_api_says_in_the_plain_text(
    program: Program, shown: Granvik
) -> None:
    seen = 0
    for item in everything(program, "/recommendations"):
        for said in program.read(f"/recommendations/{item['id']}")["documents"]:
            for place in [said["source"], *(one["source"] for one in said["statements"])]:
                if place is None:
                    continue
                text = PlainText.objects.get(reading=place["reading"]).text
                assert 0 <= place["start"] < place["end"] <= len(text)
                seen += 1
    assert seen > 50


def test_lists_are_found_by_year_committee_status_and_words(program: Program, shown: Granvik) -> None:
    committee = Committee.objects.get(name="Kommunstyrelsen")
    addressed = set(Addressee.objects.filter(committee=committee).values_list("recommendation", flat=True))
    listed = everything(program, "/recommendations", committee=committee.pk)
    assert {one["id"] for one in listed} == set(
        Recommendation.objects.filter(pk__in=addressed, shown_as__isnull=True).values_list("pk", flat=True)
    )
    for status in ("implemented", "not_stated"):
        own = everything(program, "/recommendations", committee=committee.pk, status=status)
        wanted = None if status == "not_stated" else status
        for one in own:
            here = [to["status"] for to in one["addressees"] if to["committee"]["id"] == committee.pk]
            assert here == [wanted]
    years = {audit.year for audit in Audit.objects.filter(shown_as__isnull=True) if audit.year}
    for year in years:
        assert {one["year"] for one in everything(program, "/audits", year=year)} == {year}
    title = Audit.objects.filter(shown_as__isnull=True).exclude(title="").latest("pk").title
    word = max(title.split(), key=len)
    assert title in [one["title"] for one in everything(program, "/audits", q=word)]
    assert everything(program, "/audits", q="byxmyndigheten") == []


@given(limit=st.integers(min_value=1, max_value=200))
def test_a_list_is_the_same_whatever_the_size_of_its_pages(
    program: Program, shown: Granvik, limit: int
) -> None:
    whole = everything(program, "/committees", limit=200)
    assert everything(program, "/committees", limit=limit) == whole
    assert len({one["id"] for one in whole}) == len(whole)


def test_a_document_is_the_report_that_was_read_in_it(program: Program, shown: Granvik) -> None:
    listed = everything(program, "/documents")
    assert {one["id"] for one in listed} == set(SourceDocument.objects.values_list("pk", flat=True))
    for item in listed:
        told = program.read(f"/documents/{item['id']}")
        report = from_json(json.dumps(told["report"]))
        assert (report.title, report.year) == (told["report"]["title"], told["report"].get("year"))
        assert program.read(f"/documents/{item['id']}/text")["reading"] == told["reading"]
    kinds = {one["kind"] for one in listed}
    for kind in kinds:
        assert {one["kind"] for one in everything(program, "/documents", kind=kind)} == {kind}


@pytest.mark.django_db
def test_a_call_asks_as_much_of_the_database_whatever_the_length_of_its_list() -> None:
    builder = Builder()
    builder.fill(30)
    few = queries(builder)
    builder.fill(150)
    many = queries(builder)
    assert many == few
    assert {path: count for path, count in many.items() if count > MOST_QUERIES} == {}


def queries(builder: Builder) -> dict[str, int]:
    """How many questions each address asks the database."""
    program = Program(token_of(builder.user, builder.organisation.slug)[1])
    program.read("/me")
    audit = Audit.objects.filter(shown_as__isnull=True).latest("pk").pk
    recommendation = Recommendation.objects.filter(shown_as__isnull=True).latest("pk").pk
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "audits": ("/audits", {"limit": 200}),
        "audits searched": ("/audits", {"limit": 200, "year": 2024, "q": "avtal"}),
        "audit": (f"/audits/{audit}", {}),
        "recommendations": ("/recommendations", {"limit": 200}),
        "recommendations of an audit": ("/recommendations", {"audit": audit, "status": "implemented"}),
        "recommendation": (f"/recommendations/{recommendation}", {}),
        "documents": ("/documents", {"limit": 200}),
        "committees": ("/committees", {}),
    }
    counted = {}
    for name, (path, query) in asked.items():
        with CaptureQueriesContext(connection) as context:
            program.read(path, **query)
        counted[name] = len(context)
    return counted
