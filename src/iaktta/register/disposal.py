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
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iaktta.register.erasing import erase_history, erase_values
from iaktta.register.models import (
    Annotation,
    Body,
    EventValue,
    FileContent,
    Membership,
    RecordKind,
    Response,
    RetentionRule,
    SourceDocument,
    User,
)

Storage = SourceDocument.Storage
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
    def dispose(self, owner: Body, key: int) -> Any | None:
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

    def dispose(self, owner: Body, key: int) -> Any | None:
        found = SourceDocument.objects.filter(owner=owner, pk=key).exclude(storage=Storage.DISPOSED).first()
        if found is not None:
            # Bytes in a store go when it is swept, if no other row names them.
            FileContent.objects.filter(document=found).delete()
            found.storage = Storage.DISPOSED
            found.save(update_fields=["storage"])
        return found


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

    def dispose(self, owner: Body, key: int) -> Any | None:
        found = Annotation.objects.filter(owner=owner, pk=key).first()
        if found is not None:
            erase_history(found)
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

    def dispose(self, owner: Body, key: int) -> Any | None:
        found = Response.objects.filter(owner=owner, is_draft=True, pk=key).first()
        if found is not None:
            Response.objects.filter(pk=key).delete()
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
            yield Record(each.pk, each.left_on)

    def words(self, keys: Collection[int]) -> dict[int, str]:
        persons = User.objects.filter(pk__in=keys, forgotten_at__isnull=True)
        return {each.pk: f"{each.name}, {each.email}" for each in persons}

    def dispose(self, owner: Body, key: int) -> Any | None:
        found = _left(owner).filter(pk=key).first()
        if found is not None:
            _erase_mentions(owner, found)
            forget_person(found)
        return found


def _left(owner: Body) -> Any:
    """Persons whose last role to end was given by this body, and who never had one in another organisation.

    `left_on` is the last day of that role.
    """
    roles = Membership.objects.filter(user=OuterRef("pk"))
    last = roles.order_by("-ends_on", "-pk")
    lasts = roles.filter(Q(ends_on__isnull=True) | ~Q(organisation=owner.organisation_id))
    persons = User.objects.filter(~Exists(lasts), kind=User.Kind.PERSON, forgotten_at__isnull=True)
    dated = persons.annotate(
        left_on=Subquery(last.values("ends_on")[:1]), let_go_by=Subquery(last.values("owner")[:1])
    )
    return dated.filter(let_go_by=owner.pk)


def _erase_mentions(owner: Body, person: User) -> None:
    """Erase what the body's trail says of the person by name or address."""
    values = EventValue.objects.filter(organisation=owner.organisation_id, owner=owner)
    said = Q(before=person.name) | Q(after=person.name)
    erase_values(values.filter(said | Q(before__contains=person.email) | Q(after__contains=person.email)))


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

    def dispose(self, owner: Body, key: int) -> Any | None:
        values = _erasable(owner).filter(**_of_year(key))
        return owner if erase_values(values) else None


def _erasable(owner: Body) -> Any:
    """Values that have not been erased. What the register keeps elsewhere is not a value of the log."""
    values = EventValue.objects.filter(organisation=owner.organisation_id, owner=owner)
    return values.filter(salt__isnull=False, kept_elsewhere=False)


def _of_year(year: int) -> dict[str, datetime.datetime]:
    start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    return {"event__at__gte": _midnight(start), "event__at__lt": _midnight(end)}


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()


KINDS: Mapping[RecordKind, Kind] = {
    kind.key: kind for kind in (Files(), Notes(), Drafts(), Persons(), TrailValues())
}
