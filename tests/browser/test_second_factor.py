"""A passkey, an authenticator app and a recovery code, as a person uses them, and pages that all can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect

from iaktta.register.models import Organisation
from tests import totp
from tests.browser.conftest import sign_in
from tests.browser.test_every_page import NARROW, WIDE, faults, width_of
from tests.granvik import EMAIL, PASSWORD, Granvik

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""Chromium's virtual authenticator: a phone that always recognises its owner."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # The policy is lifted for axe alone; the tests of the headers hold it.
    context = browser.new_context(bypass_csp=True, locale="sv-SE", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()


def looked_at(page: Page, what: str) -> list[str]:
    """What axe says of the page at both widths, and whether it scrolls sideways."""
    found = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        found += faults(page, what)
        if width_of(page) > width:
            found.append(f"{what}: {width_of(page)} px wide")
    return found


def sign_out(page: Page) -> None:
    page.locator("summary.user").click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()


def test_a_passkey_is_made_and_signs_in_by_itself(page: Page, live_server: Any, granvik: Granvik) -> None:
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/konto/tva-steg/")
    seen = looked_at(page, "second factor, none")
    page.get_by_role("link", name="Lägg till en nyckel").click()
    seen += looked_at(page, "add a passkey")
    page.get_by_label("Vad du vill kalla nyckeln").fill("Tjänstetelefonen")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    seen += looked_at(page, "recovery codes")
    page.get_by_role("link", name="Klar").click()
    expect(page.get_by_text("Tjänstetelefonen").first).to_be_visible()
    seen += looked_at(page, "second factor, a passkey")
    sign_out(page)
    page.get_by_role("button", name="Logga in med nyckel").click()
    expect(page.locator(".org")).to_have_text("Granviks kommun")
    assert seen == [], "\n".join(seen)


def test_a_passkey_is_the_second_step_after_the_password(
    page: Page, live_server: Any, granvik: Granvik
) -> None:
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/konto/tva-steg/nyckel/")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    sign_out(page)
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", name="Ett steg till")).to_be_visible()
    seen = looked_at(page, "one more step")
    page.get_by_role("button", name="Använd nyckel").click()
    expect(page.locator(".org")).to_have_text("Granviks kommun")
    assert seen == [], "\n".join(seen)


def test_a_passkey_is_renamed_and_removed_by_its_owner_alone(
    page: Page, live_server: Any, granvik: Granvik
) -> None:
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/konto/tva-steg/nyckel/")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    page.get_by_role("link", name="Klar").click()
    page.get_by_role("link", name=re.compile("^Byt namn")).click()
    seen = looked_at(page, "rename a passkey")
    page.get_by_label("Vad du vill kalla nyckeln").fill("Datorn")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Ta bort Datorn").click()
    seen += looked_at(page, "remove a passkey")
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("Nyckeln är borttagen.")).to_be_visible()
    assert not Authenticator.objects.exists(), "its recovery codes went with it"
    assert seen == [], "\n".join(seen)


def test_an_app_that_is_asked_for_is_set_up_and_a_recovery_code_stands_in_for_it(
    page: Page, live_server: Any, granvik: Granvik
) -> None:
    Organisation.objects.update(requires_second_factor=True)
    sign_in(page, live_server.url)
    expect(page.get_by_text("Din organisation kräver tvåstegsinloggning.")).to_be_visible()
    seen = looked_at(page, "second factor, demanded")
    page.get_by_role("link", name="Lägg till en kodapp").click()
    seen += looked_at(page, "add an app")
    page.get_by_label("Kod").fill("000000")
    page.get_by_role("button", name="Lägg till").click()
    assert page.title().startswith("Fel:")
    seen += looked_at(page, "add an app, wrong code")
    page.get_by_label("Kod").fill(totp.code(page.locator(".secretkey").inner_text()))
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    recovery = page.locator(".codes code").first.inner_text()
    sign_out(page)
    sign_in(page, live_server.url)
    page.get_by_label("Kod").fill(recovery)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.locator(".org")).to_have_text("Granviks kommun")
    assert seen == [], "\n".join(seen)


def test_what_needs_script_says_so_where_there_is_none(
    without_script: Any, live_server: Any, granvik: Granvik
) -> None:
    page = without_script.new_page()
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/konto/tva-steg/nyckel/")
    expect(page.get_by_text("Nycklar behöver skript")).to_be_visible()
    expect(page.get_by_role("button", name="Lägg till nyckeln")).to_be_hidden()
