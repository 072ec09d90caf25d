"""The organisation's rules for names of persons."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.register.actions.name_rules import NameRules, set_name_rules
from iaktta.register.models import Organisation
from iaktta.register.models.organisation import SHOWS
from iaktta.register.permissions import Act
from iaktta.rules.persons import Shows
from iaktta.web.forms import Form
from iaktta.web.navigation import page
from iaktta.web.scope import scope_of, signed_in

_RULES = [field.name for field in fields(NameRules)]


class NameRulesForm(Form):
    """One choice for each publication."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _RULES:
            label = str(Organisation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            self.fields[name] = forms.ChoiceField(
                label=label[:1].upper() + label[1:],
                widget=forms.RadioSelect,
                choices=SHOWS,
                error_messages={"required": gettext_lazy("Välj vad som ska visas av en person.")},
            )


@require_http_methods(["GET", "HEAD", "POST"])
def name_rules(request: HttpRequest, org: str) -> HttpResponse:
    """Name, role or neither, for each publication."""
    scope = scope_of(request, org)
    scope.see.require(Act.MANAGE_ORGANISATION)
    initial = {name: getattr(scope.organisation, name) for name in _RULES}
    form = NameRulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        rules = NameRules(**{name: Shows(form.cleaned_data[name]) for name in _RULES})
        owner = scope.see.bodies_for(Act.MANAGE_ORGANISATION)[0]
        set_name_rules(scope.organisation, rules, owner=owner, by=signed_in(request))
        messages.success(request, _("Reglerna för personnamn är sparade."))
        return HttpResponseRedirect(request.path)
    status = 422 if form.errors else 200
    return page(request, scope, "settings", "settings/name_rules.html", {"form": form}, status)
