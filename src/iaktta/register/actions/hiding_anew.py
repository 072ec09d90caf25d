"""Everything that a change of markings reaches, hidden anew: readings first, then what follows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iaktta.register import gaps
from iaktta.register.actions.following import (
    Subjects,
    gap_compared,
    gap_subjects,
    gap_written,
    readings_of,
    spoken_of,
)
from iaktta.register.actions.knowing import let_know
from iaktta.register.actions.subjects import MODELS
from iaktta.register.groups import perhaps_same, together
from iaktta.register.markings import (
    Entries,
    coverage,
    gather_words,
    hide_anew,
    is_long,
    subjects_of,
    words_of,
)
from iaktta.register.models import (
    SUBJECT_KINDS,
    Body,
    MarkedPassage,
    Marking,
    OwnedModel,
    PlainText,
    Reading,
    SecretWords,
)
from iaktta.register.outtake import outtake_text
from iaktta.register.sides import same_side

_UNDER: Mapping[str, tuple[str, ...]] = {
    "audit": ("recommendation",),
    "plan": ("risk", "control"),
    "control": ("occasion",),
}


def hide_all_anew(markings: Iterable[Marking], also: Iterable[int] = ()) -> None:
    """Let all gaps follow that these markings have been set, removed, or cover something else than before.

    Args:
        also: Readings that they may have covered before.
    """
    markings = list(markings)
    reached: set[int] = set(also)
    before = _long_words(markings)
    for marking in markings:
        SecretWords.objects.filter(table="Marking", row=marking.pk).delete()
        reached |= _readings_of(marking)
    for reading in Reading.objects.filter(pk__in=reached).order_by("pk"):
        gather_words(reading)
    _hide_anew(reached)
    others = _repeating({marking.owner for marking in markings}, before | _long_words(markings)) - reached
    _hide_anew(others)
    follow(reached | others)


def hide_before_speaking(reading: Reading, entries: Entries) -> bool:
    """Let markings cover a second reading before anything is made of it. Returns whether rows changed.

    Args:
        entries: Its stated rows that an earlier reading's subjects are found in.
    """
    gather_words(reading, entries)
    return bool(hide_anew(reading, entries)) if coverage(reading, entries).is_something else False


def hide_new_reading(reading: Reading) -> None:
    """Let the markings in force cover a reading that has just come, and what it speaks of have its gaps."""
    added = gather_words(reading)
    others = _repeating({reading.owner}, {one for one in added if is_long(one)}) - {reading.pk}
    _hide_anew(others)
    if coverage(reading).is_something:
        hide_anew(reading)
        others |= {reading.pk}
    of_document = SecretWords.objects.filter(reading__document=reading.document_id)
    stated = Marking.objects.filter(stated_in=reading.document_id)
    if others or of_document.exists() or stated.exists():
        follow({*others, *reading.document.readings.values_list("pk", flat=True)})


def hide_settled(kind: str, subjects: Iterable[int]) -> None:
    """After two were joined or parted: what markings cover has changed."""
    subjects = list(subjects)
    group = perhaps_same(kind, subjects)
    markings = list(Marking.objects.filter(**{f"{kind}__in": group}).select_related("owner").order_by("pk"))
    if markings:
        hide_all_anew(markings, also=readings_of({kind: together(kind, subjects)}))


def follow(readings: Iterable[int]) -> None:
    """Let the second layer follow the gaps of some readings."""
    done = set(readings)
    subjects = spoken_of(done)
    for kind, keys in subjects.items():
        gap_subjects(kind, keys)
    let_know(subjects, done)
    gap_written(subjects, closed_subjects(subjects))
    gap_compared(subjects, done)


def gap_new(row: OwnedModel, kind: str, subject: int) -> None:
    """Let what a person has just written of a subject have the gaps that it should."""
    subjects = {kind: together(kind, {subject})}
    gap_written(subjects, closed_subjects(subjects), only=row)


def closed_subjects(subjects: Subjects) -> dict[str, set[int]]:
    """Those of the subjects that a person's marking covers as a whole, or what they stand under."""
    closed: dict[str, set[int]] = {kind: set() for kind in SUBJECT_KINDS}
    for kind, keys in subjects.items():
        closed[kind] |= keys & _whole(kind)
    for above, kinds in _UNDER.items():
        for kind in kinds:
            keys = subjects.get(kind, set())
            rows = MODELS[kind]._default_manager.filter(pk__in=keys).exclude(**{above: None})
            upper = dict(rows.values_list("pk", above))
            over = closed_subjects({above: set(upper.values())})[above] if upper else set()
            closed[kind] |= {key for key, one in upper.items() if one in over}
    return closed


def _whole(kind: str) -> set[int]:
    """All subjects of a kind that a person's marking covers as a whole; most organisations have few."""
    rows = Marking.objects.filter(
        **{f"{kind}__isnull": False}, origin=Marking.Origin.PERSON, removed_at__isnull=True
    )
    in_part = MarkedPassage.objects.filter(marking__in=rows).values("marking")
    return {key for marking in rows.exclude(pk__in=in_part) for key in subjects_of(marking)}


def _hide_anew(readings: Iterable[int]) -> set[int]:
    rows = Reading.objects.filter(pk__in=list(readings)).order_by("pk")
    for reading in rows:
        hide_anew(reading)
    return {reading.pk for reading in rows}


def _readings_of(marking: Marking) -> set[int]:
    if marking.kind == "document":
        return set(Reading.objects.filter(document=marking.document_id).values_list("pk", flat=True))
    return readings_of({marking.kind: subjects_of(marking)})


def _long_words(markings: Iterable[Marking]) -> set[str]:
    return {one for several in words_of(markings).values() for one in several if is_long(one)}


def _repeating(owners: Iterable[Body], words: set[str]) -> set[int]:
    """The readings on these owners' side that state, or have gaps for, any of some long words."""
    wanted = {gaps.squeezed(one) for one in words}
    found: set[int] = set()
    for owner in owners if wanted else ():
        texts = PlainText.objects.filter(owner__in=same_side(owner)).select_related("reading")
        for plain in texts.iterator(chunk_size=50):
            text = outtake_text(plain.reading, with_secrets=True) if gaps.BLOCK in plain.text else plain.text
            squeezed = gaps.squeezed(text)
            if any(one in squeezed for one in wanted):
                found.add(plain.reading_id)
        kept = SecretWords.objects.filter(owner__in=same_side(owner), reading__isnull=False)
        for reading, said in kept.exclude(table="PlainText").values_list("reading", "words"):
            if reading is not None and gaps.squeezed(said) in wanted:
                found.add(reading)
    return found
