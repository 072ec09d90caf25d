"""Who calls: a bearer token and the sight of its role. No cookie counts, so no other site can call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from iaktta.register.access import Sight
from iaktta.register.actions.api_tokens import BEGINNING, note_use
from iaktta.register.models import ApiToken, User
from iaktta.register.queries.api_tokens import sight_by, token_with
from iaktta.web.api.limits import CALLS
from iaktta.web.api.problems import TOO_MANY, ProblemError

_SECRET = re.compile(rf"{BEGINNING}[A-Za-z0-9_-]{{43}}")


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that acts in a person's name, in one role."""

    token: ApiToken
    see: Sight

    @property
    def user(self) -> User:
        return self.see.user


class Bearer(HttpBearer):
    """The header `Authorization: Bearer iaktta_...`."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller, or None for a token that is not in force. Raises ProblemError: it calls too often."""
        found = token_with(token) if _SECRET.fullmatch(token) else None
        if found is None:
            return None
        request.caller = found.user_id  # type: ignore[attr-defined]  # for the line in the log
        if wait := CALLS.wait(found.pk, settings.API_CALLS_PER_MINUTE):
            raise ProblemError(TOO_MANY, headers={"Retry-After": str(wait)})
        see = sight_by(found)
        if see is None:
            return None
        note_use(found)
        return Caller(found, see)


def caller_of(request: HttpRequest) -> Caller:
    """The caller of an operation, whom `Bearer` has let in."""
    caller: Any = getattr(request, "auth", None)
    if not isinstance(caller, Caller):
        raise TypeError("an operation is only for callers with a token")
    return caller
