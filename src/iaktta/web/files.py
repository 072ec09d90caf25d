"""Handing out a file that somebody sent in: something to keep, never something for the browser to run."""

from __future__ import annotations

import unicodedata
from typing import BinaryIO
from urllib.parse import quote

from django.http import FileResponse
from django.utils.translation import gettext

from iaktta.errors import IakttaError
from iaktta.rules.files import FileKind, FileRefusedError, served_name

POLICY = "sandbox; default-src 'none'"
"""What a browser that opens the file all the same may let it do: nothing."""

_KIND_OF = {kind.media_type: kind for kind in FileKind} | {"text/markdown": FileKind.TEXT}


def kind_of(media_type: str) -> FileKind:
    """The kind of a file that the register has judged; what it does not know is handed out as text."""
    return _KIND_OF.get(media_type, FileKind.TEXT)


def file_response(file: BinaryIO, title: str, kind: FileKind, *, inline: bool = False) -> FileResponse:
    """The answer that hands out a file, which it closes.

    Args:
        title: What it is called; the name that the receiver gets is made of it and of the judged kind.
        inline: Shown in the browser by itself. Only for pictures, judged anew.
    """
    if inline and not kind.is_image:
        raise ValueError(f"only pictures are shown in the browser, not {kind}")
    charset = "; charset=utf-8" if kind in (FileKind.TEXT, FileKind.CSV) else ""
    response = FileResponse(file, content_type=kind.media_type + charset)
    # After the making: Django would else name it after where it lies.
    response["Content-Disposition"] = disposition(served_name(title, kind), inline=inline)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def spoken(error: IakttaError) -> str:
    """What an error says, in the reader's language where it is one of a file that was refused."""
    if not isinstance(error, FileRefusedError):
        return str(error)
    values = {key: gettext(str(value)) if key == "instead" else value for key, value in error.values.items()}
    return gettext(error.text) % values if values else gettext(error.text)


def disposition(name: str, *, inline: bool = False) -> str:
    """The Content-Disposition of a file: its name in ASCII, and in UTF-8 where that differs (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").replace('"', "")
    stem, dot, ending = plain.rpartition(".")
    value = f'{"inline" if inline else "attachment"}; filename="{stem.strip() or "fil"}{dot}{ending}"'
    return value if plain == name else f"{value}; filename*=UTF-8''{quote(name, safe='')}"
