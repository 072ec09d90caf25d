"""What every answer carries, whatever the route, and what is told to machines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse

CARRIED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
VALUES: dict[str, Any] = {
    "org": "granvik",
    "year": 2024,
    "committee": "alla",
    "organization_slug": "saml",
}


def addresses() -> Iterator[str]:
    """Every route of the program, with something in each place."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield reverse(pattern.name, kwargs={name: VALUES.get(name, 1) for name in _places(pattern)})


def _places(pattern: URLPattern) -> list[str]:
    return list(pattern.pattern.converters)


def lacking(client: Client, method: str, address: str) -> list[str]:
    """What one answer lacks."""
    headers = client.generic(method, address).headers
    wrong = [name for name, value in CARRIED.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        wrong.append("Content-Security-Policy")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if not {"private", "no-store"} <= set(headers.get("Cache-Control", "").split(", ")):
        wrong.append("Cache-Control")
    return [f"{method} {address}: {name}" for name in wrong]


def test_every_route_answers_with_every_header_signed_in_or_not(client: Client) -> None:
    found = list(addresses())
    assert len(found) > 25
    wrong = []
    for who in (client, Client()):
        for address in [*found, "/finns-inte/", "/static/iaktta/css/finns-inte.css"]:
            wrong += lacking(who, "GET", address) + lacking(who, "OPTIONS", address)
    assert wrong == []


def test_a_style_sheet_is_for_this_site_alone_but_may_be_kept(client: Client) -> None:
    answer = client.get("/static/iaktta/css/iaktta.css")
    assert answer.status_code == 200
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "max-age" in answer["Cache-Control"]


@override_settings(SECURE_HSTS_SECONDS=31_536_000)
def test_over_https_the_browser_is_told_to_stay_there(client: Client) -> None:
    for address in addresses():
        assert client.get(address, secure=True)["Strict-Transport-Security"] == "max-age=31536000"


@override_settings(SECURITY_CONTACT="mailto:sakerhet@granvik.example")
def test_whoever_finds_a_hole_learns_whom_to_tell() -> None:
    answer = Client().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert told["Contact"] == "mailto:sakerhet@granvik.example"
    until = datetime.datetime.fromisoformat(told["Expires"])
    now = datetime.datetime.now(datetime.UTC)
    assert now < until < now + datetime.timedelta(days=365), "RFC 9116, 2.5.5"
    assert told["Canonical"] == "http://testserver/.well-known/security.txt"


@override_settings(SECURITY_CONTACT="")
def test_without_a_contact_there_is_no_such_file(db: None) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404


def test_search_engines_are_asked_to_leave_the_register_alone() -> None:
    assert "Disallow: /" in Client().get("/robots.txt").content.decode().splitlines()


@pytest.mark.parametrize("host", ["annan.example", "granvik.example:80@annan.example", "*"])
def test_an_unknown_host_is_refused_in_words_without_repeating_it(host: str) -> None:
    answer = Client(raise_request_exception=False).get("/halsa/", headers={"host": host})
    assert answer.status_code == 400
    assert "Begäran gick inte att förstå" in answer.content.decode()
    assert "annan.example" not in answer.content.decode()
