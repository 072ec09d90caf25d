"""The municipality's own sign-in in a browser, by real processes: npm's oidc-provider, pysaml2's provider."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests import packages
from tests.providers import HERE, NODE, PROGRAM, free_port, node_packages, running

pytestmark = pytest.mark.browser

PEOPLE = """
from iaktta.register.actions.organisations import add_organisation
from iaktta.register.models import Body, Membership, User
for address, name in (("ada.ek@granvik.example", "Ada Ek"), ("sara.sten@sjovik.example", "Sara Sten")):
    User.objects.create_user(address, "fyra-lugna-uttrar", name=name)
ada = User.objects.get(email="ada.ek@granvik.example")
board = Body.objects.get(
    organisation=add_organisation("Granviks kommun", by=ada, address="granvik"), kind="executive_board"
)
Membership.objects.create(
    organisation=board.organisation, owner=board, body=board, user=ada, role="coordinator"
)
"""
GIVE_A_ROLE = """
from iaktta.register.models import Body, Membership, User
board = Body.objects.get(kind="executive_board")
Membership.objects.create(
    organisation=board.organisation, owner=board, body=board,
    user=User.objects.get(email="nils.ny@granvik.example"), role="coordinator",
)
"""


@dataclass(frozen=True)
class Installation:
    """The real program with both providers, and the process of one of them."""

    address: str
    environment: dict[str, str]
    oidc: subprocess.Popen[bytes]

    def does(self, code: str) -> str:
        command: list[str | Path] = [PROGRAM, "manage", "shell", "-v", "0", "-c", code]
        ended = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return ended.stdout.strip()


@contextlib.contextmanager
def migrated(environment: dict[str, str]) -> Iterator[None]:
    subprocess.run([PROGRAM, "manage", "migrate", "-v", "0"], env=environment, check=True)
    yield


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    packages.program(("xmlsec1",), package="xmlsec1")
    node_packages()
    folder = tmp_path_factory.mktemp("providers")
    ours, oidc, saml = free_port(), free_port(), free_port()
    address = f"http://localhost:{ours}"

    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("IAKTTA_")},
        "DJANGO_SETTINGS_MODULE": "iaktta.settings",
        "IAKTTA_DATA": str(folder / "data"),
        "IAKTTA_OIDC_NAME": "Granviks kommun",
        "IAKTTA_OIDC_ISSUER": f"http://localhost:{oidc}",
        "IAKTTA_OIDC_CLIENT_ID": "iaktta",
        "IAKTTA_OIDC_CLIENT_SECRET": "en-hemlighet-for-proven",
        "IAKTTA_OIDC_EMAIL_DOMAINS": "granvik.example",
        "IAKTTA_SAML_NAME": "Granviks SAML",
        "IAKTTA_SAML_METADATA": str(folder / "metadata.xml"),
    }
    idp: list[str | Path] = [
        sys.executable,
        HERE / "saml_idp.py",
        folder,
        str(saml),
        f"{address}/konto/saml/metadata/",
    ]
    provider: list[str | Path] = [NODE, HERE / "oidc.mjs", str(oidc), f"{address}/konto/oidc/svar/"]
    serve: list[str | Path] = [PROGRAM, "serve", "--port", str(ours), "--workers", "2"]
    with (
        running(idp, f"http://localhost:{saml}/metadata"),
        running(provider, f"http://localhost:{oidc}/.well-known/openid-configuration") as process,
        migrated(environment),
        running(serve, f"{address}/halsa/", environment),
    ):
        made = Installation(address, environment, process)
        made.does(PEOPLE)
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="sv-SE")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def by_oidc(page: Page, installation: Installation, name: str) -> None:
    page.goto(f"{installation.address}/konto/logga-in/")
    page.get_by_role("button", name="Logga in med Granviks kommun").click()
    page.get_by_placeholder("Enter any login").fill(name)
    page.get_by_placeholder("and password").fill("vad som helst")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def by_saml(page: Page, installation: Installation, name: str) -> None:
    page.goto(f"{installation.address}/konto/logga-in/")
    page.get_by_role("button", name="Logga in med Granviks SAML").click()
    page.get_by_label("Namn").fill(name)
    page.get_by_role("button", name="Logga in", exact=True).click()


def test_a_new_identity_may_do_nothing_until_somebody_gives_it_a_role(
    page: Page, browser: Browser, installation: Installation
) -> None:
    by_oidc(page, installation, "nils")
    expect(page.get_by_role("heading", name="Du har inget register än")).to_be_visible()
    assert "Granviks kommun" not in page.inner_text("main")
    assert page.goto(f"{installation.address}/granvik/dokument/").status == 404  # type: ignore[union-attr]
    installation.does(GIVE_A_ROLE)
    page.goto(installation.address)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Du har inget register än")
    again = browser.new_context(locale="sv-SE").new_page()
    by_oidc(again, installation, "nils")
    expect(again.locator(".org")).to_have_text("Granviks kommun")
    again.context.close()


def test_an_account_with_an_address_that_the_provider_answers_for_is_the_same(
    page: Page, installation: Installation
) -> None:
    by_oidc(page, installation, "ada")
    expect(page.locator(".org")).to_have_text("Granviks kommun")
    page.goto(f"{installation.address}/konto/koppling/")
    expect(page.get_by_role("button", name="Ta bort kopplingen")).to_be_visible()
    count = "from iaktta.register.models import User; print(User.objects.filter(name='Ada Ek').count())"
    assert installation.does(count) == "1"


def test_the_provider_does_not_answer_for_addresses_of_others(page: Page, installation: Installation) -> None:
    by_oidc(page, installation, "sara")
    expect(page.get_by_role("heading", name="Inloggningen gick inte att använda")).to_be_visible()
    assert "sara.sten@sjovik.example" in page.inner_text("main")
    page.goto(installation.address)
    expect(page.get_by_role("heading", name="Logga in", exact=True)).to_be_visible()


def test_an_identity_without_an_address_is_told_why_it_is_not_let_in(
    page: Page, installation: Installation
) -> None:
    by_oidc(page, installation, "utan")
    assert "lämnade ingen e-postadress" in page.inner_text("main")


def test_whoever_turns_back_at_the_provider_is_told_that_nothing_happened(
    page: Page, installation: Installation
) -> None:
    page.goto(f"{installation.address}/konto/logga-in/")
    page.get_by_role("button", name="Logga in med Granviks kommun").click()
    page.get_by_role("link", name="[ Cancel ]").click()
    expect(page.get_by_role("heading", name="Inloggningen avbröts")).to_be_visible()


def test_saml_signs_in_the_same_person_each_time(
    page: Page, browser: Browser, installation: Installation
) -> None:
    by_saml(page, installation, "sten")
    expect(page.get_by_role("heading", name="Du har inget register än")).to_be_visible()
    page.goto(f"{installation.address}/konto/")
    assert "Sten Alm, sten.alm@granvik.example" in page.inner_text("main")
    again = browser.new_context(locale="sv-SE").new_page()
    by_saml(again, installation, "sten")
    expect(again.get_by_role("heading", name="Du har inget register än")).to_be_visible()
    again.context.close()
    count = "from iaktta.register.models import User; print(User.objects.filter(name='Sten Alm').count())"
    assert installation.does(count) == "1"


def test_an_answer_that_was_changed_after_it_was_signed_lets_nobody_in(
    page: Page, installation: Installation
) -> None:
    by_saml(page, installation, "falsk")
    expect(page.get_by_role("heading", name="Inloggningen misslyckades")).to_be_visible()
    page.goto(installation.address)
    expect(page.get_by_role("heading", name="Logga in", exact=True)).to_be_visible()


def guess(address: str) -> str:
    """One wrong password, as a browser sends it; what the page says of it."""
    session = requests.Session()
    found = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', session.get(f"{address}/konto/logga-in/").text
    )
    assert found
    sent = {"csrfmiddlewaretoken": found[1], "login": "sara.sten@sjovik.example", "password": "fel"}
    page = session.post(f"{address}/konto/logga-in/", sent).text
    return "wrong" if "hör inte ihop" in page else "wait" if "Vänta" in page else page


def test_guesses_are_counted_together_by_all_processes(installation: Installation) -> None:
    with ThreadPoolExecutor(12) as guessers:
        told = list(guessers.map(guess, [installation.address] * 12))
    assert set(told) == {"wrong", "wait"}
    assert told.count("wrong") <= 5


def test_a_provider_that_is_gone_is_told_and_the_password_still_works(
    page: Page, installation: Installation
) -> None:
    """The last of the file: the provider does not come back."""
    installation.oidc.terminate()
    installation.oidc.wait(30)
    page.goto(f"{installation.address}/konto/logga-in/")
    page.get_by_role("button", name="Logga in med Granviks kommun").click()
    expect(page.get_by_role("heading", name="Kommunens inloggning svarar inte")).to_be_visible()
    page.get_by_role("link", name="Till inloggningen").click()
    page.get_by_label("E-postadress").fill("ada.ek@granvik.example")
    page.get_by_label("Lösenord").fill("fyra-lugna-uttrar")
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.locator(".org")).to_have_text("Granviks kommun")
