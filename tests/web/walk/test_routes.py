"""Every route, walked with every role: what one may not know is not there, what one may not do is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from iaktta.register.models import Body, User
from iaktta.register.permissions import ROLES, Act
from iaktta.web.api import application
from tests import oracle
from tests.web.walk.routes import AUDITOR, EVERYBODY, MEMBER, ROUTES, Asks, Route
from tests.web.walk.town import COMMITTEE, ELSEWHERE, HOLDING, NO_ROLE, NOT_SIGNED_IN, Town, make_town

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
BACK_HERE = re.compile(r'name="next" value="[^"]*"')
SCOPE: dict[str, Any] = {"org": "granvik", "year": 2024, "committee": "alla"}
NOBODYS = 999_999_999
A_FEW = (f"{ROLES[0]} i {COMMITTEE}", NO_ROLE, NOT_SIGNED_IN)
"""Enough where a route does not answer at all: it does so before it asks who comes."""
NOT_FOUND, FORBIDDEN, NOT_SO = 404, 403, 405


@dataclass(frozen=True)
class Target:
    """What an address names: a body's row, a row of nobody's, or (None) no row at all."""

    label: str
    pk: int | None = None
    owner: Body | None = None
    org: str = "granvik"


def names(patterns: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the program by its name, also those that another package brings.

    The operations of the API are walked by themselves, with tokens: `test_operations.py`.
    """
    for one in patterns:
        if isinstance(one, URLResolver):
            namespace = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from names(one.url_patterns, namespace)
        else:
            assert one.name, f"{one.pattern} has no name"
            if one not in application.urlpatterns:
                yield f"{prefix}{one.name}", one


PATTERNS = dict(names(get_resolver().url_patterns))


def test_every_route_has_its_line_and_every_line_its_route() -> None:
    assert set(PATTERNS) == set(ROUTES)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Made once for the walk, and never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_town()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(town: Town) -> dict[str, Client]:
    made = {}
    for what, person in town.people.items():
        made[what] = Client(raise_request_exception=False)
        if person is not None:
            made[what].force_login(person)
    return made


def targets(town: Town, route: Route) -> Iterator[Target]:
    if route.of is None:
        yield Target("ingen rad")
        return
    for holder in HOLDING:
        owner = town.bodies[holder]
        pk = town.row(route.of, holder)
        yield Target(f"rad hos {holder}", pk, owner)
        if owner.organisation_id != town.organisation.pk:
            yield Target(f"rad hos {holder}, under egen adress", pk, owner, owner.organisation.slug)
    yield Target("ingens rad", NOBODYS)


def address(name: str, target: Target) -> str:
    values = {**SCOPE, "pk": target.pk, "org": target.org, **ROUTES[name].kwargs}
    return reverse(name, kwargs={key: values[key] for key in PATTERNS[name].pattern.converters})


def acting(town: Town, route: Route, target: Target) -> Iterable[Body]:
    """The bodies in one of which the person has to have the act."""
    if route.of_committee:
        return [town.bodies[COMMITTEE], town.bodies[ELSEWHERE]]
    return [target.owner] if target.owner else town.bodies.values()


def expected(town: Town, person: User | None, route: Route, asks: Asks | None, target: Target) -> set[int]:
    """What the table says that the answer is; 302 to the sign-in page is told apart by the caller."""
    if person is None and route.let_in != EVERYBODY:
        return {302}
    if asks is None:
        return {NOT_SO}
    if person is None or route.let_in not in (MEMBER, AUDITOR):
        return set(asks.gives)
    here = town.organisation if target.org == town.organisation.slug else town.elsewhere
    if not oracle.is_let_in(person, here.pk):
        return {NOT_FOUND}
    if route.let_in == AUDITOR and not oracle.is_auditor(person, here.pk):
        return {NOT_FOUND}
    if route.of is not None and not (
        target.owner is not None
        and target.owner.organisation_id == here.pk
        and oracle.knows_of(person, target.owner, draft=route.draft)
    ):
        return {NOT_FOUND}
    if asks.act is not None and not any(
        oracle.may(person, asks.act, body)
        for body in acting(town, route, target)
        if body.organisation_id == here.pk
    ):
        return {FORBIDDEN}
    return set(asks.gives)


def answer(client: Client, method: str, where: str, sends: dict[str, str]) -> Any:
    """The answer, and nothing changed by it, in the register or in the browser."""
    before = client.cookies.output(header="")
    with transaction.atomic():
        given = client.get(where, sends) if method == "get" else client.post(where, sends)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(before)
    return given


def the_same_for_all(page: Any) -> str:
    """A page without what differs for every visit: the form's token and the way back to its own address."""
    return BACK_HERE.sub("", TOKEN.sub("", page.content.decode()))


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_route_answers_each_role_as_its_line_says(
    name: str, town: Town, clients: dict[str, Client], not_found: Counter[str]
) -> None:
    route, wrong = ROUTES[name], []
    for target in targets(town, route):
        where = address(name, target)
        for method, asks in (("get", route.get), ("post", route.post)):
            sends = {key: value.format(pk=target.pk) for key, value in (asks.sends if asks else {}).items()}
            for what in town.people if asks else A_FEW:
                person, client = town.people[what], clients[what]
                wanted = expected(town, person, route, asks, target)
                given = answer(client, method, where, sends)
                to_sign_in = given.headers.get("Location", "").startswith(settings.LOGIN_URL)
                asked_to_sign_in = person is None and route.let_in != EVERYBODY
                if given.status_code not in wanted or (asked_to_sign_in and not to_sign_in):
                    wrong.append(f"{what}: {method} {target.label}: {given.status_code}, not {wanted}")
                if given.status_code == NOT_FOUND:
                    not_found[the_same_for_all(given)] += 1
    assert wrong == []


@pytest.fixture(scope="module")
def not_found() -> Counter[str]:
    """The pages that said 404 on the walk, and how often."""
    return Counter()


def test_what_is_not_for_a_person_looks_like_what_is_nowhere(
    town: Town, clients: dict[str, Client], not_found: Counter[str]
) -> None:
    for what, where in ((NO_ROLE, "/finns-inte/"), (A_FEW[0], "/granvik/finns-inte/")):
        not_found[the_same_for_all(clients[what].get(where))] += 1
    assert len(not_found) == 1


def test_the_walk_meets_every_role_and_every_answer(town: Town) -> None:
    roles = {role for role in ROLES if any(what.startswith(f"{role} ") for what in town.people)}
    assert roles == set(ROLES)
    acts = {asks.act for route in ROUTES.values() for asks in (route.get, route.post) if asks and asks.act}
    for act in acts:
        told = {bool(oracle.may(person, act, body)) for person in town.people.values() if person
                for body in town.bodies.values()}  # fmt: skip
        assert told == {True, False}, f"nobody, or everybody, may {Act(act)}"
