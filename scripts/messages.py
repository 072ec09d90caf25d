"""Collect the texts that go through gettext into the translation files, and say what is not translated.

    python scripts/messages.py            update src/iaktta/locale/*/LC_MESSAGES/django.po
    python scripts/messages.py --check    change nothing; exit code 1 where a translation is missing

Swedish is the language of the source, so only the other languages have a file. GNU gettext is not needed:
Django turns its templates into what Babel's reader of Python understands.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "iaktta"
LANGUAGES = ("en",)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogue_path(language: str) -> Path:
    """Where the translations to a language stand."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def collect() -> Catalog:
    """Every text of the program that goes through gettext, with the files that it stands in."""
    catalogue = Catalog(project="iaktta", charset="utf-8", fuzzy=False)
    for path, text in _texts():
        for line, message, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            place = (path.relative_to(ROOT).as_posix(), line)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def _texts() -> Iterator[tuple[Path, str]]:
    from django.utils.translation.template import templatize

    for path in sorted(SOURCE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path))


def read_catalogue(language: str) -> Catalog:
    """The translations there are; an empty catalogue where there is no file."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="iaktta", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(catalogue: Catalog, collected: Catalog) -> list[Message]:
    """The collected texts without a finished translation, in the order in which they stand."""
    missing = []
    for message in collected:
        found = catalogue.get(message.id, message.context) if message.id else message
        strings = (
            [found.string] if found and isinstance(found.string, str) else list(found.string) if found else []
        )
        if message.id and (found is None or found.fuzzy or not strings or not all(strings)):
            missing.append(message)
    return missing


def update(language: str, collected: Catalog) -> Catalog:
    """Add new texts to a language's file and drop those that are gone; translations stay."""
    catalogue = read_catalogue(language)
    catalogue.update(collected, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Without line numbers and dates: a change of code elsewhere leaves the file as it is.
        write_po(file, catalogue, width=110, include_lineno=False, omit_header=False, sort_by_file=True)
    return catalogue


def main() -> int:
    """Update or check every language; how many texts lack a translation decides the exit code of a check."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iaktta.settings")
    import django

    django.setup()
    collected, lacking = collect(), 0
    for language in LANGUAGES:
        catalogue = read_catalogue(language) if "--check" in sys.argv else update(language, collected)
        missing = untranslated(catalogue, collected)
        lacking += len(missing)
        print(f"{language}: {len(collected)} texter, {len(missing)} utan översättning")
        for message in missing:
            place = message.locations[0][0] if message.locations else ""
            print(f"  {place}: {message.id!r}")
    return 1 if lacking and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
