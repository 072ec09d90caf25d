"""The list of contents: lines that end in a page number, under their heading."""

from __future__ import annotations

import re

from iaktta.document import Document
from iaktta.reading.words import Role, roles_of

_PAGE_IN_CONTENTS = re.compile(r"(?:[\s.…_·]{2,}|\s)\d{1,3}$")


_PAGE_HEADS = frozenset({"sida", "sid", "sid."})


def _ends_in_page(text: str) -> bool:
    return _PAGE_IN_CONTENTS.search(text) is not None and len(text) <= 200


def find_contents(document: Document, furniture: frozenset[int]) -> frozenset[int]:
    """The lines of a list of contents, its heading included: lines that end in a page number."""
    found: set[int] = set()
    inside = False
    for line in document.lines:
        if line.blank or line.number in furniture:
            continue
        if roles_of(line.text) == (Role.CONTENTS,):
            found.add(line.number)
            inside = True
        elif inside and (line.text.casefold() in _PAGE_HEADS or _ends_in_page(line.text)):
            found.add(line.number)
        else:
            inside = False
    return frozenset(found)
