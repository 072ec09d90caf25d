"""What can be disposed of, kind by kind: what has come of age, what it is called, and how it goes.

Nothing of what documents state is touched, and no event: a chain stays whole whatever is disposed of. What is
disposed of here is gone from the register; it is gone from backups when they are written over.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iaktta.register import separation
from iaktta.register.actions.erasing import erase_values
from iaktta.register.models import (
    Annotation,
    Attachment,
    Body,
    EventValue,
    FileContent,
    Invitation,
    Membership,
    RecordKind,
    Response,
    RetentionRule,
    SourceDocument,
    User,
)

Storage = SourceDocument.Storage
_AT_ONCE = 5000
Fate = RetentionRule.Fate


@dataclass(frozen=True, slots=True)
class Record:
    """Something that has come of age: its key, and the day that it is counted from."""

    key: int
    counted_from: datetime.date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a municipality commonly decides; in force first when somebody has set it."""

    fate: Fate
    years: int | None
    ground: Promise


class Kind(ABC):
    """One kind of record. `counted` says from what the years count, `goes` what disappears and what stays."""

    key: RecordKind
    counted: Promise
    goes: Promise
    suggestion: Suggestion

    @abstractmethod
    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        """What a body holds that is counted from a day before this one."""

    @abstractmethod
    def words(self, keys: Collection[int]) -> dict[int, str]:
        """What a person knows each of these records by; what is gone is not among them."""

    @abstractmethod
    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        """Let one record go; gives the row that the event is about, None where it is gone already."""


class Files(Kind):
    """The file that a document was read from; what was read of it stays, with the file's sum."""

    key = RecordKind.FILE
    counted = gettext_lazy("dagen då dokumentet lästes in")
    goes = gettext_lazy("Filen försvinner. Det som är läst ur den står kvar, med filens kontrollsumma.")
    suggestion = Suggestion(
        Fate.PRESERVE, None, gettext_lazy("Handlingarna bevaras enligt dokumenthanteringsplanen.")
    )

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        documents = SourceDocument.objects.filter(owner=owner, taken_in_at__lt=_midnight(before))
        for each in documents.exclude(storage=Storage.DISPOSED).order_by("taken_in_at", "pk"):
            yield Record(each.pk, _day(each.taken_in_at))

    def words(self, keys: Collection[int]) -> dict[int, str]:
        return dict(SourceDocument.objects.filter(pk__in=keys).values_list("pk", "name"))

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        found = SourceDocument.objects.filter(owner=owner, pk=key).exclude(storage=Storage.DISPOSED).first()
        if found is not None:
            # Bytes in a store go when it is swept, if no other row names them.
            FileContent.objects.filter(document=found).delete()
            found.storage = Storage.DISPOSED
            found.save(update_fields=["storage"])
        return found


class Attachments(Kind):
    """Files that persons have attached; that one was attached, by whom and as what, stays."""

    key = RecordKind.ATTACHMENT
    counted = gettext_lazy("dagen då filen bifogades")
    goes = gettext_lazy("Filen försvinner. Att den har varit bifogad står kvar, med filens kontrollsumma.")
    suggestion = Suggestion(
        Fate.PRESERVE, None, gettext_lazy("Handlingarna bevaras enligt dokumenthanteringsplanen.")
    )
    day = "added_at"

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        kept = Attachment.objects.filter(owner=owner).exclude(storage=Storage.DISPOSED)
        for each in kept.filter(**{f"{self.day}__lt": _midnight(before)}).order_by(self.day, "pk"):
            yield Record(each.pk, _day(getattr(each, self.day)))

    def words(self, keys: Collection[int]) -> dict[int, str]:
        return dict(Attachment.objects.filter(pk__in=keys).values_list("pk", "title"))

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        found = Attachment.objects.filter(owner=owner, pk=key).exclude(storage=Storage.DISPOSED).first()
        if found is not None:
            found.storage = Storage.DISPOSED
            found.save(update_fields=["storage"])
        return found


class RemovedAttachments(Attachments):
    """Attachments that somebody has taken away; their files lie in the store until this."""

    key = RecordKind.REMOVED_ATTACHMENT
    counted = gettext_lazy("dagen då bilagan togs bort")
    suggestion = Suggestion(
        Fate.DISPOSE, 1, gettext_lazy("Bilagor som har tagits bort behövs inte längre i registret.")
    )
    day = "removed_at"


