"""The paragraphs of a text: what a person can choose among when only some of it is to be sent."""

from __future__ import annotations

import re

Range = tuple[int, int]
"""[start, end) in code points."""

_PARAGRAPH = re.compile(r"\S(?:[^\n\f]|[\n](?![ \t]*(?:[\n\f]|\Z)))*")


def paragraphs(text: str) -> list[Range]:
    """Where each paragraph stands: words up to an empty line or a page break, without space at its ends."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        end = start + len(text[start:end].rstrip())
        found.append((start, end))
    return found
