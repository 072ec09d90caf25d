"""Groups at the organisation's own identity provider, and the roles that they give."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.groups import add_group_role, remove_group_role
from iaktta.register.models import Body, GroupRole
from iaktta.register.permissions import ROLES, Act
from iaktta.web.forms import Form
from iaktta.web.scope import Scope, scope_of, signed_in
from iaktta.web.views.setup.ground import form_page, manager_scope


class GroupForm(Form):
    """A group, and the role that it gives."""

    group = forms.CharField(
        label=gettext_lazy("Gruppens namn"),
        help_text=gettext_lazy("Precis som det står i det som er inloggningstjänst skickar till Iaktta."),
        max_length=200,
        error_messages={"required": gettext_lazy("Ange gruppens namn.")},
    )
    body = forms.ModelChoiceField(
        label=gettext_lazy("Organ"),
        queryset=Body.objects.none(),
        empty_label=gettext_lazy("Välj organ"),
        error_messages={"required": gettext_lazy("Välj organ.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Roll"),
        choices=[(role.value, role.label) for role in ROLES],
        error_messages={"required": gettext_lazy("Välj roll.")},
    )

    def __init__(self, *args: object, scope: Scope, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        keys = [body.pk for body in scope.see.bodies_for(Act.MANAGE_PEOPLE)]
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Body.objects.filter(pk__in=keys).order_by("name", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, org: str) -> HttpResponse:
    """The table, a form for one more line, and a button that takes one away."""
    if removed := request.POST.get("ta-bort", ""):
        return _remove(request, org, removed)
    scope = manager_scope(request, org, Act.MANAGE_PEOPLE)
    form = GroupForm(request.POST or None, scope=scope)
    if request.method == "POST" and form.is_valid():
        try:
            add_group_role(by=signed_in(request), **form.cleaned_data)
        except IakttaError as error:
            form.add_error("role", str(error))
        else:
            messages.success(request, _("Gruppen ger rollen från nästa inloggning."))
            return redirect("setup_groups", org=org)
    shown = [
        one
        for one in scope.see.of(GroupRole).select_related("body").order_by("group", "body__name", "role")
        if scope.see.may(Act.MANAGE_PEOPLE, one)
    ]
    return form_page(request, scope, "setup/groups.html", form, {"groups": shown})


def _remove(request: HttpRequest, org: str, stated: str) -> HttpResponse:
    key = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else 0
    one = scope_of(request, org).see.one(GroupRole, key, "body", to=Act.MANAGE_PEOPLE)
    remove_group_role(one, by=signed_in(request))
    messages.success(request, _("Gruppen ger inte rollen längre."))
    return redirect("setup_groups", org=org)
