"""A real Chromium before a real server, and Granviks kommun signed in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from iaktta.jobs.importing import Imported, import_file
from iaktta.register.models import Body, Membership, Organisation, User
from tests import packages

# The server runs in a thread of its own, where Django would else refuse its database calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DEMONSTRATION = Path(__file__).resolve().parents[2] / "src/iaktta/demo"
EMAIL, PASSWORD = "ada.ek@granvik.example", "fyra-lugna-uttrar"
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


@dataclass(frozen=True)
class Granvik:
    """A municipality with one person who coordinates; reports are imported when a test asks for them."""

    organisation: Organisation
    person: User

    def imports(self, name: str) -> Imported:
        path = DEMONSTRATION / name
        return import_file(path.read_bytes(), name, organisation_slug="granvik", by=self.person)

    def imports_all(self) -> None:
        for path in sorted(DEMONSTRATION.iterdir()):
            if path.suffix in (".txt", ".md"):
                self.imports(path.name)


@pytest.fixture
def granvik(transactional_db: None) -> Granvik:
    organisation = Organisation.objects.create(slug="granvik", name="Granviks kommun")
    board = Body.objects.create(
        organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen"
    )
    person = User.objects.create_user(EMAIL, PASSWORD, name="Ada Ek")
    Membership.objects.create(
        organisation=organisation, owner=board, user=person, body=board, role=Membership.Role.COORDINATOR
    )
    return Granvik(organisation, person)


def sign_in(page: Page, server: str) -> None:
    """As a person does: e-mail, password, the button."""
    page.goto(f"{server}/konto/logga-in/")
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


@pytest.fixture
def signed_in(page: Page, live_server: Any, granvik: Granvik) -> Page:
    sign_in(page, live_server.url)
    return page


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    yield context
    context.close()
