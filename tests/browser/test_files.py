"""Reports and attachments as a person sends them, with script and without, by the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from iaktta.jobs.models import IncomingFile
from iaktta.register.models import Attachment, Recommendation
from tests import made_files
from tests.browser.conftest import sign_in
from tests.granvik import DEMONSTRATION, Granvik

pytestmark = pytest.mark.browser

FIRST = "2022-uppfoljande-granskning.txt"


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.FILES, settings.UPLOADS = tmp_path / "files", tmp_path / "uploads"


def work() -> None:
    """The worker does what waits."""
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)


def protocol() -> FilePayload:
    return {"name": "protokoll.pdf", "mimeType": "application/pdf", "buffer": made_files.pdf()}


def test_a_report_is_sent_in_and_the_page_tells_by_itself_when_it_is_read(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/granvik/dokument/")
    page.get_by_role("link", name="Läs in en rapport").click()
    page.get_by_label("Välj en eller flera filer").set_input_files(DEMONSTRATION / FIRST)
    page.get_by_role("button", name="Läs in").click()
    expect(page.get_by_role("status").filter(has_text="1 fil väntar.")).to_be_visible()
    page.get_by_role("button", name="Stoppa").focus()
    page.wait_for_timeout(2_500)
    expect(page.get_by_role("button", name="Stoppa")).to_be_focused()
    work()
    expect(page.get_by_role("status").filter(has_text="Allt är läst.")).to_be_visible(timeout=10_000)
    page.get_by_role("link", name=FIRST).click()
    expect(page.get_by_role("heading", name="Dokumentets text")).to_be_visible()


def test_a_report_is_sent_in_and_stopped_without_script(
    without_script: BrowserContext, live_server: Any, granvik: Granvik
) -> None:
    page = without_script.new_page()
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/granvik/dokument/lagg-till/")
    page.get_by_label("Välj en eller flera filer").set_input_files(DEMONSTRATION / FIRST)
    page.get_by_role("button", name="Läs in").click()
    page.get_by_role("link", name="Uppdatera läget").click()
    page.get_by_role("button", name="Stoppa").click()
    expect(page.get_by_text("läses inte in.")).to_be_visible()
    assert IncomingFile.objects.get().state == IncomingFile.State.STOPPED


def test_a_file_is_attached_by_the_keyboard_after_a_field_was_put_right(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    granvik.imports(FIRST)
    page = signed_in
    page.goto(f"{live_server.url}/granvik/bilagor/recommendation/{Recommendation.objects.earliest('pk').pk}/")
    page.get_by_label("Välj filer").set_input_files(files=[protocol()])
    page.get_by_label("Titel").fill("x" * 201)
    page.get_by_label("Titel").evaluate("field => { field.maxLength = 300; field.value = 'x'.repeat(201) }")
    page.get_by_role("button", name="Bifoga").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("behöver inte väljas igen:")).to_be_visible()
    page.get_by_label("Titel").fill("Protokoll")
    page.get_by_role("button", name="Bifoga").press("Enter")
    expect(page.get_by_text("1 fil är bifogad.")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Protokoll", exact=True).click()
    assert fetched.value.suggested_filename == "Protokoll.pdf"
    assert Path(fetched.value.path()).read_bytes() == protocol()["buffer"]
    assert Attachment.objects.count() == 1


def test_a_picture_is_shown_by_itself_and_a_page_in_disguise_never(
    signed_in: Page, live_server: Any, granvik: Granvik
) -> None:
    granvik.imports(FIRST)
    page = signed_in
    page.goto(f"{live_server.url}/granvik/rekommendation/{Recommendation.objects.earliest('pk').pk}/")
    page.locator("summary", has_text="Lägg till bilagor").click()
    disguised: FilePayload = {
        "name": "a.png",
        "mimeType": "image/png",
        "buffer": b"<script>alert(1)</script>",
    }
    picture: FilePayload = {"name": "b.png", "mimeType": "text/html", "buffer": made_files.png()}
    page.get_by_label("Välj filer").set_input_files(files=[disguised, picture])
    page.get_by_role("button", name="Bifoga").click()
    expect(page.get_by_role("alert")).to_contain_text("a.png: Filen börjar som en webbsida")
    page.get_by_role("link", name="Visa b.png").click()
    assert page.evaluate("document.contentType") == "image/png"
    assert page.evaluate("document.images.length") == 1
