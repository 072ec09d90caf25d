"""Attachments: sent in, handed out, shown, removed with a reason; and nothing that was typed is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from iaktta.jobs.files import sweep_files
from iaktta.register.models import (
    Attachment,
    Control,
    Event,
    EventValue,
    Membership,
    Occasion,
    Recommendation,
)
from iaktta.register.trail.chains import verify_chain
from tests import made_files
from tests.granvik import Granvik

FIRST = "2022-uppfoljande-granskning.txt"
PROTOCOL = made_files.pdf()


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.FILES, settings.UPLOADS = tmp_path / "files", tmp_path / "uploads"
    return tmp_path / "files"


@pytest.fixture
def advice(client: Client, granvik: Granvik) -> Recommendation:
    granvik.imports(FIRST)
    return Recommendation.objects.earliest("pk")


def a_file(name: str = "protokoll.pdf", content: bytes = PROTOCOL) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def attach(client: Client, row: Recommendation, *files: SimpleUploadedFile, **typed: str) -> Any:
    where = f"/granvik/bilagor/recommendation/{row.pk}/"
    return client.post(where, {"filer": list(files), **typed}, follow=True)


def page_of(client: Client, row: Recommendation) -> str:
    return client.get(f"/granvik/rekommendation/{row.pk}/").content.decode()


def test_a_file_is_attached_and_handed_out_again(client: Client, advice: Recommendation) -> None:
    typed = {"titel": "Protokoll § 12", "datum": "2026-03-01", "anteckning": "Nämndens beslut."}
    page = attach(client, advice, a_file(), **typed).content.decode()
    assert "1 fil är bifogad." in page
    for words in (
        "Protokoll § 12",
        "PDF",
        "Nämndens beslut.",
        "1 mars 2026",
        "Bifogad av Ada Ek, Kommunstyrelsen",
    ):
        assert words in page
    [found] = Attachment.objects.all()
    answer = client.get(f"/granvik/bilaga/{found.pk}/")
    assert b"".join(answer) == PROTOCOL
    assert answer["Content-Type"] == "application/pdf", "judged, whatever the browser said"
    assert answer["Content-Disposition"].startswith('attachment; filename="Protokoll  12.pdf"')
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_several_files_and_a_photo_come_at_once(client: Client, advice: Recommendation) -> None:
    where = f"/granvik/bilagor/recommendation/{advice.pk}/"
    photo = a_file("IMG_1.jpg", made_files.jpeg())
    client.post(where, {"filer": [a_file(), a_file("plan.docx", made_files.docx())], "foto": photo})
    assert sorted(Attachment.objects.values_list("kind", flat=True)) == ["docx", "jpeg", "pdf"]


def test_a_picture_is_shown_and_nothing_else_is(client: Client, advice: Recommendation) -> None:
    attach(client, advice, a_file("foto.png", made_files.png()), a_file())
    picture, document = Attachment.objects.order_by("-kind")
    shown = client.get(f"/granvik/bilaga/{picture.pk}/bild/")
    assert shown["Content-Disposition"].startswith("inline;")
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/granvik/bilaga/{document.pk}/bild/").status_code == 404


def test_what_is_refused_is_told_and_what_was_typed_stays(client: Client, advice: Recommendation) -> None:
    page_source = a_file("sida.html", b"<html><script>alert(1)</script></html>")
    answer = attach(client, advice, page_source, titel="Min titel", anteckning="Skrivet länge och väl")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "sida.html: Filen börjar som en webbsida eller annan kod" in page
    assert 'value="Min titel"' in page
    assert "Skrivet länge och väl" in page
    assert not Attachment.objects.exists()


def test_a_file_that_came_need_not_be_chosen_again_when_a_field_is_wrong(
    client: Client, advice: Recommendation
) -> None:
    answer = attach(client, advice, a_file(), titel="T", datum="i går")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ange datumet som 2026-12-31." in page
    assert "behöver inte väljas igen:</" not in page
    sign = re.search(r'name="kvar" value="([^"]+)"', page)
    assert sign is not None
    attach(client, advice, titel="T", datum="2026-03-02", kvar=sign[1])
    found = Attachment.objects.get()
    assert (found.name, found.title, str(found.made_on)) == ("protokoll.pdf", "T", "2026-03-02")
    assert b"".join(client.get(f"/granvik/bilaga/{found.pk}/")) == PROTOCOL


def test_nobody_makes_up_a_file_that_has_come(client: Client, advice: Recommendation) -> None:
    answer = attach(client, advice, kvar="WyJhIiwgMV0:x:y")
    assert answer.status_code == 422
    assert "Välj minst en fil." in answer.content.decode()


def test_the_same_file_is_attached_once(client: Client, advice: Recommendation) -> None:
    attach(client, advice, a_file())
    answer = attach(client, advice, a_file("annat namn.pdf"))
    assert "annat namn.pdf: Filen är redan bifogad här." in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_attaching_and_removing_stand_in_the_trail(
    client: Client, advice: Recommendation, granvik: Granvik
) -> None:
    attach(client, advice, a_file(), titel="Protokoll")
    found = Attachment.objects.get()
    event = Event.objects.latest("pk")
    assert (event.verb, event.object_kind, event.object_id) == ("file.attached", "Attachment", found.pk)
    assert (
        dict(EventValue.objects.filter(event=event).values_list("field", "after"))["sha256"] == found.sha256
    )
    client.post(f"/granvik/bilaga/{found.pk}/ta-bort/", {"skal": "Innehöll personuppgifter."})
    event = Event.objects.latest("pk")
    assert (event.verb, event.why) == ("file.removed", "Innehöll personuppgifter.")
    assert verify_chain(granvik.organisation, granvik.board).is_whole


def test_what_is_removed_keeps_its_row_and_reason_but_is_no_longer_handed_out(
    client: Client, advice: Recommendation, files: Path
) -> None:
    attach(client, advice, a_file(), titel="Hemlig titel")
    found = Attachment.objects.get()
    where = f"/granvik/bilaga/{found.pk}/ta-bort/"
    assert client.post(where, {"skal": "  "}).status_code == 422
    client.post(where, {"skal": "Fel fil."})
    page = page_of(client, advice)
    assert "En bilaga är borttagen" in page
    assert "Fel fil." in page
    assert "Hemlig titel" not in page
    for address in (f"/granvik/bilaga/{found.pk}/", where):
        assert client.get(address).status_code == 404
    assert any(files.rglob(found.sha256)), "until somebody decides on disposal"
    assert sweep_files() == 0


def test_an_attachment_is_shown_on_the_one_that_its_thing_is_joined_into(
    client: Client, advice: Recommendation
) -> None:
    attach(client, advice, a_file(), titel="Följer med")
    other = Recommendation.objects.latest("pk")
    Recommendation.objects.filter(pk=advice.pk).update(joined_into=other, shown_as=other)
    assert "Följer med" in page_of(client, other)


def test_what_is_attached_to_something_secret_is_closed_without_the_right(
    client: Client, granvik: Granvik
) -> None:
    granvik.imports("2024-uppfoljning-internkontroll-samhallsbyggnad.txt")
    control = Control.objects.get(secret=True)
    where = f"/granvik/kontroll/{control.pk}/"
    client.post(
        f"/granvik/bilagor/control/{control.pk}/", {"filer": a_file("larmkod.pdf"), "titel": "Larmkoder"}
    )
    found = Attachment.objects.get()
    assert "Larmkoder" in client.get(where).content.decode()
    kept = EventValue.objects.filter(event=Event.objects.latest("pk"))
    assert set(kept.filter(secret=True).values_list("field", flat=True)) == {"title", "name"}
    Membership.objects.update(role=Membership.Role.COMMITTEE_MEMBER)
    page = client.get(where).content.decode()
    assert "Larmkoder" not in page
    assert "larmkod.pdf" not in page
    assert "Sekretess" in page.partition('id="bilagor"')[2], "that it is there is told"
    for address in (f"/granvik/bilaga/{found.pk}/", f"/granvik/bilaga/{found.pk}/bild/"):
        assert client.get(address).status_code == 404


def test_who_may_only_read_fetches_but_neither_attaches_nor_removes(
    client: Client, advice: Recommendation
) -> None:
    attach(client, advice, a_file())
    found = Attachment.objects.get()
    Membership.objects.update(role=Membership.Role.COMMITTEE_MEMBER)
    page = page_of(client, advice)
    assert "protokoll.pdf" in page
    assert "Lägg till bilagor" not in page
    assert "Ta bort" not in page
    assert client.get(f"/granvik/bilaga/{found.pk}/").status_code == 200
    assert client.get(f"/granvik/bilaga/{found.pk}/ta-bort/").status_code == 403
    assert attach(client, advice, a_file("b.png", made_files.png())).status_code == 403


def test_files_are_attached_to_an_occasion_too(client: Client, granvik: Granvik) -> None:
    granvik.imports("2024-uppfoljning-internkontroll-socialnamnden.md")
    control = Control.objects.earliest("pk")
    keys = {"organisation": granvik.organisation, "owner": granvik.board}
    occasion = Occasion.objects.create(control=control, name="Tertial 1", **keys)
    where = f"/granvik/bilagor/occasion/{occasion.pk}/"
    page = client.post(where, {"filer": a_file()}, follow=True).content.decode()
    assert "protokoll.pdf" in page
    assert Attachment.objects.get().occasion == occasion
    assert where in client.get(f"/granvik/kontroll/{control.pk}/").content.decode()


def test_a_thing_of_no_kind_has_no_attachments(client: Client, advice: Recommendation) -> None:
    assert client.get(f"/granvik/bilagor/sourcedocument/{advice.pk}/").status_code == 404
