"""Everything that somebody can ask for: each route of the table with every key, and lists as files too."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from iaktta.register.models import Committee, Organisation, User
from tests.web.leaks.world import YEAR
from tests.web.walk.routes import EVERYBODY, ROUTES, SIGNED_IN, Route
from tests.web.walk.test_routes import BACK_HERE, PATTERNS, TOKEN

KEYS = 2
"""Of each kind of row so many of the newest in every organisation are asked for."""
NO_LEAK = {
    "account_logout": "signs the visitor out",
    "end_sessions": "signs the visitor out",
}
"""Routes that are left out, and why."""
UNSEEN = str.maketrans("", "", "\u00ad\u200b")
"""Characters that only tell where a word may be broken."""


@dataclass(frozen=True)
class Visit:
    """What is asked for."""

    address: str
    method: str = "get"
    sends: tuple[tuple[str, str], ...] = ()


def visits(*, acts: bool) -> Iterator[Visit]:
    """Every address; with `acts` also what can be sent there."""
    for name, route in sorted(ROUTES.items()):
        if name in NO_LEAK:
            continue
        for address, key in addresses(name, route):
            if route.get is not None:
                yield Visit(address, "get", tuple(route.get.sends.items()))
            if acts and route.post is not None and route.let_in not in (EVERYBODY, SIGNED_IN):
                sends = {field: value.format(pk=key) for field, value in route.post.sends.items()}
                yield Visit(address, "post", tuple(sends.items()))


def addresses(name: str, route: Route) -> Iterator[tuple[str, int | None]]:
    """The addresses of a route, each with the key of the row that it names."""
    wanted = PATTERNS[name].pattern.converters
    for organisation in Organisation.objects.order_by("pk") if "org" in wanted or route.of else [None]:
        scope = {"org": organisation.slug, "year": YEAR} if organisation else {}
        for key in _keys(route.of, organisation):
            for committee in _committees(organisation) if "committee" in wanted else ["alla"]:
                values: dict[str, Any] = {**scope, "committee": committee, "pk": key, **route.kwargs}
                yield reverse(name, kwargs={one: values[one] for one in wanted}), key


def _keys(model: type[Model] | None, organisation: Organisation | None) -> list[int | None]:
    if model is None:
        return [None]
    found = model._default_manager.filter(organisation=organisation).order_by("-pk")
    return list(found.values_list("pk", flat=True)[:KEYS])


def _committees(organisation: Organisation | None) -> list[str]:
    found = Committee.objects.filter(organisation=organisation).order_by("-pk")
    return ["alla", *found.values_list("slug", flat=True)[:1]]


def visitor(user: User) -> Client:
    """The user's browser."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def heard(client: Client, visit: Visit) -> Iterator[str]:
    """All that an answer tells, in its headers too, and where it shows a list the same as files."""
    answer = _answer(client, visit)
    yield text_of(answer)
    if visit.method == "get" and answer.context is not None and "list" in answer.context:
        for kind in ("csv", "xlsx"):
            yield text_of(_answer(client, Visit(visit.address, sends=(("hamta", kind),))))


def _answer(client: Client, visit: Visit) -> Any:
    """Nothing is changed by it, in the register or in the browser."""
    before = client.cookies.output(header="")
    with transaction.atomic():
        answer = getattr(client, visit.method)(visit.address, dict(visit.sends))
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(before)
    return answer


def text_of(answer: Any) -> str:
    """Status, headers and body as one text, files unpacked, without what differs for every visit."""
    body = answer.getvalue()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            # When a file was written stands in its core properties.
            parts = [packed.read(name) for name in sorted(packed.namelist()) if "docProps" not in name]
        body = b"\n".join(parts)
    text = BACK_HERE.sub("", TOKEN.sub("", body.decode("utf-8", "replace"))).translate(UNSEEN)
    text = re.sub("&shy;|&#173;", "", text)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{headers}\n{text}"
