"""The whole API: its operations, its addresses, and what every answer of it carries."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.parser import Parser

from iaktta import __version__
from iaktta.web.api import (
    answer_operations,
    audit_operations,
    document_operations,
    organisation_operations,
    problems,
)
from iaktta.web.api.callers import Bearer
from iaktta.web.api.input_errors import UNKNOWN_PARAMETER, Fault

VERSION = "1"
"""In every address. What is taken away or changes its meaning gets a new number; what is added does not."""

ROUTERS = (
    organisation_operations.router,
    audit_operations.router,
    answer_operations.router,
    document_operations.router,
)


class JsonOnly(Parser):
    """Bodies are JSON, and say so."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise problems.ProblemError(problems.NOT_JSON)
        return super().parse_body(request)


def _api() -> NinjaAPI:
    made = NinjaAPI(
        title="Iaktta",
        version=__version__,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        auth=Bearer(),
        parser=JsonOnly(),
    )
    # Ninja shows its own pages while Django debugs; these are ours in every case.
    own: tuple[type[Exception], ...] = (Exception, *problems.NINJAS_OWN)
    for error in own:
        made.add_exception_handler(error, problems.handle)
    made.add_decorator(_known_parameters, mode="operation")
    for router in ROUTERS:
        made.add_router("", router)
    return made


def _known_parameters(operation: Callable[..., Any]) -> Callable[..., Any]:
    """A misspelled filter is refused: left out in silence it would give what nobody asked for."""

    @functools.wraps(operation)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        name = request.resolver_match.url_name if request.resolver_match else ""
        known = _PARAMETERS.get((str(name), str(request.method)), frozenset())
        if unknown := sorted(set(request.GET) - known):
            faults = [Fault("query", (one,), str(UNKNOWN_PARAMETER)) for one in unknown]
            raise problems.ProblemError(problems.INVALID, errors=faults)
        return operation(request, *args, **kwargs)

    return checked


def _parameters() -> dict[tuple[str, str], frozenset[str]]:
    """By name of address and method: the query parameters that there are."""
    found = {}
    for router in API._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                names: set[str] = set()
                for model in operation.models:
                    if model.__ninja_param_source__ == "query":
                        names |= set(model.__ninja_flatten_map__)
                for method in operation.methods:
                    found[f"api_{operation.url_name}", method] = frozenset(names)
    return found


def _patterns() -> list[URLPattern]:
    """The operations' addresses, for the program's own list."""
    found = []
    for pattern in API.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            route = f"api/v{VERSION}/{pattern.pattern}"
            found.append(path(route, _carried(pattern.callback), name=f"api_{pattern.name}"))
    return found


def _carried(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """HEAD as GET, a problem for other methods, and the version in every answer."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        response: HttpResponse = view(request, *args, **kwargs)
        if response.status_code == problems.NOT_SO.status:
            response = problems.answer(request, problems.NOT_SO, headers={"Allow": response["Allow"]})
        response["Iaktta-Version"] = __version__
        return response

    return login_not_required(answered)


API = _api()
urlpatterns = _patterns()
_PARAMETERS = _parameters()
