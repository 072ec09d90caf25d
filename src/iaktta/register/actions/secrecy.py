"""Secrecy that persons mark and remove; what is hidden follows (`register.markings`)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.following import readings_of
from iaktta.register.actions.hiding_anew import hide_all_anew
from iaktta.register.events import record_event
from iaktta.register.groups import together
from iaktta.register.hiding import FREE_TEXT
from iaktta.register.markings import WORDS
from iaktta.register.models import (
    Body,
    MarkedPassage,
    Marking,
    SecrecyCheck,
    SecretWords,
    SourceDocument,
    Subject,
    User,
)
from iaktta.register.revealing import reveal

Item = Subject | SourceDocument


class MarkingError(IakttaError):
    """What is said of a marking does not hold together."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The three things that a sekretessmarkering states (OSL 5:5)."""

    provision: str
    date: datetime.date
    authority: str


@dataclass(frozen=True, slots=True)
class Passage:
    """[start, end) in the full text of one column of a stated row."""

    table: str
    row: int
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided that a marking no longer holds, and why."""

    why: str
    decided_by: str = ""
    decided_on: datetime.date | None = None
    paragraph: str = ""


@transaction.atomic
def mark_secret(
    item: Item,
    degree: Marking.Degree,
    ground: Ground,
    *,
    by: User,
    passages: Sequence[Passage] = (),
    why: str = "",
    owner: Body | None = None,
) -> Marking:
    """Mark an item, or passages of it, as secret: the words leave every place where they stand.

    Args:
        passages: None mark the whole item. Only content can be secret in part.
        owner: The body that is to hold the marking; the item's own unless given.

    Raises:
        MarkingError: Something is missing, or a passage does not fit its text.
    """
    if not ground.provision.strip():
        raise MarkingError(_("Ange vilken bestämmelse markeringen grundas på, till exempel OSL 18:8."))
    if not ground.authority.strip():
        raise MarkingError(_("Ange vilken myndighet som gör markeringen."))
    if passages and degree == Marking.Degree.EXISTENCE:
        raise MarkingError(_("Välj hela uppgiften när också att den finns ska vara hemligt."))
    words = [_words_of(passage, item) for passage in passages]
    marking = Marking.objects.create(
        organisation_id=item.organisation_id,
        owner=owner or item.owner,
        degree=degree,
        provision=ground.provision.strip(),
        date=ground.date,
        authority=ground.authority.strip(),
        set_by=by,
        **{_column(item): item},
    )
    _keep_passages(marking, passages, words)
    hide_all_anew([marking])
    marking.refresh_from_db()
    stated = {name: (None, getattr(marking, name)) for name in ("degree", "provision", "date", "authority")}
    changes: dict[str, tuple[Any, Any]] = {**stated, "item": (None, f"{marking.kind} {item.pk}")}
    if passages:
        changes["passages"] = (None, len(passages))
    record_event("secrecy.marked", marking, by=by, changes=changes, why=why.strip(), secret=("why",))
    return marking


@transaction.atomic
def remove_marking(marking: Marking, decision: Decision, *, by: User) -> Marking:
    """Decide that a marking no longer holds: what it alone hid is as it was before.

    The marking stays, as removed.

    Raises:
        MarkingError: No reason is given, or it has been removed already.
    """
    if not decision.why.strip():
        raise MarkingError(_("Ange varför markeringen hävs. Beslutet syns i historiken."))
    marking = Marking.objects.select_for_update(of=("self",)).get(pk=marking.pk)
    if not marking.is_in_force:
        raise MarkingError(_("Markeringen är redan hävd."))
    marking.removed_at, marking.removed_by = timezone.now(), by
    marking.decided_by, marking.decided_on = decision.decided_by.strip(), decision.decided_on
    marking.paragraph = decision.paragraph.strip()
    marking.save()
    hide_all_anew([marking])
    marking.refresh_from_db()
    names = ("removed_at", "decided_by", "decided_on", "paragraph")
    changes = {name: (None, getattr(marking, name)) for name in names}
    record_event(
        "secrecy.removed", marking, by=by, changes=changes, why=decision.why.strip(), secret=("why",)
    )
    return marking


@transaction.atomic
def check_secrecy(
    document: SourceDocument, result: SecrecyCheck.Result, *, by: User, note: str = ""
) -> SecrecyCheck:
    """Keep that a person has tried a document's secrecy before it is published (R69); the newest counts."""
    check = SecrecyCheck.objects.create(
        organisation_id=document.organisation_id,
        owner_id=document.owner_id,
        document=document,
        result=result,
        note=note.strip(),
        checked_by=by,
    )
    changes = {"result": (None, check.result), "note": (None, check.note)}
    record_event("secrecy.checked", check, by=by, changes=changes, secret=("note",))
    return check


def may_be_published(document: SourceDocument) -> bool:
    """Whether a document may stand on public pages: somebody has tried its secrecy, and found that it may.

    What is marked stays hidden there in any case.
    """
    check = document.secrecy_checks.order_by("-checked_at", "-pk").first()
    if check is None or document.existence_secret:
        return False
    return check.result in (SecrecyCheck.Result.PUBLIC, SecrecyCheck.Result.WITH_GAPS)


def _column(item: Item) -> str:
    return "document" if isinstance(item, SourceDocument) else str(item._meta.model_name)


def _words_of(passage: Passage, item: Item) -> str:
    unfit = MarkingError(_("Avsnittet finns inte längre i texten. Läs om sidan och välj igen."))
    table = next((one for one in FREE_TEXT if one.__name__ == passage.table), None)
    if table is None or passage.field not in FREE_TEXT[table]:
        raise unfit
    row: Any = table._default_manager.filter(pk=passage.row, reading__in=_readings(item)).first()
    if row is None:
        raise unfit
    reveal([row])
    value = getattr(row, passage.field)
    if not isinstance(value, str) or not 0 <= passage.start < passage.end <= len(value):
        raise unfit
    return value[passage.start : passage.end]


def _readings(item: Item) -> set[int]:
    if isinstance(item, SourceDocument):
        return set(item.readings.values_list("pk", flat=True))
    kind = _column(item)
    return readings_of({kind: together(kind, {item.pk})})


def _keep_passages(marking: Marking, passages: Iterable[Passage], words: Iterable[str]) -> None:
    base: Mapping[str, Any] = {"organisation_id": marking.organisation_id, "owner_id": marking.owner_id}
    for passage, said in zip(passages, words, strict=True):
        kept = MarkedPassage.objects.create(
            marking=marking,
            table=passage.table,
            row=passage.row,
            field=passage.field,
            start=passage.start,
            end=passage.end,
            **base,
        )
        SecretWords.objects.create(table="MarkedPassage", row=kept.pk, field=WORDS, words=said, **base)


def markings_on(items: Collection[Item]) -> list[Marking]:
    """The markings in force on any of some items of one kind."""
    found = list(items)
    if not found:
        return []
    rows = Marking.objects.filter(**{f"{_column(found[0])}__in": found}, removed_at__isnull=True)
    return list(rows.order_by("pk"))
