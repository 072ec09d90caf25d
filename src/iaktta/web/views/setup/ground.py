"""What the pages of settings share: who may be there, and how a form that failed is shown again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from iaktta.register.access import Sight
from iaktta.register.permissions import Act
from iaktta.web.navigation import page
from iaktta.web.scope import Scope, scope_of


def manages(see: Sight) -> bool:
    """Whether the user has anything to set: the organisation's own, or who has a role."""
    return see.may(Act.MANAGE_ORGANISATION) or see.may(Act.MANAGE_PEOPLE)


def manager_scope(request: HttpRequest, org: str, to: Act | None = None) -> Scope:
    """The scope of whoever may do `to`, or manage anything. Raises Http404 and PermissionDenied."""
    scope = scope_of(request, org)
    if to is not None:
        scope.see.require(to)
    elif not manages(scope.see):
        raise PermissionDenied
    return scope


def form_page(
    request: HttpRequest, scope: Scope, template: str, form: forms.Form, context: Mapping[str, Any]
) -> HttpResponse:
    """A page with a form: 422 with all that was typed where something has to be put right."""
    status = 422 if form.is_bound and form.errors else 200
    return page(request, scope, "setup", template, {"form": form, **context}, status=status)