class Notes(Kind):
    """What persons have noted beside a document or a subject."""

    key = RecordKind.NOTE
    counted = gettext_lazy("dagen då anteckningen skrevs")
    goes = gettext_lazy("Anteckningen försvinner, också ur loggen. Att den har funnits står kvar.")
    suggestion = Suggestion(
        Fate.DISPOSE, 5, gettext_lazy("Anteckningarna är arbetsmaterial av tillfällig betydelse.")
    )

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        notes = Annotation.objects.filter(owner=owner, written_at__lt=_midnight(before))
        for each in notes.order_by("written_at", "pk"):
            yield Record(each.pk, _day(each.written_at))

    def words(self, keys: Collection[int]) -> dict[int, str]:
        return dict(Annotation.objects.filter(pk__in=keys).values_list("pk", "text"))

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        found = Annotation.objects.filter(owner=owner, pk=key).first()
        if found is not None:
            said = {"event__object_kind": "Annotation", "event__object_id": key}
            _erase(_erasable(owner).filter(**said), by, why)
            Annotation.objects.filter(pk=key).delete()
        return found


class Drafts(Kind):
    """Answers that were begun and never sent."""

    key = RecordKind.DRAFT
    counted = gettext_lazy("dagen då utkastet ändrades sist")
    goes = gettext_lazy("Utkastet försvinner.")
    suggestion = Suggestion(Fate.DISPOSE, 2, gettext_lazy("Utkast som inte blev av är arbetsmaterial."))

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        drafts = Response.objects.filter(owner=owner, is_draft=True, changed_at__lt=_midnight(before))
        for each in drafts.order_by("changed_at", "pk"):
            yield Record(each.pk, _day(each.changed_at))

    def words(self, keys: Collection[int]) -> dict[int, str]:
        return dict(Response.objects.filter(pk__in=keys, is_draft=True).values_list("pk", "text"))

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        found = Response.objects.filter(owner=owner, is_draft=True, pk=key).first()
        if found is not None:
            Response.objects.filter(pk=key).delete()
        return found


class Invitations(Kind):
    """Name and address of those who were invited: accepted, withdrawn, or not answered in time."""

    key = RecordKind.INVITATION
    counted = gettext_lazy("dagen då inbjudan togs emot, togs tillbaka eller gick ut")
    goes = gettext_lazy(
        "Inbjudan försvinner med namn och e-postadress, också ur loggen. Rollen påverkas inte."
    )
    suggestion = Suggestion(
        Fate.DISPOSE, 1, gettext_lazy("Inbjudan behövs inte när den är besvarad eller har gått ut.")
    )

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        over = Coalesce("accepted_at", "withdrawn_at", "expires_at")
        invitations = Invitation.objects.filter(owner=owner).annotate(over_at=over)
        for each in invitations.filter(over_at__lt=_midnight(before)).order_by("over_at", "pk"):
            yield Record(each.pk, _day(each.over_at))

    def words(self, keys: Collection[int]) -> dict[int, str]:
        return {each.pk: f"{each.name}, {each}" for each in Invitation.objects.filter(pk__in=keys)}

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        found = Invitation.objects.filter(owner=owner, pk=key).first()
        if found is not None:
            said = {"event__object_kind": "Invitation", "event__object_id": key}
            _erase(_erasable(owner).filter(**said), by, why)
            Invitation.objects.filter(pk=key).delete()
        return found


class Persons(Kind):
    """Name and address of somebody whose roles, all given by this body's organisation, have ended."""

    key = RecordKind.PERSON
    counted = gettext_lazy("dagen då personens sista roll upphörde")
    goes = gettext_lazy(
        "Namn och e-postadress försvinner, och personen kan inte logga in. Det som personen har gjort står "
        "kvar under ett nummer."
    )
    suggestion = Suggestion(
        Fate.DISPOSE,
        2,
        gettext_lazy("Personuppgifter sparas inte längre än vad som behövs (GDPR artikel 5)."),
    )

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        for each in _left(owner).filter(left_on__lt=before).order_by("left_on", "pk"):
            if not _known_elsewhere(owner, each):
                yield Record(each.pk, each.left_on)

    def words(self, keys: Collection[int]) -> dict[int, str]:
        persons = User.objects.filter(pk__in=keys, forgotten_at__isnull=True)
        return {each.pk: f"{each.name}, {each.email}" for each in persons}

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        found = _left(owner).filter(pk=key).first()
        if found is None or _known_elsewhere(owner, found):
            return None
        said = Q(before=found.name) | Q(after=found.name)
        said |= Q(before__contains=found.email) | Q(after__contains=found.email)
        _erase(_erasable(owner).filter(said), by, why)
        forget_person(found)
        return found


