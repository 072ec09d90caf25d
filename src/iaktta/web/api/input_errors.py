"""What is wrong with what a program sent, in Swedish: which field, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: `where` is "query", "body" or "path", `field` the way to it."""

    where: str
    field: tuple[str, ...]
    detail: str

    def as_data(self) -> dict[str, str]:
        """A JSON Pointer (RFC 6901) into the body, else the parameter's name."""
        if self.where == "body":
            steps = (step.replace("~", "~0").replace("/", "~1") for step in self.field)
            return {"pointer": "#" + "".join(f"/{step}" for step in steps), "detail": self.detail}
        return {"parameter": ".".join(self.field), "detail": self.detail}


UNKNOWN_PARAMETER = _("Parametern finns inte här. Ta bort den eller rätta namnet.")
NO_SUCH = _("Det finns ingen med det id:t.")
_UNREADABLE = _("Värdet går inte att läsa. Se beskrivningen av fältet.")

_WORDS: Mapping[str, str | Promise] = {
    "missing": _("Fältet måste finnas."),
    "extra_forbidden": _("Fältet finns inte här. Ta bort det eller rätta namnet."),
    "int_parsing": _("Ange ett heltal."),
    "int_type": _("Ange ett heltal."),
    "int_from_float": _("Ange ett heltal."),
    "int_parsing_size": _("Talet är för stort."),
    "string_type": _("Ange en text."),
    "string_unicode": _("Texten innehåller tecken som inte går att spara."),
    "control_characters": _("Texten innehåller styrtecken. Ta bort dem."),
    "string_too_short": _("Texten är för kort. Den ska ha minst %(min_length)s tecken."),
    "string_too_long": _("Texten är för lång. Den får ha högst %(max_length)s tecken."),
    "greater_than_equal": _("Talet ska vara minst %(ge)s."),
    "less_than_equal": _("Talet ska vara högst %(le)s."),
    "enum": _("Ange något av %(expected)s."),
    "literal_error": _("Ange något av %(expected)s."),
    "cursor": _("Värdet kommer inte från ett tidigare svar. Börja om utan cursor."),
    "date_parsing": _("Ange ett datum, till exempel 2026-05-31."),
    "date_from_datetime_parsing": _("Ange ett datum, till exempel 2026-05-31."),
    "date_from_datetime_inexact": _("Ange ett datum utan klockslag, till exempel 2026-05-31."),
    "date_type": _("Ange ett datum, till exempel 2026-05-31."),
    "datetime_parsing": _("Ange en tidpunkt, till exempel 2026-05-31T12:30:00Z."),
    "datetime_from_date_parsing": _("Ange en tidpunkt, till exempel 2026-05-31T12:30:00Z."),
    "datetime_type": _("Ange en tidpunkt, till exempel 2026-05-31T12:30:00Z."),
    "timezone_aware": _("Ange tidpunkten med tidszon, till exempel 2026-05-31T12:30:00Z."),
    "model_attributes_type": _("Skicka ett JSON-objekt."),
    "model_type": _("Skicka ett JSON-objekt."),
    "dict_type": _("Skicka ett JSON-objekt."),
}


def faults(found: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """The faults that pydantic found, each in the words of `_WORDS`."""
    for one in found:
        where, *rest = (str(step) for step in one.get("loc", ("body",)))
        # The first step below the body is the name of the function's argument, which is nobody's business.
        field = tuple(rest[1:] if where == "body" else rest[-1:])
        yield Fault(where, field, _told(one))


def _told(one: Mapping[str, Any]) -> str:
    words = _now(str(_WORDS.get(str(one.get("type")), _UNREADABLE)))
    context: Mapping[str, Any] = one.get("ctx") or {}
    try:
        return words % {name: str(value).replace(" or ", ", ") for name, value in context.items()}
    except (KeyError, ValueError):
        return words
