"""The document page: the text with its entries marked, and what each of them says."""

from __future__ import annotations

from html import unescape

from django.test import Client

from iaktta.register.models import Control, Membership, SecretWords, SourceDocument, StatedRecommendation
from tests.granvik import DEMONSTRATION, Granvik

FIRST = "2022-uppfoljande-granskning.txt"


def test_every_recommendation_has_a_mark_where_its_words_stand(client: Client, granvik: Granvik) -> None:
    granvik.imports(FIRST)
    document = SourceDocument.objects.get()
    text = client.get(f"/granvik/dokument/{document.pk}/").content.decode()
    starts = StatedRecommendation.objects.filter(source_start__isnull=False).values_list(
        "source_start", flat=True
    )
    assert starts
    for start in starts:
        assert f'id="s-{start}"' in text


def test_a_chosen_entry_stands_out_in_the_text_and_in_the_list(client: Client, granvik: Granvik) -> None:
    granvik.imports(FIRST)
    document = SourceDocument.objects.get()
    text = client.get(f"/granvik/dokument/{document.pk}/?post=4").content.decode()
    assert 'aria-current="true"' in text
    assert 'class="on"' in text


def test_the_page_needs_no_style_attribute_and_no_inline_script(client: Client, granvik: Granvik) -> None:
    granvik.imports(FIRST)
    document = SourceDocument.objects.get()
    response = client.get(f"/granvik/dokument/{document.pk}/")
    assert " style=" not in response.content.decode()
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_the_original_file_is_fetched_as_it_was(client: Client, granvik: Granvik) -> None:
    granvik.imports(FIRST)
    document = SourceDocument.objects.get()
    response = client.get(f"/granvik/dokument/{document.pk}/fil/")
    assert b"".join(response) == (DEMONSTRATION / FIRST).read_bytes()
    assert response["Content-Disposition"] == f'attachment; filename="{FIRST}"'


def test_secret_words_and_their_file_are_only_for_those_who_may_see_them(
    client: Client, granvik: Granvik
) -> None:
    granvik.imports("2024-uppfoljning-internkontroll-samhallsbyggnad.txt")
    document = SourceDocument.objects.get()
    words = max(SecretWords.objects.filter(table="StatedControl").values_list("words", flat=True), key=len)
    address = f"/granvik/dokument/{document.pk}/"
    control = Control.objects.get(secret=True)
    assert words[:40] in unescape(client.get(f"/granvik/kontroll/{control.pk}/").content.decode())
    Membership.objects.update(role=Membership.Role.COMMITTEE_MEMBER)
    assert "█" in client.get(address).content.decode()
    assert words[:40] not in unescape(client.get(f"/granvik/kontroll/{control.pk}/").content.decode())
    assert client.get(f"{address}fil/").status_code == 404
