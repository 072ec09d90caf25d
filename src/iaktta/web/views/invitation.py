"""From the link in the letter: take the role, as somebody there is or as somebody new."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from iaktta.register import access
from iaktta.register.actions.people import InvitationOverError, accept_invitation
from iaktta.register.models import Invitation, User
from iaktta.web.people import NewcomerForm
from iaktta.web.sign_in.providers import buttons

GONE = 410


@sensitive_post_parameters("password1", "password2")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is asked to, and the way to accept it."""
    invitation = access.invitation(token)
    if invitation is None:
        return render(request, "people/invitation_over.html", status=GONE)
    try:
        if isinstance(request.user, User):
            return _signed_in(request, invitation, request.user)
        return _stranger(request, invitation)
    except InvitationOverError:  # somebody was quicker
        return render(request, "people/invitation_over.html", status=GONE)


def _signed_in(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    """One button; for somebody else's invitation none."""
    may = _is_for(invitation, user)
    if request.method == "POST" and may:
        accept_invitation(invitation, user=user)
        return _welcome(request, invitation)
    context = {"invitation": invitation, "may": may, "account": user.email}
    return render(request, "people/accept.html", context, status=200 if request.method != "POST" else 403)


def _is_for(invitation: Invitation, user: User) -> bool:
    """Whether the user is the one asked: by address, or new from the provider with another address."""
    if user.kind != User.Kind.PERSON:
        return False
    return user.email == invitation.email or not access.has_been_let_in(user)


def _stranger(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Nobody is signed in: sign in, or (where there is no account) choose a password."""
    known = User.objects.filter(email=invitation.email).exists()
    form = None if known else NewcomerForm(invitation, request.POST if request.method == "POST" else None)
    if form is not None and request.method == "POST" and form.is_valid():
        given = accept_invitation(
            invitation, name=form.cleaned_data["name"], password=form.cleaned_data["password1"]
        )
        record_authentication(request, given.user, method="password")
        _welcome(request, invitation)
        response: HttpResponse = perform_login(request, given.user, redirect_url=_start(invitation))
        return response
    context = {
        "invitation": invitation,
        "form": form,
        "known": known,
        "providers": buttons(),
        "here": request.path,
    }
    return render(request, "people/accept.html", context, status=422 if form and form.errors else 200)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    words = _("Välkommen. Du är nu %(role)s i %(body)s.")
    role = invitation.get_role_display().lower()
    messages.success(request, words % {"role": role, "body": invitation.body})
    return HttpResponseRedirect(_start(invitation))


def _start(invitation: Invitation) -> str:
    return reverse("organisation", kwargs={"org": invitation.organisation.slug})
