"""A paragraph cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaktta.document import Passage

# Both ways to end stand behind one class of letters: a search leaps from one such letter to the next.
_END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[\"”’)\]]*\s+(?=[\"”’(]?[A-ZÅÄÖ0-9]))")
_SHORTENED = re.compile(
    r"(?:\b(?:t\.ex|bl\.a|m\.m|m\.fl|d\.v\.s|f\.n|s\.k|o\.s\.v|t\.o\.m|fr\.o\.m|ca|kap|nr|resp|inkl|exkl|st|jfr|kl|dnr"
    r"|bl a|t ex|forts)|\b[A-ZÅÄÖ])\.\s+$",
    re.IGNORECASE,
)


def sentences(text: Passage) -> Iterator[Passage]:
    """The sentences of a text in order, each with its own full stop; shortened words end none."""
    start = 0
    for match in _END.finditer(text.text):
        if "\n" not in match.group() and _SHORTENED.search(text.text[start : match.end()]):
            continue
        if part := text[start : match.end()].strip():
            yield part
        start = match.end()
    if part := text[start:].strip():
        yield part
