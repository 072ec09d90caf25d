"""The committees in a cell that holds nothing else, also where a narrow column broke their names."""

from __future__ import annotations

import re

from iaktta.reading.committees import committees_in

_BREAK = re.compile(r"(?<=[a-zåäö])[ \n](?=[a-zåäö])")
_AND = re.compile(r"\s*\b(?:och|samt)\b\s*")


def committees_of_cell(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The committees named; "Kommun styrelsen" is a name that was broken without a hyphen."""
    named = committees_in(text, known)
    if named:
        return named
    parts = [_BREAK.sub("", part) for part in _AND.split(text)]
    return committees_in(" och ".join(parts), known)
