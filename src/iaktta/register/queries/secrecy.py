"""What is marked as secret, for pages: the ground of each, and the words for those who may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.groups import table_of, together
from iaktta.register.models import (
    SUBJECT_KINDS,
    MarkedPassage,
    Marking,
    SecrecyCheck,
    SecretWords,
    SourceDocument,
    StatusSet,
    Subject,
)
from iaktta.register.permissions import Act

_ABOVE: Mapping[str, str] = {
    "recommendation": "audit",
    "risk": "plan",
    "control": "plan",
    "occasion": "control",
}


ITEMS = (
    "audit",
    "recommendation",
    "plan__committee",
    "risk",
    "control",
    "occasion",
    "document",
    "set_by",
    "removed_by",
    "stated_in",
)
"""What is fetched along with a marking."""


def markings(see: Sight) -> QuerySet[Marking]:
    """The markings that the user may go through: where what is secret may be read."""
    return see.of(Marking).filter(owner__in=see.secrets).select_related(*ITEMS)


def in_force(see: Sight) -> QuerySet[Marking]:
    """The markings that hold, on what the user may know of: their ground is no secret."""
    return see.of(Marking).filter(removed_at__isnull=True).order_by("pk")


def of_subject(see: Sight, subject: Subject) -> list[Marking]:
    """The markings in force that a subject's page tells of: its own, and those of what it stands under."""
    kind = str(subject._meta.model_name)
    wanted = Q(**{f"{kind}__in": together(kind, {subject.pk})})
    above = _ABOVE.get(kind)
    if above and (over := getattr(subject, f"{above}_id")):
        wanted |= Q(**{f"{above}__in": together(above, {over})})
    return list(in_force(see).filter(wanted).select_related("set_by", "stated_in"))


def of_document(see: Sight, document: SourceDocument) -> list[Marking]:
    """The markings in force on a whole document."""
    return list(in_force(see).filter(document=document).select_related("set_by"))


def tell(see: Sight, rows: Iterable[Subject], *beside: Model | None) -> None:
    """Give rows their secret words, for those who may see them, with those that are shown `beside` them.

    One query at most, none where nothing in the rows is secret.
    """
    found = list(rows)
    see.reveal(*found, *_named_with(found), *beside)


def _named_with(rows: Sequence[Any]) -> Iterable[Any]:
    """What the rows' pages name beside them, where it has been fetched along."""
    for row in rows:
        for name in ("audit", "plan", "risk", "control", "shown_as"):
            if name in row._state.fields_cache:
                yield row._state.fields_cache[name]


Place = tuple[str, int]
"""A row as the trail names it: its table and its key."""


def secret_rows(about: Iterable[set[Place]]) -> set[Place]:
    """Those of some rows that words have been taken out of, or that hang together with such a row.

    Two queries at most, none where nothing is asked.
    """
    wanted = {place for several in about for place in several}
    keys: dict[str, set[int]] = defaultdict(set)
    for table, key in wanted:
        keys[table].add(key)
    if not keys:
        return set()
    where = Q(pk__in=())
    for table, several in keys.items():
        where |= Q(table=table, row__in=several)
    found = set(SecretWords.objects.filter(where).values_list("table", "row").distinct())
    # A status is recorded of its addressee; its reason may be secret.
    if addressees := keys.get("Addressee"):
        told = SecretWords.objects.filter(table="StatusSet").values("row")
        rows = StatusSet.objects.filter(addressee__in=addressees, pk__in=told)
        found |= {("Addressee", key) for key in rows.values_list("addressee", flat=True)}
    return found


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """A marking with what it is on: its kind, and its words as far as the user may see them."""

    marking: Marking
    kind: str
    item: Any
    text: str


def with_items(see: Sight, found: Sequence[Marking]) -> list[MarkedItem]:
    """The markings with their items. One query."""
    see.reveal(*(marking.item for marking in found))
    return [MarkedItem(one, one.kind, one.item, str(one.item)) for one in found]


def passages_of(see: Sight, marking: Marking) -> list[str]:
    """The words of a marking's passages, for those who may see them; else none."""
    if marking.owner_id not in see.secrets:
        return []
    keys = list(MarkedPassage.objects.filter(marking=marking).values_list("pk", flat=True))
    words = SecretWords.objects.filter(table="MarkedPassage", row__in=keys).order_by("row")
    return list(words.values_list("words", flat=True))


def check_of(see: Sight, document: SourceDocument) -> SecrecyCheck | None:
    """The newest check of a document's secrecy; None where nobody has made one."""
    rows = see.of(SecrecyCheck).filter(document=document).select_related("checked_by")
    return rows.order_by("-checked_at", "-pk").first()


def item_of(see: Sight, kind: str, pk: int, *, to: Act) -> Subject | SourceDocument:
    """What is to be marked. Raises Http404 and PermissionDenied as `Sight.one` does."""
    table = table_of(kind) if kind in SUBJECT_KINDS else SourceDocument
    found: Subject | SourceDocument = see.one(table, pk, to=to)
    return found
