"""The start page of a scope: how things stand, and what is to be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from iaktta.web.navigation import page
from iaktta.web.scope import scope_at


@require_safe
def start(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """How the year stands for the committee, or for all of them."""
    scope = scope_at(request, org, year, committee)
    return page(request, scope, "start", "start/start.html", {})
