"""What can be broken in the trail, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext as _

from iaktta.register.models import Body, Organisation


class Kind(Enum):
    """What does not hold. The first ones are found in a chain, then against anchors, then against rows."""

    EVENT_MISSING = auto()
    EVENT_CHANGED = auto()
    EVENT_MOVED = auto()
    VALUE_CHANGED = auto()
    DIGESTS_CHANGED = auto()
    CHAIN_CUT = auto()
    CHAIN_REWRITTEN = auto()
    ROW_CHANGED = auto()
    ROW_ADDED = auto()
    ROW_REMOVED = auto()
    SALT_REMOVED = auto()


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that does not hold: whose, at which event, and which row or value it is about.

    `number` is the event that the row was last covered by, None for a row without one.
    """

    kind: Kind
    organisation: Organisation
    owner: Body | None
    number: int | None = None
    thing: str = ""

    @property
    def where(self) -> str:
        """The organisation, the body and the number. Of the auditors' chain the body alone."""
        parts = [self.organisation.name]
        if self.owner is not None:
            parts.append(self.owner.name)
        if self.number is not None and not self._is_of_auditors:
            parts.append(_("händelse %(number)s") % {"number": self.number})
        return ", ".join(parts)

    @property
    def _is_of_auditors(self) -> bool:
        return self.owner is not None and self.owner.kind == Body.Kind.AUDITORS

    def __str__(self) -> str:
        thing = _("något som revisorerna äger") if self._is_of_auditors else self.thing
        return f"{self.where}: " + _sentences()[self.kind] % {"thing": thing}


def _sentences() -> dict[Kind, str]:
    return {
        Kind.EVENT_MISSING: _("händelsen är borttagen ur kedjan."),
        Kind.EVENT_CHANGED: _("händelsen är ändrad efter att den skrevs."),
        Kind.EVENT_MOVED: _("händelsen följer inte på den förra: en händelse är flyttad eller omskriven."),
        Kind.VALUE_CHANGED: _("värdena före och efter är ändrade efter att händelsen skrevs (%(thing)s)."),
        Kind.DIGESTS_CHANGED: _("händelsens kontrollsummor för rader är ändrade efter att den skrevs."),
        Kind.CHAIN_CUT: _("kedjan är avkapad: ett ankare visar att händelsen har funnits."),
        Kind.CHAIN_REWRITTEN: _("kedjan är omskriven: ankaret har en annan kontrollsumma för händelsen."),
        Kind.ROW_CHANGED: _("%(thing)s är ändrad direkt i databasen, utan händelse."),
        Kind.ROW_ADDED: _("%(thing)s är tillagd direkt i databasen, utan händelse."),
        Kind.ROW_REMOVED: _("%(thing)s är borttagen direkt ur databasen, utan händelse."),
        Kind.SALT_REMOVED: _("%(thing)s går inte att pröva: kontrollsummans salt är borttaget."),
    }
