"""The second follow-up speaks of what the first did: a person says so, and it stands when read again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from iaktta.reading import read_bytes
from iaktta.register.actions.take_in import take_in
from iaktta.register.models import Event, Proposal, Recommendation, SourceDocument
from tests.granvik import DEMONSTRATION, Granvik

FIRST, SECOND = "2022-uppfoljande-granskning.txt", "2024-uppfoljande-granskning.md"
pytestmark = pytest.mark.browser


def events(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def settle(page: Page, server: str, kind: str, button: str) -> None:
    """The first open proposal of a kind, answered in the list."""
    page.goto(f"{server}/granvik/forslag/?lage=open&slag={kind}")
    page.get_by_role("button", name=button).first.click()
    expect(page.get_by_role("status").filter(has_text=":")).to_be_visible()


def test_four_are_confirmed_one_is_parted_and_all_stands_when_the_first_is_read_again(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    page, server = signed_in, live_server.url
    granvik.imports(FIRST)
    imported = granvik.imports(SECOND)

    kinds = [proposal.kind for proposal in imported.proposals]
    assert kinds.count("audit") >= 1
    assert kinds.count("recommendation") >= 5
    page.goto(f"{server}/granvik/forslag/?slag=rekommendation")
    expect(page.get_by_text("Samma granskning", exact=False).first).to_be_visible()

    settle(page, server, "granskning", "Bekräfta förslag")
    for _ in range(3):
        settle(page, server, "rekommendation", "Bekräfta förslag")
    settle(page, server, "rekommendation", "Inte samma förslag")
    assert (events("proposal.confirmed"), events("proposal.parted")) == (4, 1)

    joined = Recommendation.objects.filter(shown_as__isnull=False).order_by("pk").first()
    assert joined is not None
    page.goto(f"{server}/granvik/rekommendation/{joined.shown_as_id}/")
    told = page.get_by_role("main")
    expect(told.get_by_text("2022").first).to_be_visible()
    expect(told.get_by_text("2024").first).to_be_visible()
    sources = page.get_by_role("link", name="Visa i källan")
    assert sources.count() >= 2
    sources.first.click()
    expect(page.locator("mark:target")).to_be_visible()

    before = sorted(Proposal.objects.exclude(state="open").values_list("pk", "state"))
    second_reading(granvik)
    after = sorted(Proposal.objects.exclude(state="open").values_list("pk", "state"))
    assert after == before
    assert Recommendation.objects.get(pk=joined.pk).shown_as_id == joined.shown_as_id
    document = SourceDocument.objects.get(name=FIRST)
    page.goto(f"{server}/granvik/dokument/{document.pk}/")
    expect(page.get_by_role("heading", name="Skillnader mot förra läsningen")).to_be_visible()
    expect(page.get_by_text("Ändrat i nya läsningen").first).to_be_visible()
    assert events("document.read") == 3


def second_reading(granvik: Granvik) -> None:
    """The first file again, by a reader that is newer and reads one audit's title otherwise."""
    content = (DEMONSTRATION / FIRST).read_bytes()
    document, report = read_bytes(content, FIRST)
    assert report.source is not None
    audits = (replace(report.audits[0], purpose="Ett annat syfte."), *report.audits[1:])
    newer = replace(report, audits=audits, source=replace(report.source, reader="text/99"))
    take_in(
        newer,
        content=content,
        name=FIRST,
        media_type="text/plain",
        text=document.text,
        organisation=granvik.organisation,
        owner=granvik.board,
        by=granvik.person,
    )
