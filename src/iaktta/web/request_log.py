"""One line a request: route, answer, time taken, and by number whose register and which user."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from iaktta import logs

logger = logging.getLogger("iaktta.request")


class RequestLogMiddleware:
    """Gives the request a number of its own, which every line about it carries, and the answer too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        request.number = number  # type: ignore[attr-defined]
        began = time.perf_counter()
        with logs.around(request_id=number):
            response = self.get_response(request)
            logger.info(
                "request.answered",
                extra={
                    **_facts(request),
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - began) * 1000),
                },
            )
        response.headers["X-Request-ID"] = number
        return response


def _facts(request: HttpRequest) -> dict[str, Any]:
    """What is known without asking the database once more."""
    match = request.resolver_match
    if match and match.view_name:
        logs.ROUTES.add(match.view_name)
    facts: dict[str, Any] = {"method": request.method, "route": match.view_name if match else None}
    # The user that somebody has looked up already; asking for it here could be what fails.
    user = getattr(getattr(request, "_cached_user", None), "pk", None)
    return {**facts, "user": getattr(request, "caller", user)}
