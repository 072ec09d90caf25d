"""The history of one thing: every event that touched it, and how it was on a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iaktta.register.models import Audit, Control, Plan, Recommendation, Risk, SourceDocument
from iaktta.register.queries.history import history_of, state_at, told
from iaktta.web.event_words import thing_words
from iaktta.web.navigation import page
from iaktta.web.scope import scope_of
from iaktta.web.told_events import ShownEvent, ShownFact

THINGS: dict[str, tuple[type[Any], str, str]] = {
    "audit": (Audit, "granskning", "audits"),
    "recommendation": (Recommendation, "rekommendation", "audits"),
    "document": (SourceDocument, "dokument", "documents"),
    "plan": (Plan, "plan", "controls"),
    "risk": (Risk, "risk", "risks"),
    "control": (Control, "kontroll", "controls"),
}
"""By the route of its page: what has a history, its part of the address, and its section in the menu."""

NEWEST = 200
"""So many events are shown; more are in the log."""


def _history(route: str) -> Callable[[HttpRequest, str, int], HttpResponse]:
    model, _address, section = THINGS[route]

    @require_safe
    def history(request: HttpRequest, org: str, pk: int) -> HttpResponse:
        """What happened to one thing, newest first; with ?dag= also how it was then."""
        scope = scope_of(request, org)
        thing = scope.see.one(model, pk)
        known = told(scope.see, history_of(scope.see, thing))
        stated = request.GET.get("dag", "")
        day = _day(stated)
        context = {
            "thing": thing_words(model.__name__, thing.pk),
            "name": str(thing),
            "thing_route": route,
            "pk": thing.pk,
            "events": [ShownEvent(one, scope.organisation.slug) for one in reversed(known[-NEWEST:])],
            "left": max(0, len(known) - NEWEST),
            "day": day,
            "stated": stated,
            "error": _("Ange ett datum som 2026-03-03.") if stated and day is None else "",
            "facts": [ShownFact(fact) for fact in state_at(thing, known, day)] if day else [],
            "unknown": bool(day and known and day < known[0].event.at.date()),
        }
        return page(
            request, scope, section, "log/history.html", context, status=422 if context["error"] else 200
        )

    return history


def _day(stated: str) -> datetime.date | None:
    try:
        return parse_date(stated)
    except ValueError:
        return None


PAGES = {
    f"{route}_history": (f"{address}/<int:pk>/historik/", _history(route))
    for route, (_model, address, _section) in THINGS.items()
}
"""By the name of its route: each page's address within the organisation, and its view."""
