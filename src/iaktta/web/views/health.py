"""For machines: does the process live, can it serve, whom to tell of a hole, what to leave alone."""

import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from iaktta.jobs.readiness import SERVING, readiness

HOLDS = datetime.timedelta(days=180)
"""How long security.txt says that it holds; RFC 9116 asks for less than a year."""


@transaction.non_atomic_requests
@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@transaction.non_atomic_requests
@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 where pages can be served, else 503. A stranger learns no more than that.

    "degraded" with 200 means that pages work but the worker or the schedule has been silent for minutes:
    a proxy goes on sending readers here, and whoever watches is told.
    """
    found = readiness()
    if not all(found[name] for name in SERVING):
        return JsonResponse({"status": "not_ready"}, status=503, headers={"Retry-After": "10"})
    return JsonResponse({"status": "ok" if all(found.values()) else "degraded"})


@transaction.non_atomic_requests
@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116); not there until somebody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = (timezone.now() + HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: sv, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@transaction.non_atomic_requests
@login_not_required
@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """The register is not for search engines; what it has to say of itself is."""
    lines = ["User-agent: *", "Allow: /*/om/", "Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
