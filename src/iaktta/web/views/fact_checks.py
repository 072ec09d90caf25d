"""Fact-checks: the auditors choose passages of a draft, a body answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from iaktta.errors import IakttaError
from iaktta.register.actions.fact_checks import keep_remarks, send_remarks, send_to_fact_check
from iaktta.register.models import Body, FactCheck, PlainText, SourceDocument
from iaktta.register.permissions import Act
from iaktta.register.queries.auditors import fact_checks as fact_checks_of
from iaktta.register.queries.auditors import passages_of
from iaktta.rules.paragraphs import Range, paragraphs
from iaktta.web.forms import DateInput, Form
from iaktta.web.navigation import page
from iaktta.web.scope import Scope, scope_of, signed_in


class FactCheckForm(Form):
    """To whom, by when; the passages are chosen beside it."""

    to = forms.ChoiceField(
        label=gettext_lazy("Mottagare"),
        help_text=gettext_lazy("Bara de som arbetar för mottagaren ser det du skickar."),
        error_messages={"required": gettext_lazy("Välj en mottagare.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=300,
        error_messages={"required": gettext_lazy("Ange en rubrik, till exempel granskningens namn.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Meddelande"), required=False, max_length=5000, widget=forms.Textarea()
    )
    answer_by = forms.DateField(
        label=gettext_lazy("Sista dag att svara"),
        required=False,
        widget=DateInput(attrs={"class": "w-m"}),
        error_messages={"invalid": gettext_lazy("Ange ett datum, till exempel 2026-05-31.")},
    )

    def receivers(self, bodies: Sequence[Body]) -> None:
        """Let the form choose among these bodies."""
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Välj mottagare")), *((str(body.pk), body.name) for body in bodies)]


@dataclass(frozen=True, slots=True)
class Choosable:
    """A paragraph that can be chosen."""

    key: str
    text: str
    chosen: bool


@require_safe
def fact_checks(request: HttpRequest, org: str) -> HttpResponse:
    """Those that the user's bodies have received or sent."""
    scope = scope_of(request, org)
    found = list(fact_checks_of(scope.see))
    return page(request, scope, "fact_checks", "fact_checks/fact_checks.html", {"fact_checks": found})


@require_http_methods(["GET", "HEAD", "POST"])
def new_fact_check(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Choose passages of a draft and send them."""
    scope = scope_of(request, org)
    document = scope.see.one(SourceDocument, pk, to=Act.SEND_FROM_AUDITORS)
    receivers = receivers_in(scope)
    form = FactCheckForm(request.POST if request.method == "POST" else None)
    form.receivers(receivers)
    plain = PlainText.objects.get(reading__document=document, reading__is_current=True)
    chosen = set(request.POST.getlist("stycke"))
    places = {f"{start}-{end}": (start, end) for start, end in paragraphs(plain.text)}
    wanted: list[Range] = [place for key, place in places.items() if key in chosen]
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        key = asked.pop("to")
        to = next(body for body in receivers if str(body.pk) == key)
        try:
            sent = send_to_fact_check(document, wanted, to=to, by=signed_in(request), **asked)
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Faktakontrollen är skickad till %(body)s.") % {"body": to.name})
            return HttpResponseRedirect(reverse("fact_check", kwargs={"org": org, "pk": sent.pk}))
    context = {
        "document": document,
        "form": form,
        "paragraphs": [
            Choosable(key, plain.text[start:end], key in chosen) for key, (start, end) in places.items()
        ],
    }
    status = 422 if form.errors else 200
    return page(request, scope, "auditors", "fact_checks/new.html", context, status)


@require_http_methods(["GET", "HEAD", "POST"])
def fact_check(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One fact-check: what was sent, and the remarks; the receiver writes them here."""
    scope = scope_of(request, org)
    found = scope.see.one(FactCheck, pk, "to", "sent_by", "answered_by", "document")
    is_received = found.copied_from_id is not None
    answers = is_received and found.answered_at is None and scope.see.may(Act.REMARK_ON_FACTS, found)
    if request.method == "POST":
        if not answers:
            raise PermissionDenied
        return _answer(request, scope, found)
    context = {
        "fact_check": found,
        "passages": passages_of(scope.see, found),
        "answers": answers,
        "is_received": is_received,
    }
    return page(request, scope, "fact_checks", "fact_checks/fact_check.html", context)


def _answer(request: HttpRequest, scope: Scope, found: FactCheck) -> HttpResponse:
    """Keep the remarks; with `skicka` send them, too."""
    by = signed_in(request)
    keys = found.passages.values_list("pk", flat=True)
    try:
        keep_remarks(found, {key: request.POST.get(f"synpunkt-{key}", "") for key in keys}, by=by)
        if "skicka" in request.POST:
            send_remarks(found, by=by)
    except IakttaError as error:
        messages.error(request, str(error))
    else:
        sent = "skicka" in request.POST
        messages.success(request, _("Synpunkterna är skickade.") if sent else _("Utkastet är sparat."))
    here = reverse("fact_check", kwargs={"org": scope.organisation.slug, "pk": found.pk})
    return HttpResponseRedirect(here)


def receivers_in(scope: Scope) -> list[Body]:
    """The bodies that the auditors can send to: all but their own, by name."""
    every = (scope.see.every or {}).values()
    found = [body for body in every if body.kind not in (Body.Kind.AUDITORS, Body.Kind.COUNCIL)]
    return sorted(found, key=lambda body: (body.name, body.pk))
