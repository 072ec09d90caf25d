"""The handbook: who may do what, from the table that decides it, and how the rest hangs together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iaktta.register.permissions import ACT_WORDS, REACH_WORDS, ROLES, TABLE


@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    """For everybody who is signed in, whatever their organisation."""
    rows = [
        (ACT_WORDS[act], [(reaches[role], REACH_WORDS[reaches[role]]) for role in ROLES])
        for act, reaches in TABLE.items()
    ]
    context = {"roles": [role.label for role in ROLES], "rows": rows}
    return render(request, "handbook/handbook.html", context)
