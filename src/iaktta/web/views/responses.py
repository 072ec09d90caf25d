"""A committee's answer to a recommendation: draft, then sent."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.register.actions.responses import Answer, keep_response, send_response
from iaktta.register.models import Addressee, Response
from iaktta.register.permissions import Act
from iaktta.register.queries.responses import answering_body
from iaktta.web.forms import DateInput, Form
from iaktta.web.navigation import page
from iaktta.web.scope import scope_of, signed_in


class ResponseForm(Form):
    """The answer and the decision that it rests on."""

    text = forms.CharField(
        label=gettext_lazy("Nämndens svar"),
        max_length=20_000,
        widget=forms.Textarea(),
        error_messages={"required": gettext_lazy("Skriv vad nämnden svarar.")},
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Beslutsdag"),
        required=False,
        widget=DateInput(attrs={"class": "w-m"}),
        error_messages={"invalid": gettext_lazy("Ange ett datum, till exempel 2026-05-31.")},
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraf"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "w-s"}),
    )
    registration = forms.CharField(
        label=gettext_lazy("Diarienummer"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Write the answer of one addressee's committee; `skicka` sends it, else it is kept as a draft."""
    scope = scope_of(request, org)
    addressee = scope.see.one(Addressee, pk, "recommendation__audit", "committee__body")
    body = answering_body(addressee)
    if body is None:
        raise PermissionDenied
    scope.see.require(Act.ANSWER, body)
    draft = scope.see.of(Response).filter(addressee=addressee, owner=body, is_draft=True).first()
    scope.see.reveal(draft, addressee.recommendation)
    form = ResponseForm(request.POST if request.method == "POST" else None, initial=_initial(draft))
    sends = scope.see.may(Act.SEND_ANSWER, body)
    if request.method == "POST" and form.is_valid():
        by = signed_in(request)
        kept = keep_response(addressee, Answer(**form.cleaned_data), owner=body, by=by)
        if "skicka" in request.POST:
            scope.see.require(Act.SEND_ANSWER, body)
            send_response(kept, by=by)
            messages.success(request, _("Svaret är skickat."))
        else:
            messages.success(request, _("Utkastet är sparat. Det syns bara hos er tills det skickas."))
        here = reverse("recommendation", kwargs={"org": org, "pk": addressee.recommendation_id})
        return HttpResponseRedirect(here)
    context = {"addressee": addressee, "form": form, "sends": sends, "draft": draft}
    return page(request, scope, "audits", "responses/respond.html", context, 422 if form.errors else 200)


def _initial(draft: Response | None) -> dict[str, object]:
    names = ("text", "decided_on", "paragraph", "registration")
    return {name: getattr(draft, name) for name in names} if draft else {}
