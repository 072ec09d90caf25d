"""Pages that speak of the same thing say the same, and each leads on to what it speaks of."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from iaktta.register.models import Control, Plan, Proposal, Reading, StatedProblem
from tests.web.test_audit_pages import text

COUNTED = re.compile(r"(\d+) av (\d+) rekommendationer")


@pytest.mark.parametrize("committee", ["alla", "socialnamnden"])
def test_start_overview_and_list_count_the_same_recommendations(reader: Client, committee: str) -> None:
    pages = [f"/granvik/2024/{committee}/{page}" for page in ("", "revision/", "revision/rekommendationer/")]
    counts = [found.groups() if (found := COUNTED.search(text(reader.get(page)))) else () for page in pages]
    assert counts[0]
    assert counts[1:] == counts[:1] * 2


def test_the_unread_of_the_start_page_are_those_of_its_link(reader: Client) -> None:
    start = reader.get("/granvik/2024/alla/").content.decode()
    number = re.search(r"(\d+) ställen gick inte att tolka", start)
    link = re.search(r'href="([^"]+unread_text)"', start)
    assert number is not None
    assert link is not None
    assert f"{number[1]} problem" in text(reader.get(link[1]))


def test_the_problems_are_counted_in_the_documents_that_have_one(reader: Client) -> None:
    wrong = StatedProblem.objects.filter(reading__is_current=True, reading__report__year=2024)
    wrong = wrong.exclude(code="unread_text")
    documents = wrong.values("reading__document").distinct().count()
    page = text(reader.get("/granvik/2024/alla/problem/"))
    assert f"{wrong.count()} saker stämmer inte i {documents} dokument." in page


def test_the_list_of_documents_keeps_apart_what_is_wrong_and_what_is_unread(reader: Client) -> None:
    problems = StatedProblem.objects.filter(reading__is_current=True)
    unread = problems.filter(code="unread_text").count()
    rows = reader.get("/granvik/dokument/?hamta=csv").content.decode("utf-8-sig").splitlines()[1:]
    figures = [tuple(map(int, row.replace(";", ",").split(",")[-2:])) for row in rows]
    assert len(figures) == Reading.objects.filter(is_current=True).count()
    assert sum(left for _, left in figures) == unread
    assert sum(wrong for wrong, _ in figures) == problems.count() - unread


@pytest.mark.parametrize(
    ("kind", "address"),
    [("audit", "granskning"), ("plan", "plan"), ("risk", "risk"), ("control", "kontroll")],
)
def test_a_page_names_what_its_subject_may_be_the_same_as(reader: Client, kind: str, address: str) -> None:
    proposal = Proposal.objects.filter(kind=kind, state="open").earliest("pk")
    for one, other in ((proposal.first, proposal.second), (proposal.second, proposal.first)):
        page = reader.get(f"/granvik/{address}/{one.pk}/")
        assert f'href="/granvik/forslag/{proposal.pk}/"' in page.content.decode()
        assert f"Jämför och avgör: {str(other)[:30]}" in text(page)


def test_a_control_without_a_risk_shows_no_empty_value(reader: Client) -> None:
    assert Control.objects.filter(risk__isnull=True, plan__year=2024).exists()
    assert not re.search(
        r'class="rv"[^>]*></span>', reader.get("/granvik/2024/alla/kontroller/").content.decode()
    )


def test_what_is_wrong_in_a_plan_leads_to_its_place(reader: Client) -> None:
    problem = StatedProblem.objects.filter(
        reading__report__kind="control_plan", source_start__isnull=False
    ).earliest("pk")
    plan = Plan.objects.get(mentions__reading=problem.reading)
    page = reader.get(f"/granvik/plan/{plan.pk}/").content.decode()
    assert f'/granvik/dokument/{problem.reading.document_id}/#s-{problem.source_start}"' in page


@pytest.mark.parametrize("page", ["revision/", "revision/rekommendationer/", "revision/matris/"])
def test_a_document_s_words_are_marked_as_swedish_on_an_english_page(reader: Client, page: str) -> None:
    reader.post("/konto/sprak/", {"language": "en", "next": "/"})
    content = reader.get(f"/granvik/2024/alla/{page}").content.decode()
    assert '<html lang="en"' in content
    assert '<span lang="sv">Granskning av ' in content
