"""A real program calls a real server over the network."""

from __future__ import annotations

from typing import Any

import requests

from tests.granvik import make_granvik
from tests.web.api.calls import token_of


def test_a_program_reads_and_is_refused_over_http(live_server: Any, transactional_db: None) -> None:
    granvik = make_granvik()
    token, secret = token_of(granvik.person)
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {secret}"
    told = session.get(f"{live_server.url}/api/v1/me", timeout=20)
    assert told.json()["token"]["prefix"] == token.prefix
    assert not told.cookies, "a program gets no cookies"
    assert session.get(f"{live_server.url}/api/v1/audits", timeout=20).json() == {
        "items": [],
        "next_cursor": None,
    }
    refused = requests.get(f"{live_server.url}/api/v1/me", timeout=20)
    assert refused.status_code == 401
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert "WWW-Authenticate" in refused.headers
