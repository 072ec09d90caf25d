"""A leaf: one stated value. What counts as the same, and how an entity is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from rapidfuzz.distance import Indel

PAIRING = 0.6  # entities at least this similar may be paired
LONG_TEXT = 40  # a normalised text longer than this need not be equal ...
SAME_TEXT = 0.95  # ... but at least this similar

IGNORED = {"source", "problems", "schema"} | {
    # not annotated in gold: neither asked for nor counted as extra
    "commitments",
    "wording",
    "verified",
    "secrecy",
    "reason",
    "postponed_to",
    "samples",
    "measures",
    "actions",
    "questions",
    "criteria",
    "fact_check",
    "contacts",
    "references",
    "places",
    "earlier",
    "renews",
}
EXACT_FIELDS = {
    "kind",
    "basis",
    "status",
    "effect",
    "verdict",
    "execution",
    "deviation_level",
    "treatment",
    "date",
    "due",
    "response_due",
}


# The field that identifies an entity, by the list it stands in.
KEY_FIELDS: dict[str, tuple[str, ...]] = {
    "audits": ("title",),
    "recommendations": ("text",),
    "responses": ("text",),
    "observations": ("text",),
    "decisions": ("committee",),
    "rows": ("audit",),
    "risks": ("text",),
    "controls": ("text",),
    "occasions": ("name", "due"),
    "bands": ("label",),
    "likelihood": ("value",),
    "consequence": ("value",),
}
EXACT_KEYS = {"decisions", "likelihood", "consequence"}  # paired only when the keys are equal


@cache
def normalise(text: str) -> str:
    """Return text without what does not matter: hyphenation, kinds of quotes, case, final punctuation."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub(r"[\"“”„»«]", '"', text)
    text = re.sub(r"['‘’‚´`]", "'", text)
    text = re.sub(r"(?<=\w)-\s*(?=\w)", "", text)
    text = re.sub(r"\s+", " ", text).strip().casefold()
    return text.rstrip(" .,;:!?").strip()


@cache
def similarity(first: str, second: str) -> float:
    """Return how alike two texts are after normalising, 0 to 1."""
    first, second = normalise(first), normalise(second)
    if first == second:
        return 1.0
    return Indel.normalized_similarity(first, second)


def same_leaf(name: str, gold: Any, read: Any) -> bool:
    """Return whether two leaves of the field called name count as the same."""
    if not (isinstance(gold, str) and isinstance(read, str)):
        return type(gold) is type(read) and gold == read
    if name in EXACT_FIELDS:
        return gold == read
    if len(normalise(gold)) > LONG_TEXT:
        return similarity(gold, read) >= SAME_TEXT
    return normalise(gold) == normalise(read)


def is_nothing(value: Any) -> bool:
    """Return whether value states nothing and so is no leaf."""
    return (
        value is None
        or value is False
        or value == {}
        or value == []
        or (isinstance(value, str) and not value.strip())
    )


def label(name: str, entity: Any) -> str:
    """Return a short name for an entity of the list called name, for paths in messages."""
    if not isinstance(entity, dict):
        return ""
    words = " ".join(str(entity.get(key) or "") for key in KEY_FIELDS.get(name, ("text",))).split()
    text = " ".join(words)
    return text if len(text) <= 32 else text[:31] + "…"


def leaves(value: Any, path: str, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each leaf under value with its path."""
    if is_nothing(value):
        return
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in IGNORED:
                yield from leaves(child, f"{path}.{key}".lstrip("."), key)
    elif isinstance(value, list):
        for child in value:
            yield from leaves(child, f"{path}[{label(name, child)}]", name)
    else:
        yield path, value