def _left(owner: Body) -> Any:
    """Persons of the organisation none of whose roles lasts, and the last of which was given by this body.

    `left_on` is the last day of that role.
    """
    roles = Membership.objects.filter(user=OuterRef("pk"), organisation=owner.organisation_id)
    last = roles.order_by("-ends_on", "-pk")
    lasts = roles.filter(ends_on__isnull=True)
    persons = User.objects.filter(~Exists(lasts), kind=User.Kind.PERSON, forgotten_at__isnull=True)
    dated = persons.annotate(
        left_on=Subquery(last.values("ends_on")[:1]), let_go_by=Subquery(last.values("owner")[:1])
    )
    return dated.filter(let_go_by=owner.pk)


def _known_elsewhere(owner: Body, person: User) -> bool:
    """Whether a person has, or has had, a role in another organisation: then it is not ours to forget."""
    # The database shows a person's roles everywhere only to that person.
    with separation.within(owner.organisation_id, user=person):
        return Membership.objects.filter(user=person).exclude(organisation=owner.organisation_id).exists()


def forget_person(person: User) -> None:
    """Take name, address and every way to sign in from a person; the row stays: the trail points to it."""
    for relation in person._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and model._meta.app_label not in ("register", "jobs"):
            model._base_manager.filter(**{relation.field.name: person}).delete()  # authenticators, addresses
    person.name = _("Tidigare användare %(number)s") % {"number": person.pk}
    person.email = f"tidigare-{person.pk}@borttagen.invalid"
    person.is_active, person.forgotten_at = False, timezone.now()
    person.set_unusable_password()
    person.save()


class TrailValues(Kind):
    """Values before and after in the log, a calendar year at a time; the events and their sums stay."""

    key = RecordKind.TRAIL_VALUE
    counted = gettext_lazy("året då ändringen gjordes")
    goes = gettext_lazy(
        "Loggens värden före och efter ändringen försvinner, med skälen. Vem som gjorde vad och när står "
        "kvar, och kedjan är hel."
    )
    suggestion = Suggestion(
        Fate.DISPOSE, 10, gettext_lazy("Loggen behövs så länge ansvar för ändringarna kan prövas.")
    )

    def due(self, owner: Body, before: datetime.date) -> Iterator[Record]:
        values = _erasable(owner)
        span = values.aggregate(first=Min("event__at"))
        first = span["first"]
        for year in range(_day(first).year if first else before.year, before.year):
            if values.filter(**_of_year(year)).exists():
                yield Record(year, datetime.date(year, 12, 31))

    def words(self, keys: Collection[int]) -> dict[int, str]:
        return {year: _("Loggens värden från %(year)s") % {"year": year} for year in keys}

    def dispose(self, owner: Body, key: int, *, by: User, why: str) -> Any | None:
        return owner if _erase(_erasable(owner).filter(**_of_year(key)), by, why) else None


def _erasable(owner: Body) -> Any:
    """Values that have not been erased. What the register keeps elsewhere is not a value of the log."""
    values = EventValue.objects.filter(organisation=owner.organisation_id, owner=owner)
    return values.filter(salt__isnull=False, kept_elsewhere=False)


def _erase(values: Any, by: User, why: str) -> int:
    """Erase values, some thousands at a time; gives how many."""
    keys = list(values.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        erase_values(EventValue.objects.filter(pk__in=keys[start : start + _AT_ONCE]), by=by, why=why)
    return len(keys)


def _of_year(year: int) -> dict[str, datetime.datetime]:
    start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    return {"event__at__gte": _midnight(start), "event__at__lt": _midnight(end)}


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()


KINDS: Mapping[RecordKind, Kind] = {
    kind.key: kind
    for kind in (
        Files(),
        Attachments(),
        RemovedAttachments(),
        Notes(),
        Drafts(),
        Invitations(),
        Persons(),
        TrailValues(),
    )
}
