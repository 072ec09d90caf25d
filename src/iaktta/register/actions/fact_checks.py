"""Passages of the auditors' draft go to a body to be checked, and its remarks come back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register import separation
from iaktta.register.events import record_event
from iaktta.register.models import (
    Body,
    FactCheck,
    FactCheckPassage,
    FactCheckRemark,
    PlainText,
    SourceDocument,
    User,
)
from iaktta.rules.paragraphs import Range


class NothingChosenError(IakttaError):
    """A fact-check without passages."""


class AnsweredError(IakttaError):
    """The remarks have been sent already."""


@transaction.atomic
def send_to_fact_check(
    document: SourceDocument,
    places: Sequence[Range],
    *,
    to: Body,
    title: str,
    by: User,
    message: str = "",
    answer_by: datetime.date | None = None,
) -> FactCheck:
    """Send exactly these places of a draft's newest reading to a body; gives the auditors' own row.

    Args:
        places: [start, end) in the plain text, where secret words are blocked out.

    Raises:
        NothingChosenError: There is no passage to send.
    """
    plain = PlainText.objects.get(reading__document=document, reading__is_current=True)
    passages = [(start, end, plain.text[start:end].strip()) for start, end in sorted(set(places))]
    if not any(text for _start, _end, text in passages):
        raise NothingChosenError(_("Inget stycke är valt. Välj minst ett stycke som ska kontrolleras."))
    common = {
        "organisation": document.organisation,
        "to": to,
        "title": title.strip(),
        "message": message.strip(),
        "answer_by": answer_by,
        "sent_by": by,
    }
    with separation.reaching(to):
        return _send(document, passages, to, common, by)


def _send(
    document: SourceDocument,
    passages: Sequence[tuple[int, int, str]],
    to: Body,
    common: dict[str, Any],
    by: User,
) -> FactCheck:
    original = FactCheck.objects.create(owner=document.owner, document=document, **common)
    copy = FactCheck.objects.create(owner=to, copied_from=original, sent_at=original.sent_at, **common)
    for position, (start, end, text) in enumerate(passages):
        place = {"position": position, "start": start, "end": end, "text": text}
        keys = {"organisation": document.organisation}
        own = FactCheckPassage.objects.create(owner=document.owner, fact_check=original, **keys, **place)
        FactCheckPassage.objects.create(owner=to, fact_check=copy, copied_from=own, **keys, **place)
    changes = {"title": (None, original.title), "to": (None, to.name), "passages": (None, len(passages))}
    record_event("fact_check.sent", original, by=by, changes=changes)
    record_event("fact_check.received", copy, by=by, changes=changes)
    return original


@transaction.atomic
def keep_remarks(fact_check: FactCheck, remarks: Mapping[int, str], *, by: User) -> None:
    """Keep drafts of remarks (passage's key -> text) within the body; an empty text takes the draft away.

    Raises:
        AnsweredError: They have been sent.
    """
    _refuse_answered(fact_check)
    for passage in fact_check.passages.filter(pk__in=remarks):
        text = remarks[passage.pk].strip()
        if not text:
            FactCheckRemark.objects.filter(passage=passage, is_draft=True).delete()
            continue
        FactCheckRemark.objects.update_or_create(
            passage=passage,
            defaults={"text": text, "written_by": by},
            create_defaults={
                "organisation_id": fact_check.organisation_id,
                "owner_id": fact_check.owner_id,
                "text": text,
                "written_by": by,
            },
        )


@transaction.atomic
def send_remarks(fact_check: FactCheck, *, by: User) -> None:
    """The drafts become remarks, and the auditors get their copy; none at all says that the facts are right.

    Raises:
        AnsweredError: They have been sent already.
    """
    fact_check = FactCheck.objects.select_for_update(of=("self",)).get(pk=fact_check.pk)
    _refuse_answered(fact_check)
    with separation.reaching_auditors(fact_check.organisation_id):
        _send_remarks(fact_check, by)


def _send_remarks(fact_check: FactCheck, by: User) -> None:
    original = fact_check.copied_from
    if original is None:
        raise ValueError("remarks are sent from the receiver's copy")
    drafts = list(
        FactCheckRemark.objects.filter(passage__fact_check=fact_check).select_related("passage__copied_from")
    )
    for draft in drafts:
        asked = draft.passage.copied_from
        if asked is None:
            raise ValueError("a passage that was received has its original")
        draft.is_draft = False
        draft.save(update_fields=["is_draft"])
        FactCheckRemark.objects.create(
            organisation_id=original.organisation_id,
            owner_id=original.owner_id,
            passage=asked,
            text=draft.text,
            written_by=draft.written_by,
            is_draft=False,
            copied_from=draft,
        )
    for row in (fact_check, original):
        row.answered_by, row.answered_at = by, timezone.now()
        row.save(update_fields=["answered_by", "answered_at"])
    changes = {"remarks": (None, len(drafts))}
    record_event("fact_check.answered", fact_check, by=by, changes=changes)
    record_event("fact_check.answer_received", original, by=by, changes=changes)


def _refuse_answered(fact_check: FactCheck) -> None:
    if fact_check.answered_at is not None:
        raise AnsweredError(_("Synpunkterna är redan skickade. Kontakta revisorerna om något ska ändras."))
