"""The organisation itself: name, kind, address, and whether duties are kept apart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import change_organisation
from iaktta.register.models import Organisation
from iaktta.register.permissions import Act
from iaktta.web.converters import RESERVED
from iaktta.web.forms import Form
from iaktta.web.scope import signed_in
from iaktta.web.views.setup.ground import form_page, manager_scope

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class OrganisationForm(Form):
    """What an organisation says of itself."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ange organisationens namn.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"), choices=Organisation.Kind.choices, widget=forms.RadioSelect
    )
    slug = forms.CharField(
        label=gettext_lazy("Namn i webbadressen"),
        help_text=gettext_lazy(
            "Små bokstäver a–z, siffror och bindestreck. Ändras det slutar delade länkar att fungera."
        ),
        max_length=60,
        validators=[
            RegexValidator(
                f"^{SLUG}$", gettext_lazy("Använd bara små bokstäver a–z, siffror och bindestreck.")
            )
        ],
        error_messages={"required": gettext_lazy("Ange ett namn för webbadressen.")},
    )
    separates_duties = forms.BooleanField(
        label=gettext_lazy("Den som utför en kontroll får inte godkänna den"), required=False
    )

    def clean_slug(self) -> str:
        chosen = str(self.cleaned_data["slug"])
        if chosen in RESERVED:
            raise forms.ValidationError(_("Det namnet används av Iaktta självt. Välj ett annat."))
        return chosen


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, org: str) -> HttpResponse:
    """Show it, and change it."""
    scope = manager_scope(request, org, Act.MANAGE_ORGANISATION)
    now = scope.organisation
    initial: dict[str, Any] = {name: getattr(now, name) for name in OrganisationForm.base_fields}
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_organisation(now, by=signed_in(request), **form.cleaned_data)
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("setup", org=changed.slug)
    return form_page(request, scope, "setup/organisation.html", form, {})
