"""What allauth asks of us about the municipality's own sign-in."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from iaktta.identity_providers import SAML
from iaktta.register.models import User
from iaktta.web.sign_in import log, words


@dataclass(frozen=True, slots=True)
class Button:
    """A provider that the settings name: its key in rows, its name, and where its button leads."""

    key: str
    name: str
    url: str


def buttons() -> list[Button]:
    """The providers of this installation."""
    urls = {
        "openid_connect": lambda: reverse("openid_connect_login"),
        "saml": lambda: reverse("saml_login", args=[SAML]),
    }
    return [
        Button(app.get("provider_id", kind), app["name"], urls[kind]())
        for kind, stated in settings.SOCIALACCOUNT_PROVIDERS.items()
        for app in stated["APPS"]
    ]


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Providers stand in the settings; a new identity becomes a user who may do nothing yet."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **words.PROVIDER_ERRORS}

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The providers of the settings; none is kept in the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never by itself: `pre_social_login` decides whose word on an address counts."""
        return

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """The user that a new identity becomes."""
        user: User = sociallogin.user
        parts = (data.get("first_name"), data.get("last_name"))
        user.email = (data.get("email") or "").strip().lower()[:254]
        user.name = (data.get("name") or " ".join(filter(None, parts)) or user.email)[:200]
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect a new identity to the user with its address, where the provider answers for it."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        email = sociallogin.user.email
        if not email:
            raise ImmediateHttpResponse(self._page(request, sociallogin, "no_address"))
        known = User.objects.filter(email=email).first()
        if known is None:
            return
        if known.kind != User.Kind.PERSON or not _answers_for(sociallogin, email):
            log.note("provider_address_taken", known, level=logging.WARNING)
            raise ImmediateHttpResponse(self._page(request, sociallogin, "taken"))
        sociallogin.connect(request, known)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        log.note("provider_failed", None, level=logging.WARNING, kind=provider.id)

    def _page(self, request: HttpRequest, sociallogin: SocialLogin, why: str) -> Any:
        context = {"why": why, "provider": sociallogin.provider.name, "email": sociallogin.user.email}
        return render(request, "account/provider_refused.html", context, status=403)


def _answers_for(sociallogin: SocialLogin, email: str) -> bool:
    """Whether the settings let the provider answer for addresses of that domain, and it does not deny it."""
    domains = sociallogin.provider.app.settings.get("email_domains", [])
    if email.rpartition("@")[2] not in domains:
        return False
    data = sociallogin.account.extra_data
    claims = {**data.get("id_token", {}), **data.get("userinfo", {})}
    return claims.get("email_verified", True) is not False
