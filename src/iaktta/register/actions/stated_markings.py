"""The markings that a document states itself, kept as markings, so that they can be listed and removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iaktta.register.models import Marking, Mention, Reading, StatedControl, StatedSecrecy

_OF_STATED = ("audit", "recommendation", "risk", "control", "occasion")


def keep_stated_markings(reading: Reading) -> None:
    """Keep one marking for each subject that the reading's document marks, or marks a statement of.

    What a person has removed stays removed when a newer reading states it again.
    """
    there = {
        (marking.kind, marking.item_id)
        for marking in Marking.objects.filter(stated_in=reading.document_id, origin=Marking.Origin.DOCUMENT)
    }
    new: dict[tuple[str, int], Marking] = {}
    for mention, secrecy in _stated(reading):
        key = (mention.kind, mention.subject.pk)
        if key in there or key in new:
            continue
        new[key] = Marking(
            organisation_id=reading.organisation_id,
            owner_id=mention.subject.owner_id,
            origin=Marking.Origin.DOCUMENT,
            stated_in_id=reading.document_id,
            provision=secrecy.provision if secrecy else "",
            date=secrecy.date if secrecy else None,
            authority=secrecy.authority if secrecy else "",
            **{mention.kind: mention.subject},
        )
    Marking.objects.bulk_create(new.values())


def _stated(reading: Reading) -> Iterator[tuple[Mention, StatedSecrecy | None]]:
    related = [f"{kind}__mention__{kind}" for kind in _OF_STATED]
    above = ("statement__audit__mention__audit", "statement__recommendation__mention__recommendation")
    for secrecy in StatedSecrecy.objects.filter(reading=reading).select_related(*related, *above):
        entry: Any = next(it for kind in (*_OF_STATED, "statement") if (it := getattr(secrecy, kind)))
        entry = entry if secrecy.statement is None else entry.audit or entry.recommendation
        yield entry.mention, secrecy
    marked = StatedControl.objects.filter(reading=reading, secret=True)
    for control in marked.select_related("mention__control"):
        yield control.mention, None
