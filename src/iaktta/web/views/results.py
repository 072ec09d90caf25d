"""The result of a control's occasion: recorded, then approved."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from iaktta.errors import IakttaError
from iaktta.register.actions.recording import approve_result, record_result
from iaktta.register.models import Occasion, Result
from iaktta.register.permissions import Act
from iaktta.register.queries.recorded import performing_body
from iaktta.report import DeviationLevel, Execution
from iaktta.web.forms import Form
from iaktta.web.navigation import page
from iaktta.web.scope import scope_of, signed_in

_PERFORMED = {level.value: level for level in DeviationLevel}


class ResultForm(Form):
    """What the occasion showed: one choice, since a level can only be given where it was carried out."""

    result = forms.ChoiceField(
        label=gettext_lazy("Vad visade kontrollen?"),
        widget=forms.RadioSelect,
        choices=[
            (DeviationLevel.NONE.value, gettext_lazy("Inga avvikelser")),
            (DeviationLevel.MINOR.value, gettext_lazy("Mindre avvikelser")),
            (DeviationLevel.MAJOR.value, gettext_lazy("Större avvikelser")),
            ("performed", gettext_lazy("Genomförd, nivå ej angiven")),
            ("not_performed", gettext_lazy("Ej genomförd")),
        ],
        error_messages={"required": gettext_lazy("Välj vad kontrollen visade.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Vad såg du?"),
        help_text=gettext_lazy("Skriv kort. Undvik namn och uppgifter om enskilda."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(),
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("result") in ("major", "not_performed") and not str(data.get("comment", "")).strip():
            self.add_error("comment", _("Skriv vad kontrollen visade, eller varför den inte är genomförd."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def occasion(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Record the result of one occasion."""
    scope = scope_of(request, org)
    found = scope.see.one(Occasion, pk, "control__plan__committee__body", "owner")
    scope.see.require(Act.PERFORM_CONTROL, performing_body(found.control))
    form = ResultForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["result"]
        level = _PERFORMED.get(chosen)
        execution = Execution.NOT_PERFORMED if chosen == "not_performed" else Execution.PERFORMED
        comment = form.cleaned_data["comment"]
        record_result(found, execution, by=signed_in(request), deviation_level=level, comment=comment)
        messages.success(request, _("Resultatet är sparat."))
        return HttpResponseRedirect(_control_url(org, found))
    earlier = scope.see.of(Result).filter(occasion=found).select_related("performed_by", "approved_by")
    recorded = list(earlier.order_by("-performed_at", "-pk"))
    scope.see.reveal(found.control, *recorded)
    context = {"occasion": found, "form": form, "earlier": recorded}
    return page(request, scope, "controls", "results/record.html", context, 422 if form.errors else 200)


@require_POST
def approve(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Approve a recorded result."""
    scope = scope_of(request, org)
    found = scope.see.one(Result, pk, "occasion__control__plan__committee__body")
    scope.see.require(Act.APPROVE_CONTROL, performing_body(found.occasion.control))
    try:
        approve_result(found, by=signed_in(request))
    except IakttaError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Resultatet är godkänt."))
    return HttpResponseRedirect(_control_url(org, found.occasion))


def _control_url(org: str, found: Occasion) -> str:
    return reverse("control", kwargs={"org": org, "pk": found.control_id})
