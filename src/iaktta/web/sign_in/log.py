"""The log of signing in: what happened and to which user (its key), nothing that says who that is.

It is a log of operation, not the trail: nobody's rows have changed.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from allauth.socialaccount import signals as provider
from django.contrib.auth import signals as sessions
from django.http import HttpRequest

from iaktta.web.sign_in import state

_log = logging.getLogger("iaktta.signin")


def note(what: str, user: Any, *, level: int = logging.INFO, **facts: object) -> None:
    """Write one line: `what` happened to `user` (None where nobody is known)."""
    _log.log(level, f"signin.{what}", extra={"user": getattr(user, "pk", None), **facts})


def listen() -> None:
    """Connect to what allauth and Django tell."""
    account.user_logged_in.connect(_signed_in)
    sessions.user_logged_out.connect(_signed_out)
    for signal, what in (
        (account.password_changed, "password_changed"),
        (account.password_set, "password_set"),
        (account.password_reset, "password_reset"),
    ):
        signal.connect(_told(what), weak=False)
    for signal, what in (
        (second_factor.authenticator_added, "second_factor_added"),
        (second_factor.authenticator_removed, "second_factor_removed"),
        (second_factor.authenticator_reset, "recovery_codes_made"),
    ):
        signal.connect(_second_factor(what), weak=False)
    provider.social_account_added.connect(_provider_added)
    provider.social_account_removed.connect(_provider_removed)


def _signed_in(sender: Any, request: HttpRequest, user: Any, sociallogin: Any = None, **_: Any) -> None:
    state.begin(request, user, sociallogin)
    note("signed_in", user, by="+".join(state.methods(request, user)))


def _signed_out(sender: Any, user: Any, **_: Any) -> None:
    if user is not None:
        note("signed_out", user)


def _told(what: str) -> Any:
    def tell(sender: Any, user: Any, **_: Any) -> None:
        note(what, user)

    return tell


def _second_factor(what: str) -> Any:
    def tell(sender: Any, request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
        state.remember_second_factor(request, user)
        note(what, user, kind=authenticator.type)

    return tell


def _provider_added(sender: Any, sociallogin: Any, **_: Any) -> None:
    note("provider_connected", sociallogin.user, kind=sociallogin.account.provider)


def _provider_removed(sender: Any, request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    note("provider_disconnected", request.user, kind=socialaccount.provider)
