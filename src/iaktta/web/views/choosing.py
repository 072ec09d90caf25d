"""The way in, and the scope's form in the top bar."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from iaktta.register import access, separation
from iaktta.web.converters import ALL_COMMITTEES
from iaktta.web.navigation import SECTIONS, section_url
from iaktta.web.scope import SESSION_KEY, scope_at, scope_of, signed_in


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the user's own organisation; without one, a page that says whom to ask.

    In an installation where nothing is yet, what to do first.
    """
    if not request.user.is_authenticated:
        if not separation.organisations():
            return render(request, "start/empty.html")
        return redirect_to_login(request.get_full_path())
    found = list(access.organisations(signed_in(request)))
    if not found:
        return render(request, "account/no_organisation.html")
    last = (request.session.get(SESSION_KEY) or [""])[0]
    organisation = next((one for one in found if one.slug == last), found[0])
    return HttpResponseRedirect(scope_of(request, organisation.slug).url("start"))


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The user's organisations, for whoever has several."""
    found = access.organisations(signed_in(request))
    return render(request, "account/organisations.html", {"organisations": found})


@require_safe
def organisation(request: HttpRequest, org: str) -> HttpResponse:
    """An organisation's address without year and committee leads to its start page."""
    return HttpResponseRedirect(scope_of(request, org).url("start"))


@require_safe
def choose_scope(request: HttpRequest, org: str) -> HttpResponse:
    """From the form in the top bar to the same section in the chosen year and committee."""
    year, committee = request.GET.get("ar", ""), request.GET.get("namnd", ALL_COMMITTEES)
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Http404
    scope = scope_at(request, org, int(year), committee)
    section = next((one for one in SECTIONS if one.key == request.GET.get("sida")), SECTIONS[0])
    return HttpResponseRedirect(section_url(scope, section) or reverse("home"))
