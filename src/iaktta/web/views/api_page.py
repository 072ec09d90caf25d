"""How to use the API: a page made of its description."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iaktta import __version__
from iaktta.web.api import problems
from iaktta.web.api.description import operations


@login_not_required
@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """For everybody: it tells nothing of any register."""
    context = {
        "groups": [(tag, list(found)) for tag, found in groupby(operations(), key=lambda one: one.tag)],
        "problems": sorted(problems.KINDS, key=lambda kind: kind.status),
        "version": __version__,
        "calls": settings.API_CALLS_PER_MINUTE,
    }
    return render(request, "api/api.html", context)
