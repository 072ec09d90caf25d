"""The auditors' own room: what they hold and nobody else sees until they send it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from iaktta.errors import IakttaError
from iaktta.register import access
from iaktta.register.actions.sending import send_document
from iaktta.register.models import SourceDocument
from iaktta.register.permissions import Act
from iaktta.register.queries.auditors import room
from iaktta.web.forms import Form
from iaktta.web.navigation import page
from iaktta.web.scope import scope_of, signed_in
from iaktta.web.views.fact_checks import receivers_in


@require_safe
def auditors(request: HttpRequest, org: str) -> HttpResponse:
    """Documents, fact-checks and notes of the auditors' own. For others there is no such page."""
    scope = scope_of(request, org)
    if not scope.see.is_auditor:
        raise Http404
    context = {"room": room(scope.see), "sends": scope.see.may(Act.SEND_FROM_AUDITORS)}
    return page(request, scope, "auditors", "auditors/room.html", context)


class SendForm(Form):
    """To whom a document is sent."""

    to = forms.ChoiceField(
        label=gettext_lazy("Mottagare"), error_messages={"required": gettext_lazy("Välj en mottagare.")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Send a whole document: the receiver gets a copy that all in the organisation can read."""
    scope = scope_of(request, org)
    document = scope.see.one(SourceDocument, pk, to=Act.SEND_FROM_AUDITORS)
    receivers = receivers_in(scope)
    form = SendForm(request.POST if request.method == "POST" else None)
    field = form.fields["to"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Välj mottagare")), *((str(body.pk), body.name) for body in receivers)]
    if request.method == "POST" and form.is_valid():
        to = next(body for body in receivers if str(body.pk) == form.cleaned_data["to"])
        try:
            send_document(document, access.file_content(scope.see, document), to=to, by=signed_in(request))
        except IakttaError as error:
            form.add_error("to", str(error))
        else:
            messages.success(request, _("Dokumentet är skickat till %(body)s.") % {"body": to.name})
            return HttpResponseRedirect(reverse("auditors", kwargs={"org": org}))
    context = {"document": document, "form": form}
    return page(request, scope, "auditors", "auditors/send.html", context, 422 if form.errors else 200)
