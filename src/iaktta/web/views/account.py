"""One's own account, where it is signed in, and the two choices for the browser: appearance and language."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from iaktta.web.appearance import COOKIE, COOKIE_AGE, THEMES
from iaktta.web.scope import signed_in
from iaktta.web.sign_in import log, state
from iaktta.web.sign_in.browsers import browser_of
from iaktta.web.sign_in.providers import buttons


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and how."""
    user = signed_in(request)
    factors = Authenticator.objects.filter(user=user, type__in=state.FACTORS)
    context = {
        "has_password": user.has_usable_password(),
        "factors": factors.count(),
        "sessions": len(UserSession.objects.purge_and_list(user)),
        "providers": buttons(),
        "connected": SocialAccount.objects.filter(user=user).count(),
    }
    return render(request, "account/account.html", context)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the user is signed in, this browser first."""
    here = request.session.session_key
    found = UserSession.objects.purge_and_list(signed_in(request))
    found.sort(key=lambda one: (one.session_key != here, -one.last_seen_at.timestamp()))
    rows = [(one, browser_of(one.user_agent), one.session_key == here) for one in found]
    return render(request, "account/sessions.html", {"rows": rows})


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of the user's own sessions (`session`: its key), or all but this one."""
    user = signed_in(request)
    others = UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key)
    if chosen := request.POST.get("session", ""):
        if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 19):
            raise Http404
        others = others.filter(pk=int(chosen))
    ended = list(others)
    for one in ended:
        one.end()
        log.note("session_ended", user)
    if ended:
        words = ngettext("%(n)s inloggning är avslutad.", "%(n)s inloggningar är avslutade.", len(ended))
        messages.success(request, words % {"n": len(ended)})
    else:
        messages.info(request, _("Inloggningen var redan avslutad."))
    return HttpResponseRedirect(reverse("usersessions_list"))


def _back(request: HttpRequest) -> str:
    """Where the person came from, if it is ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("tema", "")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=COOKIE_AGE, samesite="Lax", secure=settings.HTTPS)
    return response


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    return response
