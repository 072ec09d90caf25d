"""Taking a report into the register: the document, its reading, what it speaks of, and what may be the same.

A follow-up's own recommendations are recommendations without an audit: printed counts of the audits
that it follows leave them out, and so does the register's own matrix.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.register import storage
from iaktta.register.actions.differences import keep_differences
from iaktta.register.actions.hiding_anew import hide_before_speaking, hide_new_reading
from iaktta.register.actions.joining import rejoin
from iaktta.register.actions.outcomes import refresh_outcomes, refresh_verdicts
from iaktta.register.actions.proposing import propose_alike
from iaktta.register.actions.results import refresh_results
from iaktta.register.actions.second_reading import (
    CarriedOver,
    carry_over,
    move_annotations,
    propose_nearest,
)
from iaktta.register.actions.stated_markings import keep_stated_markings
from iaktta.register.actions.subjects import StatedRows, SubjectMaker
from iaktta.register.events import Changes
from iaktta.register.intake import UNKNOWN_READER, keep_reading, record_reading
from iaktta.register.models import (
    Body,
    Organisation,
    Proposal,
    Reading,
    ReadingDifference,
    SourceDocument,
    User,
)
from iaktta.register.storage import Stored
from iaktta.report import Report


@dataclass(frozen=True)
class TakenIn:
    """What became of a file: `created` is False where it had been read by the same reader before.

    `notes` are Swedish sentences for the person who imports.
    """

    reading: Reading
    created: bool
    proposals: Sequence[Proposal] = ()
    differences: Sequence[ReadingDifference] = ()
    notes: tuple[str, ...] = ()


def take_in(
    report: Report,
    *,
    content: bytes,
    name: str,
    media_type: str,
    text: str,
    organisation: Organisation,
    owner: Body,
    by: User,
) -> TakenIn:
    """Keep a report that was read from a file; everything is kept, or nothing.

    Args:
        content: The file as it was read; its SHA-256 tells files apart.
        text: The plain text in which the report's places count, in code points.

    Raises:
        StorageError: The file could not be kept.
    """
    # The file first: a row is never without its file, and a file without its row is swept later.
    stored = storage.keep(organisation.pk, content)
    with transaction.atomic():
        return _take_in(
            report,
            stored,
            name=name,
            media_type=media_type,
            text=text,
            organisation=organisation,
            owner=owner,
            by=by,
        )


def _take_in(
    report: Report,
    stored: Stored,
    *,
    name: str,
    media_type: str,
    text: str,
    organisation: Organisation,
    owner: Body,
    by: User,
) -> TakenIn:
    # Two imports of one file wait for each other here, and the second finds what the first did.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    reader = (report.source and report.source.reader) or UNKNOWN_READER
    files = SourceDocument.objects.filter(organisation=organisation, owner=owner)
    document = files.filter(sha256=stored.sha256).first()
    if document is not None and (known := document.readings.filter(reader=reader).first()):
        return TakenIn(known, created=False, notes=(_("Filen är redan inläst. Inget har ändrats."),))
    earlier = document.readings.filter(is_current=True).first() if document else None
    if document is None:
        document = SourceDocument.objects.create(
            organisation=organisation,
            owner=owner,
            sha256=stored.sha256,
            size=stored.size,
            storage=storage.storage_in_use(),
            name=name[:300],
            media_type=media_type,
            taken_in_by=by,
        )
    reading = keep_reading(report, document=document, text=text, owner=owner)
    proposals, differences, changes = _speak_of(reading, earlier)
    record_reading(reading, by=by, changes=changes)
    return TakenIn(reading, True, proposals, differences)


def _speak_of(
    reading: Reading, earlier: Reading | None
) -> tuple[Sequence[Proposal], Sequence[ReadingDifference], Changes]:
    """Subjects, mentions and proposals; for a second reading what moves to it, differs and changes."""
    rows = StatedRows(reading)
    carried = carry_over(rows) if earlier else None
    if carried and hide_before_speaking(reading, carried.secret_like):
        rows = StatedRows(reading)
    maker = SubjectMaker(rows, carried.moved if carried else None)
    maker.make()
    proposals: list[Proposal] = []
    differences: Sequence[ReadingDifference] = ()
    changes: Changes = {}
    if earlier and carried:
        proposals += propose_nearest(reading, carried, maker.subjects)
        move_annotations(carried, maker.mentions)
        differences = keep_differences(reading, earlier, carried, maker.mentions)
        changes = _show_newest(carried, maker.subjects)
    _derive(maker.subjects, carried)
    proposals += propose_alike(reading, maker.made)
    keep_stated_markings(reading)
    hide_new_reading(reading)
    return proposals, differences, changes


def _derive(subjects: Mapping[tuple[str, int], Any], carried: CarriedOver | None) -> None:
    """What follows for all that the reading speaks of, and all that only an earlier reading spoke of."""
    spoken_of: dict[str, set[int]] = defaultdict(set)
    for (kind, _row), subject in subjects.items():
        spoken_of[kind].add(subject.pk)
    for (kind, _row), mention in (carried.before if carried else {}).items():
        spoken_of[kind].add(mention.subject.pk)
    refresh_verdicts(spoken_of["audit"])
    refresh_outcomes(spoken_of["recommendation"])
    refresh_results(spoken_of["control"])


def _show_newest(carried: CarriedOver, subjects: Mapping[tuple[str, int], Any]) -> Changes:
    """What moved shows what the newer reading states of it; gives what that changed."""
    moved: dict[str, list[int]] = {}
    for kind, row in carried.moved:
        moved.setdefault(kind, []).append(subjects[kind, row].pk)
    changes: Changes = {}
    for kind, keys in moved.items():
        changes = {**changes, **rejoin(kind, keys)}
    return changes
