"""A real Chromium before a real server, and Granviks kommun signed in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import packages
from tests.granvik import EMAIL, PASSWORD, Granvik, make_granvik

# The server runs in a thread of its own, where Django would else refuse its database calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": str(packages.chromium()),
        "args": _ARGUMENTS.split(),
    }


@pytest.fixture
def granvik(transactional_db: None) -> Granvik:
    return make_granvik()


def sign_in(page: Page, server: str) -> None:
    """As a person does: e-mail, password, the button."""
    page.goto(f"{server}/konto/logga-in/")
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


@pytest.fixture
def signed_in(page: Page, live_server: Any, granvik: Granvik) -> Page:
    sign_in(page, live_server.url)
    return page


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    yield context
    context.close()
