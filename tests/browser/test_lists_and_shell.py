"""What a reader does in every list and on every page, with script and without."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.granvik import Granvik

pytestmark = pytest.mark.browser

FOLLOW_UP = "2024-uppfoljande-granskning.md"
LIST = "/granvik/2024/alla/revision/rekommendationer/"


def test_a_chip_narrows_the_list_in_its_place_and_keeps_the_focus(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    granvik.imports(FOLLOW_UP)
    page = signed_in
    page.goto(live_server.url + LIST)
    page.evaluate("window.same = true")
    chip = page.locator("label.chip", has_text="Ej").first
    number = int(chip.locator(".c").inner_text())
    chip.locator("input").check(force=True)
    expect(page.locator("#lista tbody tr")).to_have_count(number)
    expect(page).to_have_url(live_server.url + LIST + "?q=&status=ej&slag=&granskning=")
    assert page.evaluate("window.same"), "without a new page"
    assert page.evaluate("document.activeElement.id") == "f-status-ej"
    expect(page.locator("#antal")).to_have_text(f"{number} rekommendationer")
    page.get_by_role("link", name="Rensa filter").click()
    expect(page.locator("#lista tbody tr").nth(number)).to_be_visible()


def test_a_list_is_filtered_without_script_too(
    without_script: BrowserContext, live_server: Any, granvik: Granvik
) -> None:
    granvik.imports(FOLLOW_UP)
    page = without_script.new_page()
    sign_in(page, live_server.url)
    page.goto(live_server.url + LIST)
    page.locator("#f-status-ej").check(force=True)
    page.locator(".filters").get_by_role("button", name="Visa").click()
    expect(page.locator("#f-status-ej")).to_be_checked()
    expect(page.locator("#lista tbody tr").first).to_contain_text("Ej")


def test_committee_and_year_are_chosen_with_the_keyboard_and_no_page_changes_by_itself(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    granvik.imports(FOLLOW_UP)
    page = signed_in
    page.goto(f"{live_server.url}/granvik/2024/alla/revision/")
    form = page.get_by_role("form", name="Urval")
    expect(form.get_by_role("button", name="Visa")).to_be_hidden()
    form.get_by_label("Nämnd").select_option(label="Socialnämnden")
    assert page.url.endswith("/alla/revision/")
    form.get_by_role("button", name="Visa").click()
    expect(page).to_have_url(f"{live_server.url}/granvik/2024/socialnamnden/revision/")


def test_dark_is_chosen_at_once_and_stays(signed_in: Page, live_server: Any) -> None:
    page = signed_in
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}/granvik/dokument/")
    page.get_by_role("button", name="Byt till mörkt").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Byt till ljust")).to_be_visible()


def test_dark_is_chosen_without_script(
    without_script: BrowserContext, live_server: Any, granvik: Granvik
) -> None:
    page = without_script.new_page()
    sign_in(page, live_server.url)
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}/granvik/dokument/")
    page.get_by_role("button", name="Byt till mörkt").click()
    expect(page).to_have_url(f"{live_server.url}/granvik/dokument/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_first_tab_leads_past_the_menu(signed_in: Page, live_server: Any) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/granvik/dokument/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_a_slash_leads_to_the_list_s_search_unless_shortcuts_are_off(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    granvik.imports(FOLLOW_UP)
    page = signed_in
    page.goto(f"{live_server.url}/granvik/dokument/")
    page.keyboard.press("/")
    expect(page.get_by_label("Sök dokument")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Använd kortkommandon på den här enheten").uncheck()
    page.get_by_role("button", name="Stäng").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.get_by_label("Sök dokument")).not_to_be_focused()


def test_nothing_on_a_page_breaks_the_policy(signed_in: Page, live_server: Any, granvik: Granvik) -> None:
    granvik.imports(FOLLOW_UP)
    page = signed_in
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in ("/granvik/2024/alla/", "/granvik/2024/alla/revision/", LIST, "/granvik/dokument/"):
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
    assert said == []
