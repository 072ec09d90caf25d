"""Take the pictures of the running program that the readme shows. `make pictures` runs this.

An installation of its own is made with the demonstration; the plainest proposals are confirmed in it, so that
a recommendation can be followed from one document to the next.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PROGRAM = Path(sys.executable).with_name("iaktta")
PORT = 8766
BASE = f"http://127.0.0.1:{PORT}"


def main() -> None:
    """Make the demonstration, look at it in Chromium, and keep what is seen."""
    with tempfile.TemporaryDirectory(prefix="iaktta-pictures-") as folder:
        os.environ |= {"IAKTTA_DATA": folder, "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
        os.environ.pop("IAKTTA_DATABASE_URL", None)
        subprocess.run([PROGRAM, "demo"], check=True)
        address = _followed_recommendation()
        served = subprocess.Popen([PROGRAM, "serve", "--port", str(PORT)])
        try:
            _wait(f"{BASE}/halsa/")
            _take({"recommendation.png": address, "start.png": "/"})
        finally:
            served.terminate()
            served.wait(30)


def _followed_recommendation() -> str:
    """The address of the recommendation that the most documents speak of, once proposals are confirmed."""
    import django

    django.setup()
    from django.db.models import Count
    from django.urls import reverse

    from iaktta.errors import IakttaError
    from iaktta.jobs.preparation import sign_in
    from iaktta.register.actions.proposals import confirm_proposal
    from iaktta.register.models import Mention, Proposal, User

    known = sign_in()
    person = User.objects.get(email=known.email if known else "")
    for proposal in Proposal.objects.filter(kind__in=["audit", "recommendation"], likeness__gte=0.75):
        try:
            confirm_proposal(proposal, by=person, why="Samma rekommendation, följd upp igen.")
        except IakttaError as error:
            print(error, file=sys.stderr)
    # One with a state, so that the picture shows what becomes of a recommendation.
    spoken_of = Mention.objects.filter(recommendation__shown_as__outcome__isnull=False)
    most = spoken_of.values("recommendation__shown_as").annotate(times=Count("pk")).order_by("-times", "pk")
    return reverse("recommendation", kwargs={"org": "granvik", "pk": most[0]["recommendation__shown_as"]})


def _take(pages: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    from iaktta.jobs.preparation import sign_in

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    known = sign_in()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="sv-SE")
        page.goto(f"{BASE}/konto/logga-in/")
        page.get_by_label("E-post").fill(known.email if known else "")
        page.get_by_label("Lösenord").fill(known.password if known else "")
        page.get_by_role("button", name="Logga in", exact=True).click()
        for name, address in pages.items():
            page.goto(BASE + address)
            page.screenshot(path=str(PICTURES / name))
            print(f"{PICTURES / name}: {address}")
        browser.close()


def _wait(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
