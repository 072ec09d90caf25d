"""One committee over time: its names, what came before and after it, and who works for it."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.committees_over_time import add_administration, let_succeed, rename_committee
from iaktta.register.models import Committee, User
from iaktta.register.permissions import Act
from iaktta.web.forms import DateInput, Form
from iaktta.web.navigation import page
from iaktta.web.scope import scope_of, signed_in


def _from_day() -> forms.DateField:
    return forms.DateField(
        label=gettext_lazy("Från och med"),
        widget=DateInput(attrs={"class": "w-m"}),
        error_messages={
            "required": gettext_lazy("Ange från vilken dag det gäller."),
            "invalid": gettext_lazy("Ange ett datum, till exempel 2027-01-01."),
        },
    )


class RenameForm(Form):
    """Another name from a day on."""

    prefix = "namn"
    name = forms.CharField(
        label=gettext_lazy("Nytt namn"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ange nämndens nya namn.")},
    )
    on = _from_day()


class SuccessionForm(Form):
    """Which committees take over; several where this one is split, one where several are merged."""

    prefix = "efter"
    after = forms.MultipleChoiceField(
        label=gettext_lazy("Tar över"),
        help_text=gettext_lazy(
            "Välj flera om nämnden delas. Slås nämnder ihop: gör samma sak på var och en."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en nämnd som tar över.")},
    )
    on = _from_day()

    def others(self, committees: Sequence[Committee]) -> None:
        """Let the form choose among these committees."""
        field = self.fields["after"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), one.name) for one in committees]


class AdministrationForm(Form):
    """An administration that works for the committee."""

    prefix = "forvaltning"
    name = forms.CharField(
        label=gettext_lazy("Förvaltningens namn"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ange förvaltningens namn.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Rename, let others take over, or add an administration: each form does one of them."""
    scope = scope_of(request, org)
    found = scope.see.one(Committee, pk, "body", to=Act.MANAGE_ORGANISATION)
    standing = scope.see.of(Committee).filter(ends_on__isnull=True).exclude(pk=found.pk)
    others = list(standing.order_by("name", "pk"))
    wants = request.POST.get("gor", "") if request.method == "POST" else ""
    rename = RenameForm(request.POST if wants == "namn" else None)
    succeed = SuccessionForm(request.POST if wants == "efter" else None)
    succeed.others(others)
    office = AdministrationForm(request.POST if wants == "forvaltning" else None)
    for form in (rename, succeed, office):
        if form.is_bound and form.is_valid() and _did(form, found, others, signed_in(request)):
            messages.success(request, _("Ändringen är sparad."))
            return HttpResponseRedirect(request.path)
    context = {
        "committee": found,
        "rename": rename,
        "succeed": succeed,
        "office": office,
        "former": list(found.former_names.order_by("-until")),
        "after": list(found.successions.select_related("after")),
        "before": list(found.predecessions.select_related("before")),
        "offices": list(found.body.under.order_by("name")) if found.body else [],
    }
    wrong = any(form.errors for form in (rename, succeed, office))
    return page(request, scope, "", "settings/committee.html", context, 422 if wrong else 200)


def _did(form: Form, found: Committee, others: Sequence[Committee], by: User) -> bool:
    """Do what the form asks; what the register refuses becomes the form's error."""
    asked = form.cleaned_data
    try:
        if isinstance(form, RenameForm):
            rename_committee(found, asked["name"], on=asked["on"], by=by)
        elif isinstance(form, SuccessionForm):
            after = [one for one in others if str(one.pk) in asked["after"]]
            let_succeed([found], after, on=asked["on"], by=by)
        elif found.body is not None:
            add_administration(asked["name"], found.body, by=by)
    except IakttaError as error:
        form.add_error(None, str(error))
        return False
    return True
