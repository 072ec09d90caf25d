"""Events as pages show them: one line in a list, one entry with what was before and after."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.register.queries.history import Fact, Told, Value
from iaktta.web.event_words import field_words, thing_words, value_words, verb_words

_PAGES = {
    "Audit": "audit",
    "Control": "control",
    "Plan": "plan",
    "Proposal": "proposal",
    "Recommendation": "recommendation",
    "Risk": "risk",
    "SourceDocument": "document",
}
"""Kinds with a page of their own, by its route."""


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One field of an event in words; `hidden` where it is secret to the reader."""

    field: str
    before: str
    after: str
    hidden: bool
    erased: bool

    @property
    def in_words(self) -> str:
        if self.hidden:
            return f"{self.field}: " + _("Sekretess")
        if self.erased:
            return f"{self.field}: " + _("Raderat")
        return f"{self.field}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event in words."""

    told: Told
    organisation: str

    @property
    def at(self) -> datetime.datetime:
        return timezone.localtime(self.told.event.at)

    @property
    def who(self) -> str:
        return str(self.told.event.by)

    @property
    def what(self) -> str:
        return verb_words(self.told.event.verb)

    @property
    def thing(self) -> str:
        return thing_words(self.told.event.object_kind, self.told.event.object_id)

    @property
    def url(self) -> str:
        """The event's own page."""
        return reverse("event", kwargs={"org": self.organisation, "pk": self.told.event.pk})

    @property
    def thing_url(self) -> str:
        """The page of what it was done to; empty where that has none of its own."""
        route = _PAGES.get(self.told.event.object_kind)
        if route is None:
            return ""
        return reverse(route, kwargs={"org": self.organisation, "pk": self.told.event.object_id})

    @property
    def why(self) -> str:
        said = self.told.why
        if said is None:
            return ""
        if said.hidden:
            return _("Sekretess")
        return _("Raderat") if said.erased else said.after or ""

    @property
    def values(self) -> list[ShownValue]:
        return [self._value(value) for value in self.told.values]

    @property
    def changes(self) -> str:
        """All values in one text, for a list that is taken out."""
        return "; ".join(value.in_words for value in self.values)

    def _value(self, value: Value) -> ShownValue:
        kind = self.told.event.object_kind
        before, after = (value_words(kind, value.field, each) for each in (value.before, value.after))
        return ShownValue(field_words(kind, value.field), before, after, value.hidden, value.erased)


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A field as it was on a day and as it is now, in words."""

    fact: Fact

    @property
    def of(self) -> str:
        speaker = value_words("StatusSet", "speaker", self.fact.speaker) if self.fact.speaker else ""
        thing = thing_words(self.fact.kind, self.fact.key)
        return f"{thing}, {speaker}" if speaker else thing

    @property
    def field(self) -> str:
        return field_words(self.fact.kind, self.fact.field)

    @property
    def then(self) -> str:
        return value_words(self.fact.kind, self.fact.field, self.fact.then)

    @property
    def now(self) -> str:
        return value_words(self.fact.kind, self.fact.field, self.fact.now)
