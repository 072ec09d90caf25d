"""A newer reading of a document that was read before: what moves to it, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iaktta.register.actions.proposing import keep_proposal
from iaktta.register.actions.subjects import StatedRows
from iaktta.register.models import SUBJECT_KINDS, Annotation, Mention, Proposal, Reading, ReadingDifference
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
        return {_key(new): self.before[_key(old)].subject for old, new in self.matching.moves}


def carry_over(rows: StatedRows) -> CarriedOver:
    """Match the entries of a newer reading with those of all earlier readings of the same document."""
    before = _last_mentions(rows.reading)
    older = [_entry(kind, mention.stated) for (kind, _), mention in before.items()]
    newer = [_entry(kind, row) for kind, several in rows.by_kind.items() for row in several]
    return CarriedOver(match_readings(older, newer), before)


def move_annotations(carried: CarriedOver, mentions: Mapping[Key, Mention]) -> None:
    """What persons have noted on an entry follows it to the newer reading."""
    for old, new in carried.matching.moves:
        Annotation.objects.filter(mention=carried.before[_key(old)]).update(mention=mentions[_key(new)])


def propose_nearest(reading: Reading, carried: CarriedOver, subjects: Mapping[Key, Any]) -> list[Proposal]:
    """Proposals for the earlier entries that were not found word for word."""
    return [
        keep_proposal(
            reading,
            found.older.kind,
            carried.before[_key(found.older)].subject.pk,
            subjects[_key(found.newer)].pk,
            found.likeness,
        )
        for found in carried.matching.proposals
    ]


def keep_differences(
    reading: Reading, earlier: Reading, carried: CarriedOver, mentions: Mapping[Key, Mention]
) -> list[ReadingDifference]:
    """What the newer reading has otherwise, in rows: missing, added, and each field that changed."""
    rows = [
        ReadingDifference(
            reading=reading,
            earlier=earlier,
            position=position,
            organisation=reading.organisation,
            owner=reading.owner,
            **columns,
        )
        for position, columns in enumerate(_differences(carried, mentions))
    ]
    return ReadingDifference.objects.bulk_create(rows)


def _differences(carried: CarriedOver, mentions: Mapping[Key, Mention]) -> Iterator[dict[str, Any]]:
    change = ReadingDifference.Change
    matching = carried.matching
    for entry in matching.missing:
        before = carried.before[_key(entry)]
        yield {
            "change": change.MISSING,
            "kind": entry.kind,
            "before_mention": before,
            "where": _where(entry),
            "before": entry.text,
        }
    for entry in matching.added:
        after = mentions[_key(entry)]
        yield {
            "change": change.ADDED,
            "kind": entry.kind,
            "after_mention": after,
            "where": _where(entry),
            "after": entry.text,
        }
    pairs = [*matching.moves, *((found.older, found.newer) for found in matching.proposals)]
    for old, new in pairs:
        one, other = carried.before[_key(old)], mentions[_key(new)]
        for name, before_words, after_words in _changed(one, other):
            yield {
                "change": change.CHANGED,
                "kind": new.kind,
                "before_mention": one,
                "after_mention": other,
                "where": _where(new),
                "field": name,
                "before": before_words,
                "after": after_words,
            }


def _changed(one: Mention, other: Mention) -> Iterator[tuple[str, str, str]]:
    before, after = _fields(one), _fields(other)
    for name, words in after.items():
        if " ".join(before[name].split()) != " ".join(words.split()):
            yield name, before[name], words


def _fields(mention: Mention) -> dict[str, str]:
    """An entry's fields as words, so that two readings of it can be laid side by side."""
    row = mention.stated
    plain = {
        field.name: "" if (value := getattr(row, field.name)) is None else str(value)
        for field in row._meta.concrete_fields
        if not field.is_relation and field.name not in _NOT_SHOWN and not field.name.startswith("source_")
    }
    if mention.kind == "audit":
        plain["auditees"] = _listed(name.name for name in row.auditees.all())
        plain["decisions"] = _listed(
            f"{it.committee} {it.date or ''} {it.paragraph}" for it in row.decisions.all()
        )
    if mention.kind == "recommendation":
        plain["addressees"] = _listed(name.name for name in row.addressees.all())
    if mention.kind in ("audit", "recommendation"):
        statements = list(row.statements.order_by("kind", "position"))
        for kind in ("response", "observation"):
            plain[f"{kind}s"] = "\n".join(it.text for it in statements if it.kind == kind)
    return plain


_NOT_SHOWN = frozenset({"id", "position", "places", "wording"})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


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


def _entry(kind: str, row: Any) -> Entry:
    number = getattr(row, "number", "") or None
    if kind == "plan":
        # There is one to a document: whatever its title, it is the same plan.
        return Entry(row.pk, kind, kind)
    if kind == "audit":
        return Entry(row.pk, kind, row.title, row.section or None)
    if kind == "recommendation":
        return Entry(row.pk, kind, row.text, number, row.audit.title if row.audit else None)
    if kind == "occasion":
        return Entry(row.pk, kind, row.name, None, row.control.text)
    return Entry(row.pk, kind, row.text, number, (row.category if kind == "risk" else row.process) or None)


def _key(entry: Entry) -> Key:
    assert isinstance(entry.key, int)
    return entry.kind, entry.key


def _where(entry: Entry) -> str:
    """Which entry it is, for people: its number and first words."""
    words = entry.text if len(entry.text) <= 80 else entry.text[:79].rsplit(" ", 1)[0] + " …"
    return f"{entry.number} {words}" if entry.number else words
