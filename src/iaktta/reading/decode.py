"""A file's bytes -> a `Document`: its plain text, in which all offsets count."""

from __future__ import annotations

import codecs
import hashlib
import re

from iaktta.document import Document
from iaktta.reading.refusals import (
    BinaryFileError,
    ControlCharacterError,
    DoublyDecodedError,
    EmptyFileError,
    FileTooLargeError,
)

UPLOAD_LIMIT = 25_000_000
"""Bytes that a report may hold unless a setting says otherwise."""

_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# UTF-8 taken for Windows-1252 or Latin-1: å, ä, ö, Å, Ä, Ö and é come out as pairs that begin with Ã.
_DOUBLY_DECODED = re.compile("Ã[¥¤¶…„–©\x85\x84\x96]")

# Tab, line feed and form feed are text; a carriage return is, where it is part of a line end.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]|\r(?!\n)")


def decode(data: bytes, name: str, limit: int = UPLOAD_LIMIT) -> Document:
    """The document that a text file holds, line ends as in the file, without byte order mark.

    UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.

    Args:
        limit: The most bytes to take.

    Raises:
        UnreadableFileError: Too large, empty, binary, doubly decoded, or with control characters.
    """
    if len(data) > limit:
        raise FileTooLargeError(len(data), limit)
    text = _text(data)
    if not text.strip():
        raise EmptyFileError
    if _DOUBLY_DECODED.search(text):
        raise DoublyDecodedError
    if control := _CONTROL.search(text):
        raise ControlCharacterError(control.group(), text.count("\n", 0, control.start()) + 1)
    return Document(text, name, _media_type(name), hashlib.sha256(data).hexdigest())


def _text(data: bytes) -> str:
    if data.startswith(_BINARY):
        raise BinaryFileError
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16")
        # A NUL byte outside UTF-16 is no text in any encoding we read.
        if b"\0" in data:
            raise BinaryFileError
        return _eight_bit_text(data)
    except UnicodeDecodeError as error:
        raise BinaryFileError from error


def _eight_bit_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _media_type(name: str) -> str:
    return "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"
