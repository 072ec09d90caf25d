"""What every page that needs a sign-in has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from iaktta.register.models import User
from iaktta.web.scope import SecondFactorNeededError
from iaktta.web.sign_in import state


class SignedInMiddleware:
    """Notes that a session is in use, and leads whoever needs a second factor to where it is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Open pages are left alone, with or without a database."""
        if getattr(view, "login_required", True) and isinstance(request.user, User):
            state.seen(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Before anything else in the organisation comes the second factor that it asks for."""
        if isinstance(exception, SecondFactorNeededError):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None
