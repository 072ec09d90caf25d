"""Pages for what went wrong. What a person may not know exists is "not found", always with the same page.

A program that asks the API gets a problem in their place (`web.api.problems`).
"""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from iaktta.jobs.database_errors import DatabaseLockedError, DatabaseMissingError, spoken_of
from iaktta.rules.files.refusals import megabytes
from iaktta.web.api import problems


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same words whatever the reason."""
    if problems.is_api(request):
        return problems.answer(request, problems.NOT_FOUND)
    return render(request, "errors/404.html", status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: an act on something that the person can see."""
    return render(request, "errors/403.html", status=403)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent what no form of ours sends."""
    if problems.is_api(request):
        return problems.answer(request, problems.UNREADABLE)
    return render(request, "errors/400.html", status=400)


@login_not_required
def too_many(request: HttpRequest) -> HttpResponse:
    """429: more of the same from one place than people send."""
    response = render(request, "errors/429.html", status=429)
    response["Retry-After"] = "60"
    return response


@login_not_required
def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 where it was the database that did not answer.

    Written without the request's context, so that it shows even where the database is gone.
    """
    error = sys.exc_info()[1]
    if problems.is_api(request):
        return problems.handle(request, error if isinstance(error, Exception) else Exception())
    number = getattr(request, "number", "")
    if isinstance(error, Error) and isinstance(spoken_of(error), _PASSING):
        sent = request.method not in ("GET", "HEAD")
        page = loader.get_template("errors/503.html").render({"sent": sent, "number": number})
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})
    return HttpResponse(loader.get_template("errors/500.html").render({"number": number}), status=500)


_PASSING = (DatabaseMissingError, DatabaseLockedError)
"""What goes over by itself, or by the hand of whoever runs the database: it is worth trying again."""


@login_not_required
def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """413: a form with more bytes than its page takes."""
    return render(request, "errors/413.html", {"limit": megabytes(most)}, status=413)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form had lain open too long, or came from elsewhere."""
    return render(request, "errors/csrf.html", status=403)
