"""What a session remembers of how somebody signed in."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone

from iaktta.register.models import User

SECOND_FACTOR, SEEN = "tva_steg", "sedd"
SEEN_AGAIN_AFTER = 300
"""Seconds: how often it is written down that a session is in use."""

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def begin(request: HttpRequest, user: User, sociallogin: Any = None) -> None:
    """Remember at sign-in whether a second factor stands behind it, and when the session was last seen."""
    remember_second_factor(request, user)
    app = getattr(getattr(sociallogin, "provider", None), "app", None)
    if app is not None and app.settings.get("second_factor"):
        request.session[SECOND_FACTOR] = True  # the provider asks for one itself
    request.session[SEEN] = int(time.time())


def remember_second_factor(request: HttpRequest, user: User) -> None:
    """Note whether the user has a second factor now."""
    request.session[SECOND_FACTOR] = is_mfa_enabled(user, FACTORS)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the session knows of a second factor."""
    return bool(request.session.get(SECOND_FACTOR))


def seen(request: HttpRequest) -> None:
    """Write down, at most every few minutes, that the session is in use."""
    last, now = request.session.get(SEEN), int(time.time())
    if last is None or now - last < SEEN_AGAIN_AFTER:
        return
    request.session[SEEN] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def methods(request: HttpRequest, user: User) -> list[str]:
    """How the user has shown who they are in this session: "password", "totp", "oidc" ..."""
    found = get_authentication_records(request, user)
    return [str(one.get("type") or one.get("provider") or one.get("method")) for one in found]
