"""Written text, with or without columns."""

from __future__ import annotations

import codecs
import csv
import re
from itertools import islice

from iaktta.rules.files.kinds import FileKind
from iaktta.rules.files.refusals import NotTextError, WebPageError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

# What makes a browser take a file for a web page or a drawing: the list of the WHATWG MIME sniffing standard,
# section 7.1, and the ways in which markup and scripts for a server begin.
_MARKUP = re.compile(
    r"<(?:!doctype|!--|\?xml|\?php|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|"
    r"xsl:stylesheet|math|img|object|embed|link|meta|form|base)(?=[\s/>]|--|$)|#!|<\?|<%",
    re.IGNORECASE,
)

_DELIMITERS = ";\t,"
_LINES_LOOKED_AT = 50


def text_kind(data: bytes) -> FileKind:
    """Text or CSV.

    Raises:
        NotTextError: The bytes are no text, or hold control characters.
        WebPageError: The text begins as markup or as a script.
    """
    text = _decoded(data)
    if _CONTROL.search(text):
        raise NotTextError
    if _MARKUP.match(text.lstrip("\ufeff \t\r\n\f")):
        raise WebPageError
    return FileKind.CSV if _has_columns(text) else FileKind.TEXT


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else Windows-1252: as the reader of reports does it."""
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16")
        if b"\0" in data:
            raise NotTextError
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NotTextError from error


def _has_columns(text: str) -> bool:
    """Whether the first lines all part into the same number of columns, two or more, at one sign."""
    lines = [line for line in islice(text.splitlines(), _LINES_LOOKED_AT) if line.strip()]
    if len(lines) < 2:
        return False
    for delimiter in _DELIMITERS:
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=delimiter, strict=True)}
        except csv.Error:
            continue
        if len(widths) == 1 and widths.pop() > 1:
            return True
    return False
