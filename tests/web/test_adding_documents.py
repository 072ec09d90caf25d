"""Reports sent in from the browser: read by the worker, told step by step, refused in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from iaktta.jobs.models import IncomingFile
from iaktta.jobs.tasks import import_incoming, named
from iaktta.register.models import Membership, SourceDocument, User
from tests import made_files
from tests.granvik import DEMONSTRATION, Granvik

ADDRESS = "/granvik/dokument/lagg-till/"
FIRST = "2022-uppfoljande-granskning.txt"


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.FILES, settings.UPLOADS = tmp_path / "files", tmp_path / "uploads"


def a_file(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (DEMONSTRATION / FIRST).read_bytes() if content is None else content)


def send(client: Client, *files: SimpleUploadedFile) -> Any:
    return client.post(ADDRESS, {"filer": list(files)}, follow=True)


def read_all() -> None:
    for incoming in IncomingFile.objects.all():
        import_incoming.func(*named(incoming))


def test_a_report_that_is_sent_in_waits_is_read_and_leads_to_its_document(client: Client) -> None:
    page = send(client, a_file(FIRST)).content.decode()
    assert "1 fil väntar." in page
    assert 'hx-trigger="every 2s"' in page
    assert "Uppdatera läget" in page
    read_all()
    document = SourceDocument.objects.get()
    page = client.get(ADDRESS).content.decode()
    assert "Allt är läst." in page
    assert "every 2s" not in page, "nothing more to ask for"
    assert f'href="/granvik/dokument/{document.pk}/"' in page
    assert "rekommendationer" in page.partition("inlasningar")[2]


def test_several_are_sent_at_once_and_one_that_is_refused_does_not_stop_the_others(client: Client) -> None:
    answer = send(client, a_file(FIRST), a_file("bild.png", made_files.png()))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bild.png: Filen är av ett slag som inte går att ta emot. Spara rapporten som text" in page
    assert "<title>Fel:" in page
    assert IncomingFile.objects.get().name == FIRST
    assert "1 fil väntar." in page


def test_a_file_that_the_worker_refuses_says_why_and_what_to_do(client: Client) -> None:
    send(client, a_file("brev.txt", b"Hej. Det var en fin dag."))
    read_all()
    page = client.get(ADDRESS).content.decode()
    assert "Ej inläst" in page
    assert "Kontrollera att det är rätt fil." in page


def test_a_file_that_was_read_before_says_so(client: Client) -> None:
    send(client, a_file(FIRST))
    read_all()
    send(client, a_file(FIRST))
    read_all()
    assert "Filen är redan inläst. Inget har ändrats." in client.get(ADDRESS).content.decode()


def test_one_that_waits_is_stopped_and_not_read(client: Client) -> None:
    send(client, a_file(FIRST))
    incoming = IncomingFile.objects.get()
    page = client.post(f"{ADDRESS}stoppa/", {"fil": incoming.pk}, follow=True).content.decode()
    assert f"{FIRST} läses inte in." in page
    read_all()
    assert not SourceDocument.objects.exists()
    page = client.post(f"{ADDRESS}stoppa/", {"fil": incoming.pk}, follow=True).content.decode()
    assert "redan läst eller håller på att läsas" in page


def test_nothing_chosen_is_an_error_at_the_field(client: Client) -> None:
    answer = client.post(ADDRESS, {})
    assert answer.status_code == 422
    assert "Välj minst en fil." in answer.content.decode()


def test_a_name_is_shown_as_text_and_without_its_path(client: Client) -> None:
    page = send(client, a_file("C:\\hem\\<b>rapport</b>\u202e.txt")).content.decode()
    assert "<b>rapport" not in page
    assert "\u202e" not in page
    assert IncomingFile.objects.get().name.startswith("b>.txt") or "rapport" in page


def test_who_may_not_import_sees_no_button_and_is_refused(client: Client, granvik: Granvik) -> None:
    assert "Läs in en rapport" in client.get("/granvik/dokument/").content.decode()
    Membership.objects.update(role=Membership.Role.COMMITTEE_MEMBER)
    assert "Läs in en rapport" not in client.get("/granvik/dokument/").content.decode()
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"filer": a_file(FIRST)}).status_code == 403
    assert not IncomingFile.objects.exists()


def test_what_a_colleague_sent_in_is_not_shown_and_cannot_be_stopped(
    client: Client, granvik: Granvik
) -> None:
    send(client, a_file(FIRST))
    other = User.objects.create_user("bo@granvik.example", name="Bo")
    board = granvik.board
    Membership.objects.create(
        organisation=board.organisation, owner=board, user=other, body=board, role="coordinator"
    )
    theirs = Client()
    theirs.force_login(other)
    assert FIRST not in theirs.get(ADDRESS).content.decode()
    answer = theirs.post(f"{ADDRESS}stoppa/", {"fil": IncomingFile.objects.get().pk})
    assert answer.status_code == 404
