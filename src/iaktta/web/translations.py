"""The texts on screen: collected from templates and code, merged into the English translation, compiled.

Swedish is the source language, so a text is its own key. A fresh machine has no xgettext or msgfmt: Babel
reads and writes everything.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
TARGET = "en"
KEYWORDS = dict.fromkeys(
    (
        "_",
        "gettext",
        "gettext_lazy",
        "gettext_noop",
        "ngettext",
        "ngettext_lazy",
        "pgettext",
        "pgettext_lazy",
        "npgettext",
    )
)
HEADER = """# Iaktta's English translation. The Swedish text is the key.
# Collected by `make messages`; write the English beside each `msgid`.
#"""

UNTOLD = re.compile(
    r'(?m)^"(?:Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team)[^"]*"\n'
)
"""Header lines that say nothing or change with every run."""

Message = tuple[str | tuple[str, str], str | None, str, int]
"""(text or (singular, plural), context, file, line)."""


def po_file(language: str = TARGET) -> Path:
    """Where a language's translation is kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def messages(package: Path = PACKAGE) -> Iterator[Message]:
    """Every text that is marked for translation, in the order of the files."""
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.html"))):
        if "migrations" in path.parts or "demo" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        source = _as_python(text) if path.suffix == ".html" else text
        name = path.relative_to(package).as_posix()
        found = extract_python(io.BytesIO(source.encode()), KEYWORDS, (), {"encoding": "utf-8"})
        for line, function, arguments, _comments in found:
            yield from _message(str(function), arguments, name, line)


def _as_python(template: str) -> str:
    """The template with everything but its translatable calls blanked out.

    Indentation goes too: it means nothing here, and would to a reader of Python.
    """
    return re.sub(r"(?m)^[ \t]+", "", templatize(template))


def _message(function: str, arguments: object, name: str, line: int) -> Iterator[Message]:
    given = arguments if isinstance(arguments, tuple | list) else (arguments,)
    texts = [text for text in given if isinstance(text, str)]
    if not texts:
        return
    context = texts.pop(0) if "pgettext" in function and len(texts) > 1 else None
    if "ngettext" in function or "npgettext" in function:
        if len(texts) >= 2:
            yield (texts[0], texts[1]), context, name, line
    else:
        yield texts[0], context, name, line


def template_catalog(package: Path = PACKAGE) -> Catalog:
    """All texts without translations."""
    catalog = Catalog(locale="sv", charset="utf-8", fuzzy=False)
    for text, context, name, _line in messages(package):
        # Without line numbers: else every edit of a file would change the catalogue.
        flags = ("python-format",) if "%(" in (text if isinstance(text, str) else text[0]) else ()
        catalog.add(text, None, locations=[(name, 0)], context=context, flags=flags)
    return catalog


def catalog(language: str = TARGET) -> Catalog:
    """The translation as it stands; empty where there is none yet."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update_catalog(language: str = TARGET) -> Catalog:
    """Collect the texts into the translation: new ones come in empty, those no longer used go."""
    found = catalog(language)
    found.update(template_catalog(), no_fuzzy_matching=True, update_header_comment=False)
    found.obsolete.clear()
    found.fuzzy = False
    found.header_comment = HEADER
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, found, width=110, sort_output=True, include_lineno=False)
    path.write_text(UNTOLD.sub("", written.getvalue().decode("utf-8")), encoding="utf-8")
    return found


def missing(language: str = TARGET) -> list[str]:
    """Texts in templates and code that lack a translation."""
    there = catalog(language)
    lacking = []
    for message in template_catalog():
        if not message.id:
            continue
        translated = there.get(message.id, message.context)
        strings = translated.string if translated else ""
        done = all(strings) if isinstance(strings, tuple | list) else bool(strings)
        if not done or (translated and translated.fuzzy):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def compile_catalogs() -> list[Path]:
    """Write the `.mo` beside each `.po` that is newer than it; the files written."""
    written = []
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            found = read_po(file, locale=source.parent.parent.name)
        with target.open("wb") as file:
            write_mo(file, found)
        written.append(target)
    return written
