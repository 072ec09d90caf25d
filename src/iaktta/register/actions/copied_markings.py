"""What is marked as secret in a document is marked in the copy of it that is sent (OSL 11 kap.)."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from iaktta.register.actions.secrecy import Ground, Passage, mark_secret
from iaktta.register.models import MarkedPassage, Marking, Mention, Reading, User


def copy_markings(sent: Reading, copy: Reading, *, by: User) -> None:
    """Set the markings of persons that are in force in a reading on the copy's own items too.

    The two readings state the same report, so their rows come in the same order.
    """
    pairs = _pairs(sent, copy)
    markings = Marking.objects.filter(origin=Marking.Origin.PERSON, removed_at__isnull=True).order_by("pk")
    of_document = list(markings.filter(document=sent.document_id))
    copied: list[tuple[Marking, Any]] = [(marking, copy.document) for marking in of_document]
    for (kind, key), subject in pairs.items():
        copied += [(marking, subject) for marking in markings.filter(**{kind: key})]
    for marking, item in copied:
        chosen = [_passage(one, sent, copy) for one in MarkedPassage.objects.filter(marking=marking)]
        # A passage that stands in another document than the one that is sent is not in the copy.
        passages = [passage for passage in chosen if passage is not None]
        if chosen and not passages:
            continue
        mark_secret(
            item,
            Marking.Degree(marking.degree),
            Ground(marking.provision, marking.date, marking.authority),
            by=by,
            passages=passages,
        )


def _pairs(sent: Reading, copy: Reading) -> dict[tuple[str, int], Any]:
    """By kind and key: what the sent reading speaks of -> the copy's own subject."""
    found = {}
    for kind in ("audit", "recommendation", "plan", "risk", "control", "occasion"):
        here = Mention.objects.filter(reading=sent, kind=kind).order_by(f"stated_{kind}")
        there = Mention.objects.filter(reading=copy, kind=kind).order_by(f"stated_{kind}")
        for one, other in zip(here, there.select_related(kind), strict=True):
            found[kind, one.subject.pk] = other.subject
    return found


def _passage(passage: MarkedPassage, sent: Reading, copy: Reading) -> Passage | None:
    table: Any = apps.get_model("register", passage.table)
    here = list(table._default_manager.filter(reading=sent).order_by("pk").values_list("pk", flat=True))
    if passage.row not in here:
        return None
    there = list(table._default_manager.filter(reading=copy).order_by("pk").values_list("pk", flat=True))
    row = there[here.index(passage.row)]
    return Passage(passage.table, row, passage.field, passage.start, passage.end)
