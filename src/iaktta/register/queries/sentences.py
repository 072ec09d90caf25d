"""The sentences of an item that a person can choose to mark as secret, document by document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from iaktta.register.access import Sight
from iaktta.register.groups import together
from iaktta.register.hiding import FREE_TEXT
from iaktta.register.mirror import CHILDREN
from iaktta.register.models import Mention, SourceDocument, Subject

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s|$)|$)", re.DOTALL | re.MULTILINE)
_NOT_OFFERED = frozenset({"wording", "value", "limit"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a stated row's column: its place, its words, the column's name and the document's."""

    table: str
    row: int
    field: str
    start: int
    end: int
    text: str
    label: str
    document: str

    @property
    def key(self) -> str:
        """The place as a form sends it."""
        return f"{self.table}:{self.row}:{self.field}:{self.start}:{self.end}"

    @staticmethod
    def place_of(key: str) -> tuple[str, int, str, int, int]:
        """The place that a key tells."""
        table, row, field, start, end = key.split(":")
        return table, int(row), field, int(start), int(end)


def sentences_of(see: Sight, item: Subject | SourceDocument) -> list[Sentence]:
    """All sentences of the item's current entries and what stands under them; none for a whole document.

    Only for those who may see the words; others are given none.
    """
    if isinstance(item, SourceDocument) or item.owner_id not in see.secrets:
        return []
    kind = str(item._meta.model_name)
    mentions = see.of(Mention).filter(**{f"{kind}__in": together(kind, {item.pk})}, reading__is_current=True)
    found: list[Sentence] = []
    for mention in mentions.select_related(f"stated_{kind}", "reading__report", "reading__document"):
        document = mention.reading.report.title or mention.reading.document.name
        rows = [mention.stated, *_under(see, mention.stated)] if kind != "plan" else []
        see.reveal(*rows)
        found += [sentence for row in rows for sentence in _sentences(row, document)]
    return found


def _under(see: Sight, row: Any) -> Iterator[Any]:
    """The rows that hang on a stated row, and theirs, in the document's order."""
    for model in sorted({child.model for several in CHILDREN.values() for child in several}, key=str):
        for name in _holders(model, type(row)):
            for below in see.of(model).filter(**{name: row}).order_by("position", "pk"):
                yield below
                yield from _under(see, below)


def _holders(model: Any, above: type[Any]) -> Iterable[str]:
    if model not in FREE_TEXT:
        return ()
    return (field.name for field in model._meta.concrete_fields if field.related_model is above)


def _sentences(row: Any, document: str) -> Iterator[Sentence]:
    for name in FREE_TEXT.get(type(row), ()):
        value = getattr(row, name) if name not in _NOT_OFFERED else ""
        label = str(row._meta.get_field(name).verbose_name)
        for match in _SENTENCE.finditer(value or ""):
            start, end = match.span()
            yield Sentence(type(row).__name__, row.pk, name, start, end, value[start:end], label, document)
