"""A newer reading of a document that was read before: what moves to it, and what differs."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iaktta.register.actions.proposing import keep_proposal
from iaktta.register.actions.subjects import StatedRows
from iaktta.register.models import SUBJECT_KINDS, Annotation, Mention, Proposal, Reading
from iaktta.register.revealing import reveal
from iaktta.rules.versions import Entry, Matching, match_readings

Key = tuple[str, int]
"""Kind of subject, and key of a stated row."""


@dataclass(frozen=True)
class CarriedOver:
    """What becomes of the earlier entries in the newer reading; `before` has each one's last mention."""

    matching: Matching
    before: Mapping[Key, Mention]

    @property
    def moved(self) -> dict[Key, Any]:
        """The newer reading's entries that speak of a subject known from before."""
        return {key_of(new): self.before[key_of(old)].subject for old, new in self.matching.moves}

    @property
    def secret_like(self) -> dict[tuple[Any, int], tuple[str, int]]:
        """The newer reading's stated rows and the subjects whose markings cover them.

        Those that only look alike too: until a person has parted them they may be the same.
        """
        pairs = [*self.matching.moves, *((found.older, found.newer) for found in self.matching.proposals)]
        found = {}
        for old, new in pairs:
            mention = self.before[key_of(old)]
            found[type(mention.stated), key_of(new)[1]] = (mention.kind, mention.subject.pk)
        return found


def carry_over(rows: StatedRows) -> CarriedOver:
    """Match the entries of a newer reading with those of all earlier readings of the same document."""
    before = _last_mentions(rows.reading)
    older = [(kind, mention.stated) for (kind, _), mention in before.items()]
    newer = [(kind, row) for kind, several in rows.by_kind.items() for row in several]
    return CarriedOver(match_readings(_entries(older), _entries(newer)), before)


def _entries(rows: Sequence[tuple[str, Any]]) -> list[Entry]:
    """The rows as they are compared: with all their words, for a gap is like every other gap."""
    full = [(kind, copy.copy(row)) for kind, row in rows]
    above = [copy.copy(it) for kind, row in full if (it := getattr(row, _ABOVE.get(kind, ""), None))]
    reveal([*(row for _, row in full), *above])
    contexts = {(type(row), row.pk): row for row in above}
    return [_entry(kind, row, contexts) for kind, row in full]


def move_annotations(carried: CarriedOver, mentions: Mapping[Key, Mention]) -> None:
    """What persons have noted on an entry follows it to the newer reading."""
    for old, new in carried.matching.moves:
        Annotation.objects.filter(mention=carried.before[key_of(old)]).update(mention=mentions[key_of(new)])


def propose_nearest(reading: Reading, carried: CarriedOver, subjects: Mapping[Key, Any]) -> list[Proposal]:
    """Proposals for the earlier entries that were not found word for word."""
    return [
        keep_proposal(
            reading,
            found.older.kind,
            carried.before[key_of(found.older)].subject.pk,
            subjects[key_of(found.newer)].pk,
            found.likeness,
        )
        for found in carried.matching.proposals
    ]


def _last_mentions(reading: Reading) -> dict[Key, Mention]:
    """The last mention of each subject in an earlier reading of the document, in that reading's order.

    Also subjects that a reading in between missed: a still newer one may find them again.
    """
    found: dict[tuple[str, int], Mention] = {}
    earlier = Mention.objects.filter(reading__document=reading.document).exclude(reading=reading)
    related = (*SUBJECT_KINDS, *(f"stated_{kind}" for kind in SUBJECT_KINDS))
    for mention in earlier.select_related(*related).order_by("-reading", "pk"):
        found.setdefault((mention.kind, mention.subject.pk), mention)
    return {(mention.kind, mention.stated.pk): mention for mention in found.values()}


_ABOVE = {"recommendation": "audit", "occasion": "control"}


def _entry(kind: str, row: Any, contexts: Mapping[tuple[Any, int], Any]) -> Entry:
    over = getattr(row, _ABOVE.get(kind, ""), None)
    over = contexts[type(over), over.pk] if over else None
    number = getattr(row, "number", "") or None
    if kind == "plan":
        # There is one to a document: whatever its title, it is the same plan.
        return Entry(row.pk, kind, kind)
    if kind == "audit":
        return Entry(row.pk, kind, row.title, row.section or None)
    if kind == "recommendation":
        return Entry(row.pk, kind, row.text, number, over.title if over else None)
    if kind == "occasion":
        return Entry(row.pk, kind, row.name, None, over.text if over else None)
    return Entry(row.pk, kind, row.text, number, (row.category if kind == "risk" else row.process) or None)


def key_of(entry: Entry) -> Key:
    """An entry of a reading as its kind and the key of its stated row."""
    assert isinstance(entry.key, int)
    return entry.kind, entry.key
