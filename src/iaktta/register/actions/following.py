"""What follows the first layer's gaps: subjects, grounds of proposals, differences, and what persons wrote.

The words go the same way as in the stated rows: into `SecretWords`, here without a reading. Everything is
derived anew from the full words, so that it comes back when a marking is removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, Model, Q, QuerySet, TextField

from iaktta.register import gaps
from iaktta.register.actions.subjects import MODELS, SHOWN
from iaktta.register.gaps import GAP, Cut
from iaktta.register.groups import together
from iaktta.register.models import (
    SUBJECT_KINDS,
    Annotation,
    Ground,
    Mention,
    OwnedModel,
    Proposal,
    Reading,
    ReadingDifference,
    Response,
    Result,
    SecretWords,
    StatusSet,
)
from iaktta.register.newest import document_order

Subjects = Mapping[str, set[int]]
"""Kind -> keys of subjects."""
Cuts = Mapping[tuple[int, str], list[Cut]]
"""Row and column -> what was cut out of it."""


def texts_of(kind: str) -> tuple[str, ...]:
    """The columns of a subject that repeat words of a stated row."""
    columns = SHOWN[kind] or {"number": "number", "text": "text"}
    return tuple(name for name in columns if isinstance(MODELS[kind]._meta.get_field(name), TextField))


def spoken_of(readings: Iterable[int]) -> dict[str, set[int]]:
    """The subjects that readings speak of, with all that are joined with them."""
    found: dict[str, set[int]] = {kind: set() for kind in SUBJECT_KINDS}
    for row in Mention.objects.filter(reading__in=list(readings)).values("kind", *SUBJECT_KINDS):
        found[row["kind"]].add(row[row["kind"]])
    return {kind: together(kind, keys) for kind, keys in found.items() if keys}


def gap_subjects(kind: str, keys: Collection[int], *, taken_over: bool = False) -> None:
    """Let subjects have the gaps of the stated rows that their words come from.

    Args:
        taken_over: Their columns have just been copied from stated rows, gaps and all.
    """
    model = MODELS[kind]
    table, stated_model = model.__name__, Mention._meta.get_field(f"stated_{kind}").related_model
    if taken_over:
        SecretWords.objects.filter(reading=None, table=table, row__in=keys).delete()
    own = cuts_of(table, keys)
    mentions = _mentions(kind, keys)
    stated = cuts_of(stated_model.__name__, [m.stated.pk for several in mentions.values() for m in several])  # type: ignore[union-attr]
    if not own and not stated:
        return
    for row in model._default_manager.filter(pk__in=keys):
        sources = _sources(kind, row, mentions)
        after = {
            name: _taken_from(row, name, own.get((row.pk, name), []), sources, stated)
            for name in texts_of(kind)
        }
        _keep(row, after, own)


def cuts_of(table: str, rows: Collection[int]) -> dict[tuple[int, str], list[Cut]]:
    """What stands apart of some rows of one table. One query."""
    found: dict[tuple[int, str], list[Cut]] = defaultdict(list)
    kept = SecretWords.objects.filter(table=table, row__in=list(rows)).order_by("start")
    for row, field, start, words in kept.values_list("row", "field", "start", "words"):
        found[row, field].append((start, words))
    return dict(found)


def _mentions(kind: str, keys: Collection[int]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    rows = Mention.objects.filter(**{f"{kind}__in": list(keys)})
    for mention in rows.select_related(f"stated_{kind}", "reading__document", "reading__report"):
        found[getattr(mention, f"{kind}_id")].append(mention)
    return found


def _sources(kind: str, row: Any, mentions: Mapping[int, list[Mention]]) -> list[Mention]:
    """The mentions that a subject's words may come from, the likeliest first."""
    own = mentions.get(row.pk, [])
    others = [m for key, several in mentions.items() for m in several if key != row.pk]
    if not SHOWN[kind]:  # as first stated
        return [*sorted(own, key=lambda m: m.pk), *sorted(others, key=lambda m: m.pk)]
    everything = own if row.shown_as_id else [*own, *others]
    newest = sorted(everything, key=lambda m: (m.reading.is_current, document_order(m)), reverse=True)
    return [*newest, *(m for m in others if m not in newest)]


