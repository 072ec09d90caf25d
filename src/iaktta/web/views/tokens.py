"""One's own tokens of the API: made, shown once, listed, ended."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iaktta.register import access
from iaktta.register.actions.api_tokens import TokenDaysError, end_token, make_token
from iaktta.register.models import ApiToken, Membership
from iaktta.register.queries.api_tokens import lendable, tokens_of
from iaktta.web.forms import DateInput, Form
from iaktta.web.scope import scope_of, signed_in

USUAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A token, and why it gives nothing (empty where it does)."""

    token: ApiToken
    role: str
    over: str | Promise


class TokenForm(Form):
    """What the token is for, which role it gets, and how long."""

    name = forms.CharField(
        label=_("Vad ska använda nyckeln?"),
        help_text=_("Till exempel Diariesystemet. Namnet syns bara för dig och i loggen."),
        max_length=100,
        error_messages={"required": _("Skriv vad som ska använda nyckeln.")},
    )
    role = forms.ChoiceField(
        label=_("Roll"),
        help_text=_("Nyckeln ser och får göra det som rollen får, aldrig mer."),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Välj en roll."), "invalid_choice": _("Välj en av dina roller.")},
    )
    expires_on = forms.DateField(
        label=_("Gäller till och med"),
        widget=DateInput(attrs={"class": "w-m"}),
        error_messages={
            "required": _("Ange en sista dag."),
            "invalid": _("Ange ett datum, till exempel 2026-05-31."),
        },
    )

    def __init__(self, *args: Any, roles: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["role"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(str(one.pk), _words(one)) for one in roles]
        self.roles = {str(one.pk): one for one in roles}


def _words(membership: Membership) -> str:
    return f"{membership.get_role_display()}, {membership.body.name}, {membership.organisation.name}"


@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's own tokens, in every organisation."""
    user = signed_in(request)
    held = {(one.body_id, one.role) for one in lendable(user)}
    shown = [
        ShownToken(one, one.get_role_display(), _over(one, (one.owner_id, one.role) in held))
        for one in tokens_of(user)
    ]
    return render(request, "account/tokens.html", {"tokens": shown, "may_make": bool(held)})


def _over(token: ApiToken, holds: bool) -> str | Promise:
    if token.ended_at is not None:
        return _("Avslutad")
    if token.expires_on < timezone.localdate():
        return _("Har gått ut")
    return "" if holds else _("Rollen är slut")


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="mfa")  # type: ignore[untyped-decorator]
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token; the answer to the form is the only page that ever shows the secret."""
    user = signed_in(request)
    until = timezone.localdate() + datetime.timedelta(days=min(USUAL_DAYS, settings.API_TOKEN_DAYS))
    roles = list(lendable(user))
    form = TokenForm(
        request.POST if request.method == "POST" else None, roles=roles, initial={"expires_on": until}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.roles[form.cleaned_data["role"]]
        see = scope_of(request, chosen.organisation.slug).see
        held = next(one for one in see.roles if (one.role, one.body.pk) == (chosen.role, chosen.body_id))
        try:
            made, secret = make_token(
                held,
                name=form.cleaned_data["name"],
                expires_on=form.cleaned_data["expires_on"],
                most_days=settings.API_TOKEN_DAYS,
                by=user,
            )
        except TokenDaysError as error:
            form.add_error("expires_on", str(error))
        else:
            return render(request, "account/token_made.html", {"token": made, "secret": secret})
    context = {
        "title": _("Ny API-nyckel"),
        "lede": _("Ett program som har nyckeln läser och svarar i ditt namn."),
        "form": form,
        "button": _("Gör nyckeln"),
        "back": reverse("tokens"),
    }
    return render(request, "account/form.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the person's own tokens."""
    user = signed_in(request)
    found = tokens_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        reached = found.owner_id in access.sight(user, found.organisation.slug).bodies
    except Http404:
        reached = False
    if not reached:
        messages.info(request, _now("Nyckeln gav redan inget, för du har ingen roll i organisationen."))
    else:
        end_token(found, by=user)
        messages.success(request, _now("Nyckeln är avslutad. Program som använder den kommer inte in."))
    return HttpResponseRedirect(reverse("tokens"))
