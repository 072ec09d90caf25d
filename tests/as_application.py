"""Requests as the role that serves the web, under PostgreSQL's policies; tests make rows as the owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponse

from iaktta.register.separation import NAMES
from tests.postgres import APPLICATION_ROLE


@contextmanager
def as_application() -> Iterator[None]:
    """Within it the database takes the test for the application; then for the owner again."""
    if connection.vendor != "postgresql":
        yield
        return
    try:
        _say(f"SET ROLE {APPLICATION_ROLE}", *(f"SET {name} = ''" for name in NAMES))
    except RuntimeError:  # the test has no database to ask
        yield
        return
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            _say("RESET ROLE", *(f"SET {name} = ''" for name in NAMES))


def _say(*statements: str) -> None:
    # Past Django, so that no test counts it among a page's queries.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute("; ".join(statements))


class AsApplicationMiddleware:
    """Outermost, so that every query of a request is the application's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with as_application():
            return self.get_response(request)