def _taken_from(
    row: Any, name: str, own: list[Cut], sources: Iterable[Mention], stated: Cuts
) -> tuple[str, list[Cut]]:
    """A column with its gaps, and what was cut out: as in the stated row that it repeats."""
    value = getattr(row, name)
    full = gaps.restored(value, own)
    secrets = []
    for mention in sources:
        gapped = getattr(mention.stated, _column(mention.kind, name))
        cuts = stated.get((mention.stated.pk, _column(mention.kind, name)), [])
        if full == gaps.restored(gapped, cuts) or (not own and value == gapped):
            return gapped, cuts
        secrets += [words for _start, words in cuts]
    return _gapped(full, secrets)


def _column(kind: str, name: str) -> str:
    return SHOWN[kind].get(name, name)


def _gapped(full: str, secrets: Iterable[str], *, closed: bool = False) -> tuple[str, list[Cut]]:
    """A text that repeats something secret is secret as a whole."""
    if full and (closed or gaps.quotes(full, list(secrets))):
        return GAP, [(0, full)]
    return full, []


def _keep(row: Any, after: Mapping[str, tuple[str, list[Cut]]], before: Cuts) -> None:
    """Write a row's columns and what stands apart of them, where they differ from before."""
    changed = [name for name, (value, _cuts) in after.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, after[name][0])
    if changed:
        row.save(update_fields=changed)
    table = row._meta.object_name
    for name, (_value, cuts) in after.items():
        if before.get((row.pk, name), []) == cuts:
            continue
        SecretWords.objects.filter(reading=None, table=table, row=row.pk, field=name).delete()
        SecretWords.objects.bulk_create(
            SecretWords(
                organisation_id=row.organisation_id,
                owner_id=row.owner_id,
                table=table,
                row=row.pk,
                field=name,
                start=start,
                words=words,
            )
            for start, words in cuts
        )


_WRITTEN: tuple[tuple[type[OwnedModel], str, Mapping[str, str]], ...] = (
    (
        Annotation,
        "text",
        {kind: kind for kind in SUBJECT_KINDS} | {f"mention__{kind}": kind for kind in SUBJECT_KINDS},
    ),
    (StatusSet, "reason", {"addressee__recommendation": "recommendation"}),
    (Response, "text", {"addressee__recommendation": "recommendation"}),
    (Result, "comment", {"occasion": "occasion"}),
)
"""What persons write: the table, the column, and the paths to what it is about."""


def gap_written(subjects: Subjects, closed: Subjects, only: Model | None = None) -> None:
    """Let what persons have written of subjects have gaps: all of it of those closed, else what quotes.

    Args:
        closed: Subjects that a marking covers as a whole.
        only: One row that has just been written, instead of all.
    """
    words = _words_about(subjects)
    for model, column, paths in _WRITTEN:
        if only is not None and not isinstance(only, model):
            continue
        for path, kind in paths.items():
            if kind not in subjects:
                continue
            rows: Any = model._default_manager.filter(**{f"{path}__in": subjects[kind]})
            rows = rows.filter(pk=only.pk) if only is not None else rows
            found = list(rows.annotate(about=F(path)))
            own = cuts_of(model.__name__, [row.pk for row in found])
            for row in found:
                full = gaps.restored(getattr(row, column), own.get((row.pk, column), []))
                hidden = _gapped(full, words[kind, row.about], closed=row.about in closed.get(kind, ()))
                _keep(row, {column: hidden}, own)


