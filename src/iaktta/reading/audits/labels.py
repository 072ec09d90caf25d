"""Labels that say whose words follow, or of which kind they are: "Socialnämnden:", "Dokumentgranskning:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from iaktta.reading.committees import mentions
from iaktta.report import Basis

_BASES: dict[Basis, re.Pattern[str]] = {
    Basis.DOCUMENT_REVIEW: re.compile(
        r"^(?:(?:vår|revisionens)\s)?(?:dokumentgranskning(?:en)?|dokumentstudier?|granskning\sav\sdokument"
        r"|granskade\sdokument|dokumentation|dokumentgenomgång)(?:\s?(?::|-|–)\s*|$)",
        re.IGNORECASE,
    ),
    Basis.COMMENT: re.compile(
        r"^(?:(?:vår|revisionens|revisorernas|granskarens|granskarnas|revisorns)\s)?"
        r"(?:kommentar(?:er)?|anmärkning|notering|anm\.)(?:\s?(?::|-|–)\s*|$)",
        re.IGNORECASE,
    ),
}
_BETWEEN = re.compile(r"^(?:[\s,;&/]|och|samt|svar|från|har|svarat|nämndens)*$", re.IGNORECASE)
_ANSWERS = re.compile(r"^(?:svar|yttrande)\s(?:från|av)\s", re.IGNORECASE)
_COLON = re.compile(r"\s?:\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says, and where the words that it labels begin in its line."""

    basis: Basis = Basis.STATEMENT
    committees: tuple[str, ...] = ()
    end: int = 0


@lru_cache(maxsize=2048)
def label_of(text: str, known: frozenset[str] = frozenset()) -> Label | None:
    """The label that a line is or begins with; None where it has none.

    A basis counts alone on its line or before a colon, committees likewise; a committee that merely
    opens a sentence is no label.
    """
    for basis, pattern in _BASES.items():
        if match := pattern.match(text):
            return Label(basis, end=match.end())
    colon = _COLON.search(text)
    head = text[: colon.start()] if colon else text
    if len(head) > 120 or (not colon and len(head.split()) > 8):
        return None
    bare = _ANSWERS.sub("", head)
    named = list(mentions(bare, known))
    if not named or not _BETWEEN.match(_without(bare, [(name.start, name.end) for name in named])):
        return None
    names = tuple(dict.fromkeys(name.name for name in named))
    return Label(committees=names, end=colon.end() if colon else len(text))


def _without(text: str, ranges: list[tuple[int, int]]) -> str:
    for start, end in sorted(set(ranges), reverse=True):
        text = text[:start] + text[end:]
    return text
