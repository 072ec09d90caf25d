"""Files are handed out as something to keep, under a name of ours, and never as something to run."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register.models import SourceDocument
from iaktta.rules.files import FileKind
from iaktta.web.files import disposition, file_response
from tests.granvik import Granvik

FIRST = "2022-uppfoljande-granskning.txt"


def test_a_document_is_an_attachment_that_no_browser_runs(client: Client, granvik: Granvik) -> None:
    granvik.imports(FIRST)
    answer = client.get(f"/granvik/dokument/{SourceDocument.objects.get().pk}/fil/")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", FileKind)
def test_no_kind_is_ever_handed_out_as_something_that_runs(kind: FileKind) -> None:
    answer = file_response(io.BytesIO(b"x"), "sida.html", kind)
    assert answer["Content-Type"].partition(";")[0] == kind.media_type
    assert not {"html", "svg", "javascript"} & set(kind.media_type.replace("+", "/").split("/"))
    assert f"sida{kind.ending}" in answer["Content-Disposition"]


@pytest.mark.parametrize("kind", FileKind)
def test_only_pictures_are_shown_in_the_browser(kind: FileKind) -> None:
    if kind.is_image:
        answer = file_response(io.BytesIO(b"x"), "bild", kind, inline=True)
        assert answer["Content-Disposition"].startswith("inline;")
        return
    with pytest.raises(ValueError, match="only pictures"):
        file_response(io.BytesIO(b"x"), "bild", kind, inline=True)


def test_a_name_is_given_in_ascii_and_whole() -> None:
    assert disposition("plan.pdf") == 'attachment; filename="plan.pdf"'
    assert disposition("Åtgärder ö.pdf") == (
        "attachment; filename=\"Atgarder o.pdf\"; filename*=UTF-8''%C3%85tg%C3%A4rder%20%C3%B6.pdf"
    )
    assert disposition("計画.pdf").startswith('attachment; filename="fil.pdf"; ')


@given(st.text())
def test_no_title_puts_anything_else_into_the_header(title: str) -> None:
    value = file_response(io.BytesIO(), title, FileKind.PDF)["Content-Disposition"]
    assert value.isascii()
    assert value.isprintable()
    assert value.count('"') == 2
    assert value.count(";") in (1, 2)
