"""The document page: the text with its entries marked, and what each of them says."""

from __future__ import annotations

from django.test import Client

from iaktta.register.models import SourceDocument, StatedRecommendation
from tests.granvik import Granvik

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
