"""What allauth asks of us about accounts and passwords."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as here
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.jobs.letters import LetterNotSentError, send_letter
from iaktta.register.actions.groups import apply_groups
from iaktta.register.models import User
from iaktta.web.sign_in import guessing, log, words
from iaktta.web.sign_in.groups import stated_groups

JUST_SIGNED_IN = 300
"""Seconds after a sign-in within which nobody is asked to show again who they are."""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; texts, letters and addresses are ours."""

    error_messages = {**DefaultAccountAdapter.error_messages, **words.ACCOUNT_ERRORS}

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Before the first page: the roles that groups at the provider give, and no longer give."""
        login = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if login is not None:
            groups = stated_groups(login.account.extra_data or {}, settings.GROUPS_CLAIM)
            if groups is not None:
                apply_groups(user, groups)
        return super().post_login(request, user, **kwargs)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that a request comes from; behind a socket without one all are the same."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return "0.0.0.0"  # noqa: S104 - no address to listen on

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The account alone: guesses against one account count together whatever name the server goes by.
        return str(credentials.get("email", "")).lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse whoever has guessed too often, and say how long to wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            key = self._get_login_attempts_cache_key(request, **credentials)
            user = User.objects.filter(email=key).first()
            log.note("guessing_limit_reached", user, level=logging.WARNING)
            raise guessing.refusal(request, key) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = User.objects.filter(email=self._get_login_attempts_cache_key(request, **credentials)).first()
        log.note("sign_in_failed", user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after signing in: whoever has just shown who they are need not do it again."""
        request = here.request
        records = get_authentication_records(request, request.user)
        newest = max((one["at"] for one in records), default=0)
        if timezone.now().timestamp() - newest < JUST_SIGNED_IN:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        named = {
            "reauthenticate": _("Använd ditt lösenord"),
            "mfa_reauthenticate": _("Använd kodappen eller en reservkod"),
            "mfa_reauthenticate:webauthn": _("Använd en nyckel"),
        }
        found = super().get_reauthentication_methods(user)
        return [{**one, "description": named.get(one["id"], one["description"])} for one in found]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened in our own words; where we have none, say nothing."""
        text = message or words.MESSAGES.get(message_template or "")
        if text:
            kind = messages.SUCCESS if level == messages.INFO else level
            messages.add_message(request, kind, str(text), extra_tags=extra_tags)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The letter with the link; only persons who have a password can choose a new one."""
        if user.kind != User.Kind.PERSON or not user.has_usable_password():
            return
        self._write(
            user.email,
            _("Välj ett nytt lösenord i Iaktta"),
            _("Någon, förmodligen du, har bett om ett nytt lösenord till ditt konto i Iaktta."),
            _("Öppna länken för att välja ett:\n%(link)s") % {"link": context["password_reset_url"]},
            _("Länken gäller i tre dygn och en gång. Var det inte du kan du bortse från brevet."),
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters that allauth would write by itself and that we have no use for."""

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner of an account that its way of signing in has changed."""
        news = words.NEWS.get(template_prefix)
        if not news:
            return
        at = timezone.localtime().strftime("%Y-%m-%d %H.%M")
        self._write(
            user.email,
            _("Din inloggning i Iaktta har ändrats"),
            _("%(news)s Det skedde %(at)s.") % {"news": news, "at": at},
            _("Var det inte du? Byt lösenord genast och säg till den som sköter Iaktta hos er."),
        )

    def _write(self, to: str, subject: str, *paragraphs: str) -> None:
        # A change stands although a letter about it could not be sent; the log says that it was not.
        try:
            send_letter(to, subject, paragraphs)
        except LetterNotSentError:
            return
