"""Every page that the program serves: readable by all (axe), at both widths, light and dark, never sideways.

The pages are taken from the program's own addresses, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db.models import Model
from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import Browser, Page

from iaktta.register.actions.meetings import StatedDay, add_meeting_days
from iaktta.register.models import (
    Attachment,
    Audit,
    Committee,
    Control,
    DisposalProposal,
    Event,
    Marking,
    MeetingDay,
    Plan,
    Proposal,
    Recommendation,
    Risk,
    SourceDocument,
)
from iaktta.web.api import application
from tests.browser.conftest import sign_in
from tests.come_of_age import come_of_age
from tests.granvik import Granvik

pytestmark = pytest.mark.browser

ONE_OF: dict[str, type[Model]] = {
    "audit": Audit,
    "recommendation": Recommendation,
    "document": SourceDocument,
    "plan": Plan,
    "risk": Risk,
    "control": Control,
    "proposal": Proposal,
    "remove_attachment": Attachment,
    "disposal": DisposalProposal,
    "event": Event,
    "audit_history": Audit,
    "recommendation_history": Recommendation,
    "document_history": SourceDocument,
    "plan_history": Plan,
    "risk_history": Risk,
    "control_history": Control,
    "setup_committee": Committee,
    "setup_meeting": MeetingDay,
    "marking": Marking,
    "mark_secret": Recommendation,
    "check_secrecy": SourceDocument,
}
"""Routes of one thing, and what the thing is. A new such route is added here."""

NO_PAGE = {
    "document_file",
    "attachment_file",
    "attachment_image",
    "api_description",
    "end_token",
    "people_template",
}
"""Routes that answer with a file, or only act on one thing; so do all operations of the API."""

NARROW, WIDE, NARROWEST = 390, 1440, 320
"""Widths in pixels: a phone, a desk, and the least that WCAG 1.4.10 asks for."""


def addresses() -> Iterator[str]:
    """Every address that takes a reader somewhere; the rest only act, and answer with a redirection."""
    scope: dict[str, Any] = {"org": "granvik", "year": 2024, "committee": "alla", "records": "anteckningar"}
    scope["kind"] = "recommendation"
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern), "the addresses stand in one list"
        assert pattern.name, f"{pattern.pattern} has no name"
        if pattern.name in NO_PAGE or pattern in application.urlpatterns:
            continue
        kwargs = {name: scope.get(name) for name in pattern.pattern.converters}
        if "pk" in kwargs:
            assert pattern.name in ONE_OF, f"{pattern.name} is a page of one thing: say what in ONE_OF"
            # The one with most to show is often the last: it came with the newest document.
            kwargs["pk"] = ONE_OF[pattern.name]._default_manager.latest("pk").pk
        yield reverse(pattern.name, kwargs=kwargs)


def faults(page: Page, address: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    where = f"{address} at {page.viewport_size['width'] if page.viewport_size else '?'} px"
    return [
        f"{where}: {fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found
        for node in fault["nodes"]
    ]


def is_page(page: Page, address: str) -> bool:
    """Whether a reader sees something there; addresses that only act refuse to be read."""
    answer = page.context.request.get(address, max_redirects=0)
    return answer.status in (200, 404) and "text/html" in answer.headers.get("content-type", "")


def width_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def signed_in_page(browser: Browser, server: str, scheme: Any) -> Page:
    # The policy is lifted for axe alone: it would hide colours that a style attribute sets.
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, locale="sv-SE", reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, server)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_readable_by_all(
    browser: Browser, live_server: Any, granvik: Granvik, scheme: str
) -> None:
    granvik.imports_all()
    come_of_age(granvik)
    committee = Committee.objects.earliest("pk")
    add_meeting_days(committee, [StatedDay(datetime.date(2027, 2, 15))], by=granvik.person)
    page = signed_in_page(browser, live_server.url, scheme)
    found: list[str] = []
    seen = 0
    for address in [*addresses(), "/granvik/1999/alla/", "/granvik/1999/alla/kontroller/", "/finns-inte/"]:
        if not is_page(page, live_server.url + address):
            continue
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + address)
            seen += 1
            found += faults(page, address)
    assert seen > 2 * 15
    assert found == [], "\n".join(found)


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, live_server: Any, granvik: Granvik) -> None:
    granvik.imports_all()
    come_of_age(granvik)
    committee = Committee.objects.earliest("pk")
    add_meeting_days(committee, [StatedDay(datetime.date(2027, 2, 15))], by=granvik.person)
    page = signed_in_page(browser, live_server.url, "light")
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    wide = {}
    for address in [*addresses(), "/finns-inte/"]:
        if not is_page(page, live_server.url + address):
            continue
        page.goto(live_server.url + address)
        if width_of(page) > NARROWEST:
            wide[address] = width_of(page)
    assert wide == {}


def test_the_sign_in_page_and_its_errors_are_readable_by_all(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(bypass_csp=True, locale="sv-SE").new_page()
    page.goto(f"{live_server.url}/konto/logga-in/")
    found = faults(page, "sign-in")
    page.get_by_role("button", name="Logga in").click()
    assert page.title().startswith("Fel:")
    assert page.evaluate("document.activeElement.className") == "errsum mt5"
    assert found + faults(page, "sign-in with errors") == []
