"""What a newer reading of a document has otherwise than the one before, in rows.

The words are taken from the stated rows, where secret words have a gap. Codes are kept in Swedish words, as
the document's own language is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import translation

from iaktta.register.actions.second_reading import CarriedOver, Key, key_of
from iaktta.register.models import (
    Mention,
    Reading,
    ReadingDifference,
    StatedLine,
    StatedProblem,
    StatedReport,
    StatedSummaryRow,
)
from iaktta.rules.versions import Entry


def keep_differences(
    reading: Reading, earlier: Reading, carried: CarriedOver, mentions: Mapping[Key, Mention]
) -> list[ReadingDifference]:
    """What the newer reading has otherwise, in rows: missing, added, and each field that changed."""
    with translation.override("sv"):
        found = [*_of_head(earlier, reading), *_differences(carried, mentions)]
    rows = [
        ReadingDifference(
            reading=reading,
            earlier=earlier,
            position=position,
            organisation=reading.organisation,
            owner=reading.owner,
            **columns,
        )
        for position, columns in enumerate(found)
    ]
    return ReadingDifference.objects.bulk_create(rows)


def _differences(carried: CarriedOver, mentions: Mapping[Key, Mention]) -> Iterator[dict[str, Any]]:
    change = ReadingDifference.Change
    matching = carried.matching
    for entry in matching.missing:
        before = carried.before[key_of(entry)]
        yield {
            "change": change.MISSING,
            "kind": entry.kind,
            "before_mention": before,
            "where": _where(entry),
            "before": entry.text,
        }
    for entry in matching.added:
        after = mentions[key_of(entry)]
        yield {
            "change": change.ADDED,
            "kind": entry.kind,
            "after_mention": after,
            "where": _where(entry),
            "after": entry.text,
        }
    pairs = [*matching.moves, *((found.older, found.newer) for found in matching.proposals)]
    for old, new in pairs:
        one, other = carried.before[key_of(old)], mentions[key_of(new)]
        for name, before_words, after_words in _changed(_fields(one), _fields(other)):
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


def _of_head(earlier: Reading, reading: Reading) -> Iterator[dict[str, Any]]:
    for name, before, after in _changed(_head(earlier), _head(reading)):
        change = ReadingDifference.Change.CHANGED
        yield {"change": change, "field": name, "before": before, "after": after}


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, words in after.items():
        if " ".join(before[name].split()) != " ".join(words.split()):
            yield name, before[name], words


def _fields(mention: Mention) -> dict[str, str]:
    """An entry's fields as words, so that two readings of it can be laid side by side."""
    row = mention.stated
    words = _columns(row)
    if mention.kind == "audit":
        words["auditees"] = _listed(name.name for name in row.auditees.all())
        words["decisions"] = _listed(
            f"{it.committee} {it.date or ''} {it.paragraph}".strip() for it in row.decisions.all()
        )
        words["assessment"] = row.assessment.text if hasattr(row, "assessment") else ""
    if mention.kind == "recommendation":
        words["addressees"] = _listed(name.name for name in row.addressees.all())
    if mention.kind in ("audit", "recommendation"):
        statements = list(row.statements.order_by("kind", "position"))
        for kind in ("response", "observation"):
            words[f"{kind}s"] = "\n".join(it.text for it in statements if it.kind == kind)
    return words


def _columns(row: Any) -> dict[str, str]:
    words = {}
    for field in row._meta.concrete_fields:
        if field.is_relation or field.name in _NOT_SHOWN or field.name.startswith("source_"):
            continue
        value = getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)
        words[field.name] = "" if value is None else str(value)
    return words


_NOT_SHOWN = frozenset({"id", "position", "places", "wording"})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _head(reading: Reading) -> dict[str, str]:
    """What a report says as a whole: its head, its lists, its counting table and what does not add up."""
    words = _columns(StatedReport.objects.get(reading=reading))
    for name in StatedLine.List.values:
        lines = StatedLine.objects.filter(reading=reading, list=name).order_by("position")
        words[name] = "\n".join(line.text for line in lines)
    counts = StatedSummaryRow.objects.filter(reading=reading).order_by("position")
    words["summary"] = "\n".join(map(_counts, counts))
    problems = StatedProblem.objects.filter(reading=reading).order_by("position")
    words["problems"] = "\n".join(problem.message for problem in problems)
    return words


def _counts(row: StatedSummaryRow) -> str:
    """One line of the counting table; a blank cell is a dash, not 0."""
    printed = (row.implemented, row.partly_implemented, row.not_implemented)
    return f"{row.audit}: " + ", ".join("–" if number is None else str(number) for number in printed)


def _where(entry: Entry) -> str:
    """Which entry it is, for people: its number and first words."""
    words = entry.text if len(entry.text) <= 80 else entry.text[:79].rsplit(" ", 1)[0] + " …"
    return f"{entry.number} {words}" if entry.number else words
