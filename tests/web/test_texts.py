"""Every text on screen goes through gettext, and has its English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from django.test import Client
from django.utils.translation import trans_real

from iaktta.web import translations
from iaktta.web.translations import PACKAGE, catalog, missing, po_file

TEMPLATES = sorted(PACKAGE.rglob("*.html"))
SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-l|summary|label)="([^"]*)"')
NAMES = re.compile(r"\b(?:iaktta|Iaktta|CSV|Excel|English|Svenska|Esc)\b")
"""Words that are the same in every language."""
LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
SWEDISH = re.compile(r"[åäöÅÄÖ]")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


DESCRIBES = {"summary", "description", "examples"}
"""Arguments that describe an operation of the API."""


def bare_texts(template: str) -> Iterator[str]:
    """Words of a template that are written out rather than translated."""
    plain = []
    translated = False
    template = re.sub(r"{% block body_class %}.*?{% endblock %}", "", template)
    template = re.sub(r'(?s)<div lang="en">.*?</div>', "", template)  # the API's description is English
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            word = token.contents.split()[0]
            translated = (translated or word in ("blocktranslate", "blocktrans")) and not word.startswith(
                "endblock"
            )
        elif token.token_type == TokenType.TEXT and not translated:
            plain.append(token.contents)
        plain.append(" " if token.token_type == TokenType.TEXT else "\x00")
    page = "".join(plain)
    for spoken in SPOKEN.findall(page):
        if LETTERS.search(NAMES.sub("", spoken.replace("\x00", ""))):
            yield spoken
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page)
    page = re.sub(r"(?s)<[^>]*>", " ", page)
    for line in re.sub(r"&\w+;", " ", page.replace("\x00", " ")).splitlines():
        if LETTERS.search(NAMES.sub("", line)):
            yield line.strip()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_text_of_its_own(path: Path) -> None:
    assert list(bare_texts(path.read_text(encoding="utf-8"))) == []


def test_a_text_of_its_own_would_be_found() -> None:
    assert list(bare_texts('<p>Hej</p>{% translate "Hej" %}')) == ["Hej"]
    assert list(bare_texts('<a aria-label="Stäng {{ name }}"></a>'))
    assert not list(bare_texts("{% blocktranslate %}Hej {{ name }}{% endblocktranslate %}"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_has_a_style_attribute_or_a_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r"(?s){%.*?%}", "", text))
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", sorted((PACKAGE / "web").rglob("*.py")), ids=name)
def test_code_of_the_web_says_nothing_in_swedish_past_gettext(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kept = {
        id(part)
        for part in ast.walk(tree)
        if isinstance(part, ast.Call) and _translates(part)
        for part in ast.walk(part)
    }
    kept |= {id(part.value) for part in ast.walk(tree) if isinstance(part, ast.Expr)}
    # The API's description is English, with the field's own words in brackets: developers read it.
    described = (
        part.value for part in ast.walk(tree) if isinstance(part, ast.keyword) and part.arg in DESCRIBES
    )
    kept |= {id(part) for value in described for part in ast.walk(value)}
    found = [
        part.value
        for part in ast.walk(tree)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in kept
    ]
    assert [text for text in found if SWEDISH.search(text) and " " in text] == []


def _translates(call: ast.Call) -> bool:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return called.startswith(("gettext", "ngettext", "pgettext", "_"))


def test_every_text_has_its_english() -> None:
    assert missing() == [], "run `make messages` and write the English in the catalogue"


def test_the_english_keeps_the_places_of_the_swedish() -> None:
    """What is filled in stands in both: %(n)s in one and not in the other would break the page."""
    place = re.compile(r"%\(\w+\)[sd]")
    for message in catalog():
        texts = message.id if isinstance(message.id, tuple | list) else [message.id]
        strings = message.string if isinstance(message.string, tuple | list) else [message.string or ""]
        wanted = {found for text in texts for found in place.findall(text)}
        for string in strings:
            assert set(place.findall(string)) <= wanted, message.id
            assert set(place.findall(texts[-1])) <= set(place.findall(string)) or len(strings) > 1, message.id


def test_the_catalogue_holds_no_text_that_is_gone() -> None:
    used = {message.id for message in translations.template_catalog() if message.id}
    with po_file().open("rb") as file:
        there = {message.id for message in read_po(file, locale="en") if message.id}
    assert there - used == set()


def test_a_page_speaks_english_to_whoever_asks_for_it(client: Client) -> None:
    translations.compile_catalogs()
    trans_real._translations = {}  # type: ignore[attr-defined]  # what was loaded before it was compiled
    client.post("/konto/sprak/", {"language": "en", "next": "/"})
    page = client.get("/granvik/dokument/").content.decode()
    assert "<h1>Documents</h1>" in page
    assert "Dokument<" not in page
    client.post("/konto/sprak/", {"language": "sv", "next": "/"})
    assert "<h1>Dokument</h1>" in client.get("/granvik/dokument/").content.decode()
