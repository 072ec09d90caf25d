"""Committees: add them, and give them abbreviations."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.committees import abbreviate_committee, add_committee
from iaktta.register.models import Committee
from iaktta.register.permissions import Act
from iaktta.web.forms import Form
from iaktta.web.scope import scope_of, signed_in
from iaktta.web.views.setup.ground import form_page, manager_scope


class CommitteeForm(Form):
    """A new committee."""

    name = forms.CharField(
        label=gettext_lazy("Nämndens namn"),
        help_text=gettext_lazy("Så som det står i dokumenten, till exempel Socialnämnden."),
        max_length=200,
        error_messages={"required": gettext_lazy("Ange nämndens namn.")},
    )
    short = forms.CharField(
        label=gettext_lazy("Förkortning"),
        help_text=gettext_lazy("Till exempel SN. Iaktta känner igen den i beslut."),
        max_length=20,
        required=False,
    )


class AbbreviationForm(Form):
    """The abbreviation of a committee that is there."""

    short = forms.CharField(label=gettext_lazy("Förkortning"), max_length=20, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def committees(request: HttpRequest, org: str) -> HttpResponse:
    """The list, and a form for one more."""
    scope = manager_scope(request, org, Act.MANAGE_ORGANISATION)
    form = CommitteeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_committee(scope.organisation, by=signed_in(request), **form.cleaned_data)
        except IakttaError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("%(name)s är upplagd.") % {"name": added.name})
            return redirect("setup_committees", org=org)
    rows = scope.see.of(Committee).select_related("body").order_by("name", "pk")
    return form_page(request, scope, "setup/committees.html", form, {"committees": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One committee: its abbreviation, and a body for one that documents alone have named."""
    scope = scope_of(request, org)
    one = scope.see.one(Committee, pk, "body", to=Act.MANAGE_ORGANISATION)
    form = AbbreviationForm(request.POST or None, initial={"short": one.short})
    if request.method == "POST" and form.is_valid():
        by, short = signed_in(request), form.cleaned_data["short"]
        try:
            if one.body is None:
                add_committee(scope.organisation, one.name, short=short, by=by)
            else:
                abbreviate_committee(one, short, by=by)
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("setup_committees", org=org)
    return form_page(request, scope, "setup/committee.html", form, {"committee": one})
