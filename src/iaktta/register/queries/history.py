"""The trail as people read it: what has happened, to what, and what was before and after."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from iaktta.register.access import Sight
from iaktta.register.hidden import known_to_all
from iaktta.register.models import (
    SUBJECT_KINDS,
    Addressee,
    Annotation,
    Event,
    EventValue,
    FactCheck,
    FactCheckPassage,
    Mention,
    OwnedModel,
    Proposal,
    Reading,
    Response,
    Result,
    SourceDocument,
    Subject,
)
from iaktta.register.permissions import Act
from iaktta.register.queries.secrecy import Place, secret_rows

_WITHIN_THE_BODY = [model.__name__ for model in (FactCheck, FactCheckPassage)]
"""Kinds whose rows stay within the body that holds them, so that their events do too."""


_NO_WORDS = frozenset({"state", "status", "speaker", "said_on", "joined_into", "shown_as", "degree", "date"})
"""Fields of events that hold codes, days and keys: no words of anything secret."""


@dataclass(frozen=True, slots=True)
class Value:
    """One field before and after; `hidden` and `erased` say why there is nothing to show."""

    field: str
    before: str | None
    after: str | None
    hidden: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the values that the reader may see; `why` is among them no more."""

    event: Event
    values: tuple[Value, ...]
    why: Value | None


def events(see: Sight, act: Act = Act.READ) -> QuerySet[Event]:
    """The events that the user may know of; with `Act.READ_TRAIL` those of the log."""
    bodies = see.bodies if act is Act.READ else {body.pk for body in see.bodies_for(act)}
    known = Event.objects.filter(organisation=see.organisation, owner__in=bodies)
    if not bodies <= see.secrets:
        known = known.filter(known_to_all(Event) | Q(owner__in=see.secrets))
    return known.filter(~Q(object_kind__in=_WITHIN_THE_BODY) | Q(owner__in=see.drafts))


def told(see: Sight, found: Sequence[Event]) -> list[Told]:
    """The events with their values. One query."""
    rows = EventValue.objects.filter(organisation=see.organisation, event__in=[one.pk for one in found])
    by_event: dict[int, list[EventValue]] = defaultdict(list)
    for value in rows.order_by("pk"):
        by_event[value.event_id].append(value)
    secret = secret_rows(_about(event, by_event[event.pk]) for event in found if not _may_read(see, event))
    return [_told(see, event, by_event[event.pk], secret) for event in found]


def _may_read(see: Sight, event: Event) -> bool:
    return event.owner_id in see.secrets


def _about(event: Event, values: Iterable[EventValue]) -> set[Place]:
    """The rows whose words an event's values may hold: its object, and the subjects that fields name."""
    found = {(event.object_kind, event.object_id)}
    return found | {place for value in values if (place := _subject_of(value.field))}


def _subject_of(field: str) -> Place | None:
    """The subject of a field such as "audit.12.title"; None for a field of the event's own object."""
    kind, _dot, rest = field.partition(".")
    key = rest.partition(".")[0]
    return (kind.capitalize(), int(key)) if kind in SUBJECT_KINDS and key.isdigit() else None


def _told(see: Sight, event: Event, rows: Iterable[EventValue], secret: Container[Place]) -> Told:
    may_see_secrets = _may_read(see, event)
    values = []
    for row in rows:
        # What was written before something was marked follows what it is about now.
        place = _subject_of(row.field) or (event.object_kind, event.object_id)
        is_secret = row.secret or (place in secret and row.field.rpartition(".")[2] not in _NO_WORDS)
        hidden, erased = is_secret and not may_see_secrets, row.salt is None
        if not row.kept_elsewhere:
            before, after = (None, None) if hidden else (row.before, row.after)
            values.append(Value(row.field, before, after, hidden, erased))
    why = next((value for value in values if value.field == "why"), None)
    return Told(event, tuple(value for value in values if value.field != "why"), why)


