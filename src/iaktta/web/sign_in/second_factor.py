"""What allauth asks of us about the second factor: authenticator app, passkeys, recovery codes."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from iaktta.register.models import User
from iaktta.register.queries import people
from iaktta.web.sign_in import state, words

_log = logging.getLogger("iaktta.signin")
NAME = "Iaktta"


def _cipher() -> MultiFernet:
    """Made of the installation's secret key; keys that were used before it still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"iaktta second factor " + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are kept enciphered, and the last factor stays where an organisation asks for one."""

    error_messages = {**DefaultMFAAdapter.error_messages, **words.SECOND_FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What was enciphered. With another secret key nothing can be read, and then no code is right."""
        try:
            return _cipher().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken:
            _log.error("signin.second_factor_unreadable")  # IAKTTA_SECRET_KEY is another than it was
            return base64.b32encode(secrets.token_bytes(40)).decode("ascii")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether it may go: not the last one of somebody whose organisation asks for a second factor."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=state.FACTORS).exclude(pk=authenticator.pk)
        return others.exists() or not people.needs_second_factor(user)

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Nyckel %(n)s") % {"n": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # The name without the port, as browsers want it; an address in numbers they refuse.
        return {"id": context.request.get_host().partition(":")[0], "name": NAME}