def gap_compared(subjects: Subjects, readings: Collection[int]) -> None:
    """Let the grounds of proposals, and the differences between readings, have gaps where they quote."""
    words = _words_about(_with_other_sides(subjects))
    for kind, keys in subjects.items():
        sides = Q(**{f"proposal__first_{kind}__in": keys}) | Q(**{f"proposal__second_{kind}__in": keys})
        rows = list(Ground.objects.filter(sides).select_related("proposal"))
        own = cuts_of("Ground", [row.pk for row in rows])
        for row in rows:
            pair = (getattr(row.proposal, f"{side}_{kind}_id") for side in ("first", "second"))
            _gap_all(row, ("first", "second"), own, [one for key in pair for one in words[kind, key]])
    differing = ReadingDifference.objects.filter(Q(reading__in=readings) | Q(earlier__in=readings))
    found = list(differing)
    in_reading = _words_in({key for row in found for key in (row.reading_id, row.earlier_id)})
    own = cuts_of("ReadingDifference", [row.pk for row in found])
    for difference in found:
        secrets = [*in_reading[difference.reading_id], *in_reading[difference.earlier_id]]
        _gap_all(difference, ("where", "before", "after"), own, secrets)


def _with_other_sides(subjects: Subjects) -> dict[str, set[int]]:
    """Subjects, and those that they are proposed to be the same as."""
    found = {}
    for kind, keys in subjects.items():
        first, second = f"first_{kind}", f"second_{kind}"
        of_two = Q(**{f"{first}__in": keys}) | Q(**{f"{second}__in": keys})
        pairs = Proposal.objects.filter(of_two, kind=kind).values_list(first, second)
        found[kind] = {*keys, *(key for pair in pairs for key in pair)}
    return found


def flag_proposals(kind: str, keys: Collection[int]) -> int:
    """Let proposals about subjects be known of as both subjects are. Returns how many changed."""
    first, second = f"first_{kind}", f"second_{kind}"
    of_two = Q(**{f"{first}__in": keys}) | Q(**{f"{second}__in": keys})
    hidden = Q(**{f"{first}__existence_secret": True}) | Q(**{f"{second}__existence_secret": True})
    return flag(Proposal.objects.filter(of_two), hidden)


def flag(rows: QuerySet[Any], hidden: Q) -> int:
    """Let `existence_secret` say of each row whether the condition holds. Returns how many rows changed."""
    keys = set(rows.filter(hidden).values_list("pk", flat=True))
    said = set(rows.filter(existence_secret=True).values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys - said).update(existence_secret=True)
    rows.model._default_manager.filter(pk__in=said - keys).update(existence_secret=False)
    return len(keys ^ said)


def _gap_all(row: Any, columns: Iterable[str], own: Cuts, secrets: list[str]) -> None:
    after = {}
    for name in columns:
        after[name] = _gapped(gaps.restored(getattr(row, name), own.get((row.pk, name), [])), secrets)
    _keep(row, after, own)


def _words_about(subjects: Subjects) -> dict[tuple[str, int], list[str]]:
    """By subject: all that is secret in the documents that speak of it."""
    readings: dict[tuple[str, int], set[int]] = defaultdict(set)
    for kind, keys in subjects.items():
        rows = Mention.objects.filter(**{f"{kind}__in": keys})
        for key, reading in rows.values_list(kind, "reading"):
            readings[kind, key or 0].add(reading)
    words = _words_in({reading for several in readings.values() for reading in several})
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for subject, several in readings.items():
        found[subject] = [one for reading in several for one in words[reading]]
    return found


def _words_in(readings: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = SecretWords.objects.filter(reading__in=list(readings)).exclude(table="PlainText")
    for reading, words in rows.values_list("reading", "words"):
        found[reading or 0].add(words)
    return defaultdict(list, {reading: sorted(several) for reading, several in found.items()})


def readings_of(subjects: Subjects) -> set[int]:
    """The readings that speak of subjects."""
    found: set[int] = set()
    for kind, keys in subjects.items():
        rows = Reading.objects.filter(**{f"mentions__{kind}__in": keys})
        found |= set(rows.values_list("pk", flat=True))
    return found
