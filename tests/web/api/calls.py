"""Calling the API as a program does: with a token, in Django's own test client."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from iaktta.register import access
from iaktta.register.actions.api_tokens import make_token
from iaktta.register.models import ApiToken, User
from iaktta.register.permissions import Held

V1 = "/api/v1"


def held_by(user: User, organisation: str) -> tuple[Held, ...]:
    """The roles that a person holds today in an organisation."""
    return access.sight(user, organisation).roles


def token_of(
    user: User, organisation: str = "granvik", *, days: int = 30, at: int = 0
) -> tuple[ApiToken, str]:
    """A token of one of the person's roles, and its secret."""
    return make_token(
        held_by(user, organisation)[at],
        name="Provet",
        expires_on=timezone.localdate() + datetime.timedelta(days=days),
        most_days=365,
        by=user,
    )


class Program:
    """A program with a token, or without one."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(V1 + path, query, headers=self.headers)

    def read(self, path: str, **query: Any) -> Any:
        """What is answered, which has to be 200."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def send(self, method: str, path: str, body: Any = None, content_type: str = "application/json") -> Any:
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.client.generic(method, V1 + path, text, content_type, headers=self.headers)
