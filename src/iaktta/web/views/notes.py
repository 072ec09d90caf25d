"""A note on one thing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iaktta.errors import IakttaError
from iaktta.register.actions.annotations import annotate
from iaktta.register.models import Audit, Control, Plan, Recommendation, Risk, Subject
from iaktta.register.permissions import Act
from iaktta.web.scope import scope_of, signed_in

_KINDS: dict[str, type[Subject]] = {
    "audit": Audit,
    "recommendation": Recommendation,
    "plan": Plan,
    "risk": Risk,
    "control": Control,
}


@require_POST
def write_note(request: HttpRequest, org: str, kind: str, pk: int) -> HttpResponse:
    """Keep a note on a thing; the body that the person works for holds it."""
    scope = scope_of(request, org)
    if kind not in _KINDS:
        raise Http404
    row: Subject = scope.see.one(_KINDS[kind], pk, to=Act.ANNOTATE)
    try:
        annotate(
            row, request.POST.get("text", ""), by=signed_in(request), owner=scope.see.holder(Act.ANNOTATE)
        )
    except IakttaError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Anteckningen är sparad."))
    return HttpResponseRedirect(reverse(kind, kwargs={"org": org, "pk": pk}) + "#anteckningar")
