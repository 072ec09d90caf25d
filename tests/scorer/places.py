"""Whether the places that a reading gives hold the words that stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.scorer.leaves import IGNORED, label, normalise

TOKENS_HELD = 0.9  # share of an entity's words that its span must contain

# What an entity's source span must contain: lists and single objects that may carry one.
SPAN_FIELDS: dict[str, str] = {
    "audits": "title",
    "recommendations": "text",
    "responses": "text",
    "observations": "text",
    "decisions": "committee",
    "decision": "committee",
    "rows": "audit",
    "risks": "text",
    "controls": "text",
    "occasions": "name",
    "assessment": "text",
}


@dataclass
class Spans:
    """How the source spans of one document, or of all, hold."""

    document: str
    entities: int = 0
    with_span: int = 0
    holding: int = 0
    wording: int = 0  # characters of the texts whose span holds ...
    slices: int = 0  # ... and of those spans: their quotient tells how tight the spans are
    failures: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self, with_failures: bool) -> dict[str, Any]:
        """Return the counts and shares as plain data."""
        result: dict[str, Any] = {
            "document": self.document,
            "entities": self.entities,
            "with_span": self.with_span,
            "holding": self.holding,
        }
        result["share_with_span"] = round(share(self.with_span, self.entities), 4)
        result["share_holding"] = round(share(self.holding, self.with_span), 4)
        result["tightness"] = round(share(self.wording, self.slices), 4)
        return result | ({"failures": self.failures} if with_failures else {})


def share(part: int, whole: int) -> float:
    """Return part of whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def squeezed(text: str) -> str:
    """Return only the letters and digits of text."""
    return re.sub(r"[\W_]+", "", normalise(text))


def tokens(text: str) -> Counter[str]:
    """Return the words of text with their counts."""
    return Counter(re.findall(r"\w+", normalise(text)))


def contains(piece: str, text: str) -> bool:
    """Return whether piece of a document holds text, up to white space, hyphenation and markup.

    Where other columns of a table stand in between, it is enough that the
    piece has nearly all the words.
    """
    if squeezed(text) in squeezed(piece):
        return True
    wanted = tokens(text)
    return share((wanted & tokens(piece)).total(), wanted.total()) >= TOKENS_HELD


def entities(value: Any, path: str = "", name: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, field name and object of each entity under value that may carry a source span."""
    if isinstance(value, list):
        for child in value:
            yield from entities(child, f"{path}[{label(name, child)}]", name)
    elif isinstance(value, dict):
        if name in SPAN_FIELDS:
            yield path, name, value
        for key, child in value.items():
            if key not in IGNORED:
                yield from entities(child, f"{path}.{key}".lstrip("."), key)


def slice_of(span: Any, text: str) -> str | None:
    """Return what span tells of text, its pieces joined by line breaks; None where it tells nothing valid."""
    if not isinstance(span, dict):
        return None
    pieces = span.get("pieces") or [[span.get("start"), span.get("end")]]
    for start, end in pieces:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            return None
    return "\n".join(text[start:end] for start, end in pieces)


def check_spans(document: str, read: dict[str, Any], text: str) -> Spans:
    """Check each source span of a read document against its plain text."""
    result = Spans(document)
    for path, name, entity in entities(read):
        wording = entity.get(SPAN_FIELDS[name])
        if not isinstance(wording, str) or not wording.strip():
            continue
        result.entities += 1
        if entity.get("source") is None:
            continue
        result.with_span += 1
        piece = slice_of(entity["source"], text)
        if piece is not None and contains(piece, wording):
            result.holding += 1
            result.wording += len(squeezed(wording)) if name != "audits" else 0
            result.slices += len(squeezed(piece)) if name != "audits" else 0
        else:
            result.failures.append({"path": path, "text": wording, "slice": piece})
    return result


def total_spans(spans: list[Spans]) -> Spans:
    """Return the sum of span counts."""
    counts = ("entities", "with_span", "holding", "wording", "slices")
    return Spans("total", *(sum(getattr(s, count) for s in spans) for count in counts))
