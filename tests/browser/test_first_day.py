"""The first day in a browser: from the link that the command line prints to a guide with steps done."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from iaktta.jobs.beginning import Begun, begin
from iaktta.register.models import Committee, MeetingDay
from tests.browser.test_every_page import NARROW, NARROWEST, WIDE, faults, width_of

pytestmark = pytest.mark.browser

PAGES = (
    "setup", "setup_organisation", "setup_committees", "setup_scale", "setup_people", "setup_groups",
    "setup_meetings", "setup_accessibility", "setup_personal_data", "accessibility", "personal_data",
)  # fmt: skip
PASSWORD = "sju-lugna-uttrar-i-vass"


@pytest.fixture
def begun(transactional_db: None) -> Begun:
    return begin("Lövsta kommun", admin="eva.lind@lovsta.example", admin_name="Eva Lind")


def come_in(page: Page, server: str, begun: Begun) -> None:
    """Open the link, choose a password, and go to the guide."""
    page.goto(f"{server}/konto/inbjudan/{begun.token}/")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Lösenordet en gång till").fill(PASSWORD)
    page.get_by_role("button", name="Skapa konto och ta emot rollen").click()
    page.goto(f"{server}/lovsta/installningar/")


def step(page: Page, button: str, title: str) -> Locator:
    """The button of a step of the guide; its name holds the step's title for those who listen."""
    return page.get_by_role("link", name=re.compile(rf"{button}\s*: {title}"))


def set_up(page: Page) -> None:
    """A committee, a scale and a meeting, each by its form."""
    step(page, "Lägg till", "Nämnder").click()
    page.get_by_label("Nämndens namn").fill("Socialnämnden")
    page.get_by_label("Förkortning").fill("SN")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("status").first).to_contain_text("Socialnämnden är upplagd.")
    page.get_by_role("link", name="Inställningar", exact=True).click()
    step(page, "Bestäm", "Skala för riskvärden").click()
    page.get_by_role("link", name="3 × 3").click()
    page.get_by_label("Konsekvens 3", exact=True).fill("Förödande")
    page.get_by_role("button", name="Spara skalan").click()
    expect(page.get_by_label("Konsekvens 3", exact=True)).to_have_value("Förödande")
    page.get_by_role("link", name="Inställningar", exact=True).click()
    step(page, "Ändra", "Sammanträdesdagar").click()
    page.get_by_role("combobox", name="Nämnd").last.select_option(label="Socialnämnden")
    page.get_by_label("Sammanträden, ett på varje rad").fill("2099-02-15 2099-02-05 Årsredovisning")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("rowheader", name="15 februari 2099")).to_be_visible()


def test_an_administrator_gets_started_without_script(
    without_script: BrowserContext, live_server: Any, begun: Begun
) -> None:
    page = without_script.new_page()
    come_in(page, live_server.url, begun)
    expect(page.get_by_role("heading", name="Kom igång")).to_be_visible()
    set_up(page)
    page.goto(f"{live_server.url}/lovsta/installningar/")
    expect(page.get_by_text("1 nämnd är upplagd.")).to_be_visible()
    expect(page.get_by_text("3 × 3 nivåer")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_first_day_is_readable_by_all(
    browser: Browser, live_server: Any, begun: Begun, scheme: Any
) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    page.goto(live_server.url)
    found = faults(page, "/")
    come_in(page, live_server.url, begun)
    set_up(page)
    for address in (
        [reverse(name, kwargs={"org": "lovsta"}) for name in PAGES] + of_one() + [reverse("handbook")]
    ):
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + address)
            found += faults(page, address)
        page.set_viewport_size({"width": NARROWEST, "height": 900})
        assert width_of(page) <= NARROWEST, address
    assert found == [], "\n".join(found)


def of_one() -> list[str]:
    committee, day = Committee.objects.get(), MeetingDay.objects.get()
    return [
        reverse("setup_committee", kwargs={"org": "lovsta", "pk": committee.pk}),
        reverse("setup_meeting", kwargs={"org": "lovsta", "pk": day.pk}),
    ]


def test_a_form_with_errors_leads_to_its_fields(browser: Browser, live_server: Any, begun: Begun) -> None:
    page = browser.new_context(bypass_csp=True, locale="sv-SE").new_page()
    come_in(page, live_server.url, begun)
    page.goto(f"{live_server.url}/lovsta/installningar/skala/")
    page.get_by_label("Sannolikhet 2", exact=True).fill("")
    page.get_by_role("button", name="Spara skalan").click()
    assert page.title().startswith("Fel:")
    page.get_by_role("link", name="Ge nivån Sannolikhet 2 en benämning.").click()
    expect(page.get_by_label("Sannolikhet 2", exact=True)).to_be_focused()
    assert faults(page, "skala with errors") == []
