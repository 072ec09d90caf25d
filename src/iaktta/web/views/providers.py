"""The municipality's own sign-in: to the provider, back from it, and what can go wrong between.

allauth's views are imported when they are first asked for: what they need is heavy, and many installations
have no provider.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.views import ConnectionsView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from iaktta.web.sign_in import forms, log
from iaktta.web.sign_in.providers import buttons
from iaktta.web.views.sign_in import Refuses

View = Callable[..., HttpResponse]


def _of(kind: str) -> Callable[[View], View]:
    """A view of a provider that the settings may lack, and that may be out of reach."""

    def decorate(view: View) -> View:
        @wraps(view)
        def reach(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if kind not in settings.SOCIALACCOUNT_PROVIDERS:
                raise Http404
            import requests

            try:
                if kind == "saml":
                    _require_metadata()
                return view(request, **kwargs)
            except (requests.RequestException, OSError, MetadataError):
                log.note("provider_out_of_reach", None, level=logging.WARNING, kind=kind)
                return _unreachable(request)

        return reach

    return decorate


class MetadataError(Exception):
    """The SAML provider's metadata cannot be had, or are none."""


def _require_metadata() -> None:
    """Have the provider's metadata at hand; they are kept for some hours. Raises MetadataError."""
    from allauth.socialaccount.providers.saml.utils import fetch_metadata_url_config

    [app] = settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"]
    try:
        fetch_metadata_url_config(app["settings"]["idp"])
    except Exception as error:  # the library raises bare ones, whatever the fault
        raise MetadataError from error


def _unreachable(request: HttpRequest) -> HttpResponse:
    context = {
        "title": gettext("Kommunens inloggning svarar inte"),
        "lede": gettext("Försök igen om en stund. Har du ett lösenord i Iaktta kan du använda det så länge."),
        "onward": reverse_lazy("account_login"),
        "onward_text": gettext("Till inloggningen"),
    }
    return render(request, "account/said.html", context, status=503)


def _onward(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """To the provider by a page of ours: a form may lead nowhere else by itself (form-action 'self')."""
    if response.status_code != 302:
        return response
    onward = render(request, "account/onward.html", {"address": response["Location"]})
    onward.cookies = response.cookies
    return onward


@login_not_required
@require_POST
@_of("openid_connect")
def oidc(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the OpenID Connect provider."""
    from allauth.socialaccount.providers.openid_connect import views

    return _onward(request, views.login(request, provider_id))


@login_not_required
@require_safe
@_of("openid_connect")
def oidc_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from it, with a code."""
    from allauth.socialaccount.providers.openid_connect import views

    return views.callback(request, provider_id)


@login_not_required
@require_POST
@_of("saml")
def saml(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """To the SAML provider."""
    from allauth.socialaccount.providers.saml import views

    return _onward(request, views.login(request, organization_slug=organization_slug))


@csrf_exempt
@login_not_required
@require_POST
@_of("saml")
def saml_answer(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Back from it: another site's form, so it carries no token of ours; the signature is what counts."""
    from allauth.socialaccount.providers.saml import views

    return views.acs(request, organization_slug=organization_slug)


@login_not_required
@require_safe
@_of("saml")
def saml_finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The answer again, now with the session's cookie."""
    from allauth.socialaccount.providers.saml import views

    return views.finish_acs(request, organization_slug=organization_slug)


@login_not_required
@require_safe
@_of("saml")
def saml_out(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The provider signs somebody out; only with its signature."""
    if "Signature" not in request.GET:
        raise Http404
    from allauth.socialaccount.providers.saml import views

    return views.sls(request, organization_slug=organization_slug)


@login_not_required
@require_safe
@_of("saml")
def saml_metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the provider needs to know of us, as XML."""
    from allauth.socialaccount.providers.saml import views

    return views.metadata(request, organization_slug=organization_slug)


@login_not_required
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody changed their mind at the provider."""
    context = {
        "title": gettext("Inloggningen avbröts"),
        "lede": gettext("Inget är ändrat. Du kan försöka igen."),
        "onward": reverse_lazy("account_login"),
        "onward_text": gettext("Till inloggningen"),
    }
    return render(request, "account/said.html", context)


@login_not_required
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """What came back from the provider could not be used."""
    return render(request, "socialaccount/authentication_error.html", status=401)


class Connections(Refuses, ConnectionsView):
    """Which of the providers' identities lead to this account; connect and disconnect."""

    template_name = "account/connections.html"
    form_class = forms.DisconnectForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = SocialAccount.objects.filter(user=self.request.user).order_by("pk")
        known = {one.key: one for one in buttons()}
        connected = [
            (one, known[one.provider].name if one.provider in known else one.provider) for one in found
        ]
        offered = [one for key, one in known.items() if all(one_of.provider != key for one_of in found)]
        return {**context, "connected": connected, "offered": offered}
