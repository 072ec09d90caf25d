"""The address of a committee that has another name now leads to where it is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class MovedError(Exception):
    """The committee in the address is found at another slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class MovedMiddleware:
    """Leads a request on to the same page under the committee's present address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A redirect to the present address, with what the old one asked for."""
        match = request.resolver_match
        if not isinstance(exception, MovedError) or match is None:
            return None
        address = reverse(match.view_name, kwargs={**match.kwargs, "committee": exception.slug})
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
