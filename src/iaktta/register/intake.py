"""A report becomes rows: `outtake(intake(report)) == report`."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from iaktta.register.events import Changes, record_event
from iaktta.register.hiding import Hidden, hide
from iaktta.register.mirror import TABLES
from iaktta.register.models import (
    Body,
    PlainText,
    Reading,
    SecretWords,
    SourceDocument,
    StatedModel,
    StatedReport,
    User,
)
from iaktta.register.outtake import canonical_json, outtake
from iaktta.register.stated_rows import Row, stated_rows
from iaktta.report import Report

UNKNOWN_READER = "okänd"
_AT_ONCE = 500


@transaction.atomic
def intake(report: Report, *, document: SourceDocument, text: str, owner: Body, by: User) -> Reading:
    """Take one reading of a document into the first layer, with its event; it becomes the one that is shown.

    Subjects are not its concern (`actions/take_in.py`).
    """
    reading = keep_reading(report, document=document, text=text, owner=owner)
    record_reading(reading, by=by)
    return reading


def keep_reading(report: Report, *, document: SourceDocument, text: str, owner: Body) -> Reading:
    """The rows of a reading, without the event, which `record_reading` writes when all else is done.

    Args:
        report: What the reader found; `report.source.reader` tells which reader.
        document: The file, saved.
        text: The plain text that the report's offsets count in.
        owner: The body that is to hold the rows.

    Raises:
        IntegrityError: The document has been read by this reader before.
    """
    Reading.objects.filter(document=document, is_current=True).update(is_current=False)
    reading = Reading.objects.create(
        organisation_id=document.organisation_id, owner=owner, document=document, reader=_reader(report)
    )
    rows = stated_rows(report, reading)
    hidden, shown_text, cuts = hide(rows, text)
    _save(rows)
    plain_text = PlainText.objects.create(
        organisation_id=document.organisation_id, owner=owner, reading=reading, text=shown_text
    )
    in_text = [Hidden(plain_text, "text", start, words) for start, words in cuts]
    _keep_secret([*hidden, *in_text], reading)
    return reading


def record_reading(reading: Reading, *, by: User, changes: Changes | None = None) -> None:
    """Write the event "document.read", whose digest covers the canonical JSON of the reading's outtake.

    Args:
        changes: What the reading changed of subjects that were there before.
    """
    whole = canonical_json(outtake(reading, with_secrets=True))
    changes = {"reader": (None, reading.reader), **(changes or {})}
    record_event("document.read", reading, by=by, changes=changes, kept={"report": whole})


def _reader(report: Report) -> str:
    return (report.source and report.source.reader) or UNKNOWN_READER


def _save(rows: list[Row]) -> None:
    by_table: dict[type[StatedModel], list[StatedModel]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row.instance)
    tables: tuple[type[StatedModel], ...] = (StatedReport, *TABLES)
    for table in tables:
        if by_table[table]:
            table._default_manager.bulk_create(by_table[table], batch_size=_AT_ONCE)


def _keep_secret(hidden: list[Hidden], reading: Reading) -> None:
    SecretWords.objects.bulk_create(
        [
            SecretWords(
                organisation_id=reading.organisation_id,
                owner_id=reading.owner_id,
                reading=reading,
                table=found.instance._meta.object_name or "",
                row=found.instance.pk,
                field=found.field,
                start=found.start,
                words=found.words,
            )
            for found in hidden
        ],
        batch_size=_AT_ONCE,
    )
