"""Every page of a scope, with many recommendations in the register: server time and number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from bench.register_data import LAST_YEAR, Builder
from bench.timing import Took, medians


@dataclass(frozen=True, slots=True)
class Page:
    """A page's route and address, and what a request for it costs."""

    name: str
    address: str
    queries: int
    took: Took


def list_addresses(organisation: str) -> Iterator[tuple[str, str]]:
    """(route, address) of each page that takes no more than organisation, year and committee."""
    several = {"org": organisation}, {"org": organisation, "year": LAST_YEAR, "committee": "alla"}
    for pattern in get_resolver().url_patterns:
        if not isinstance(pattern, URLPattern) or not pattern.name or "org" not in pattern.pattern.converters:
            continue
        for kwargs in several:
            try:
                yield pattern.name, reverse(pattern.name, kwargs=kwargs)
            except NoReverseMatch:
                continue


def signed_in(builder: Builder) -> Client:
    """A browser in which the register's user is signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(builder.user)
    return client


def measure(builder: Builder, runs: int = 41) -> list[Page]:
    """Each page that answers with a page of its own, by its route."""
    client = signed_in(builder)
    pages = []
    for name, address in list_addresses(builder.organisation.slug):
        if client.get(address).status_code == 200:
            took = medians(lambda address=address: client.get(address), runs) if runs else Took(0, 0)  # type: ignore[misc]
            pages.append(Page(name, address, queries(client, address), took))
    return pages


_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


def queries(client: Client, address: str) -> int:
    """How many times a request for an address asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    # Where a transaction begins and ends is no question.
    return sum(not query["sql"].startswith(_TRANSACTION) for query in asked)