def history_of(see: Sight, thing: Subject | SourceDocument) -> list[Event]:
    """Every event that touched a thing, oldest first: its own, and those of what hangs on it."""
    about = Q(object_kind=type(thing).__name__, object_id=thing.pk)
    for kind, keys in _hanging_on(see, thing).items():
        about |= Q(object_kind=kind, object_id__in=keys)
    if isinstance(thing, Subject):
        # What joining changed of it stands in the event of the proposal or the reading.
        prefix = f"{thing._meta.model_name}.{thing.pk}."
        changed = EventValue.objects.filter(event=OuterRef("pk"), organisation=see.organisation)
        about |= Q(Exists(changed.filter(field__startswith=prefix)))
    return list(events(see).filter(about).select_related("by", "owner").order_by("at", "pk"))


def _hanging_on(see: Sight, thing: Subject | SourceDocument) -> Mapping[str, QuerySet[Any]]:
    """By kind: the keys of the rows whose events belong to the thing's history."""

    def keys(model: type[OwnedModel], wanted: Q, column: str = "pk") -> QuerySet[Any]:
        rows: QuerySet[Any] = see.of(model).filter(wanted).values(column)
        return rows

    if isinstance(thing, SourceDocument):
        return {"Reading": keys(Reading, Q(document=thing))}
    kind = str(thing._meta.model_name)
    either = Q(**{f"first_{kind}": thing}) | Q(**{f"second_{kind}": thing})
    hanging = {
        "Annotation": keys(Annotation, Q(**{kind: thing}) | Q(**{f"mention__{kind}": thing})),
        "Proposal": keys(Proposal, either),
        "Reading": keys(Mention, Q(**{kind: thing}), "reading"),
    }
    more: Mapping[str, Callable[[], Mapping[str, QuerySet[Any]]]] = {
        "recommendation": lambda: {
            "Addressee": keys(Addressee, Q(recommendation=thing)),
            "Response": keys(Response, Q(addressee__recommendation=thing)),
        },
        "control": lambda: {"Result": keys(Result, Q(occasion__control=thing))},
        "occasion": lambda: {"Result": keys(Result, Q(occasion=thing))},
    }
    return {**hanging, **(more[kind]() if kind in more else {})}


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a thing, or of something that hangs on it: as it was on a day, and as it is now.

    `speaker` says whose status it is; `untold` that it is secret to the reader or has been erased.
    """

    kind: str
    key: int
    field: str
    speaker: str
    then: str | None
    now: str | None
    untold: bool = False

    @property
    def differs(self) -> bool:
        return self.then != self.now


def state_at(thing: Subject | SourceDocument, known: Sequence[Told], day: datetime.date) -> list[Fact]:
    """What a thing was at the end of a day, by the values of its events, oldest first (`history_of`).

    A field that no event has changed is as it is now and is not among them.
    """
    facts: dict[tuple[str, int, str, str], Fact] = {}
    for one in known:
        later = timezone.localdate(one.event.at) > day
        speaker = next((value.after or "" for value in one.values if value.field == "speaker"), "")
        for value in one.values:
            whose = _whose(thing, one.event, value.field)
            if whose is None or value.field == "speaker":
                continue
            earlier = facts.get((*whose, speaker))
            before = earlier.then if earlier else value.before
            untold = value.hidden or value.erased or bool(earlier and earlier.untold)
            then = before if later else value.after
            facts[(*whose, speaker)] = Fact(*whose, speaker, then, value.after, untold)
    return list(facts.values())


def _whose(thing: Subject | SourceDocument, event: Event, field: str) -> tuple[str, int, str] | None:
    """The kind, key and column that a field of an event is; None where it is another subject's."""
    kind, _dot, rest = field.partition(".")
    if kind not in SUBJECT_KINDS or not rest:
        return event.object_kind, event.object_id, field
    own = f"{thing._meta.model_name}.{thing.pk}."
    return (type(thing).__name__, thing.pk, field.removeprefix(own)) if field.startswith(own) else None
