"""Whether a responsible person is shown by name, by role or not at all (domain.md 1.3).

Documents name who is responsible in one field, sometimes by role ("enhetschef"), sometimes by name, sometimes
both ("Ada Ek, enhetschef"). What is no role in the field's own words is taken for a name:
the other mistake would publish somebody.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Shows(StrEnum):
    """What is shown of a person."""

    NAME = "name"
    ROLE = "role"
    NEITHER = "neither"


_ROLE = re.compile(
    r"(?:chef(?:en|er|erna)?|ansvarig[ae]?|samordnare?n?|controllern?|controllrar|strateg(?:en)?"
    r"|sekreterare?n?|handläggare?n?|direktör(?:en)?|ekonom(?:en|er)?|utredare?n?|administratör(?:en|er)?"
    r"|förvaltare?n?|ägare?n?|ledare?n?|ordförande?n?|jurist(?:en)?|arkivarien?|registratorn?|revisorn?"
    r"|revisorer(?:na)?|rektor(?:n|er)?|vaktmästare?n?|inspektör(?:en)?|inköpare?n?|upphandlare?n?"
    r"|assistent(?:en)?|specialist(?:en)?|konsult(?:en)?|tekniker(?:n)?|ingenjör(?:en)?|ombud(?:et)?"
    r"|nämnd(?:en)?|styrelse(?:n)?|förvaltning(?:en)?|kontor(?:et)?|avdelning(?:en)?|enhet(?:en)?"
    r"|grupp(?:en)?|team(?:et)?|verksamhet(?:en)?|medarbetare|personal(?:en)?)s?$",
    re.IGNORECASE,
)
_BEFORE_A_ROLE = {
    "biträdande", "tillförordnad", "tf", "vikarierande", "tekniska", "centrala", "lokala", "sociala",
    "ekonomiska", "administrativa", "kommunens", "regionens", "bolagets", "berörd", "berörda", "respektive",
    "närmaste", "närmast",
}  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:[,;/\n]|\boch\b|\bsamt\b)\s*|\s*\(\s*|\s*\)\s*")


def is_role(words: str) -> bool:
    """Whether the words name a role, an office or a group: one of them ends as such words do."""
    return any(_ROLE.search(word) for word in re.findall(r"[\w-]+", words)) and not _looks_named(words)


def shown_person(stated: str, shows: Shows) -> str:
    """What of a stated responsible is shown; empty where nothing may be.

    Where the role is shown, a name without one leaves nothing: "Ada Ek, enhetschef" gives "enhetschef".
    """
    if shows is Shows.NAME:
        return stated
    if shows is Shows.NEITHER:
        return ""
    parts = [part.strip() for part in _BETWEEN.split(stated) if part and part.strip()]
    return ", ".join(dict.fromkeys(part for part in parts if is_role(part)))


def _looks_named(words: str) -> bool:
    """Whether a word with a capital is neither for a role nor one that stands before such a word."""
    capitals = [word for word in re.findall(r"[\w-]+", words) if word[:1].isupper()]
    return any(not _ROLE.search(word) and word.casefold() not in _BEFORE_A_ROLE for word in capitals)
