"""Every operation of the API, called with every role: the list comes from its own description."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from iaktta.register.actions.api_tokens import hash_of
from iaktta.register.models import ApiToken, Body, Membership, User
from iaktta.web.api import application
from iaktta.web.api.description import description
from tests import oracle
from tests.web.api.calls import V1, Program
from tests.web.walk.operations import OPERATIONS, Line
from tests.web.walk.town import AUDITORS, COMMITTEE, ELSEWHERE, HOLDING, Town, make_town

pytestmark = pytest.mark.django_db

NOBODYS = 999_999_999
NO_TOKEN, NOT_FOUND, FORBIDDEN = 401, 404, 403
DESCRIBED: dict[str, tuple[str, str]] = {
    operation["operationId"]: (method.upper(), path.removeprefix(V1))
    for path, methods in description()["paths"].items()
    for method, operation in methods.items()
}


def test_every_operation_has_its_line_and_every_line_its_operation() -> None:
    assert set(DESCRIBED) == set(OPERATIONS)


def test_the_description_tells_of_every_address_of_the_api() -> None:
    described = {re.sub(r"\{\w+\}", "<>", f"api/v1{path}") for _method, path in DESCRIBED.values()}
    answered = {re.sub(r"<[^>]+>", "<>", str(one.pattern)) for one in application.urlpatterns}
    assert described == answered


@dataclass(frozen=True)
class Caller:
    """A program that somebody has given a token; `person` is None for one without."""

    program: Program
    person: User | None = None
    organisation: int = 0


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Made once for the walk, and never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_town()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def callers(town: Town) -> dict[str, Caller]:
    """A token for every membership, as if it had been made when it was in force, and none at all."""
    made = {"utan nyckel": Caller(Program()), "påhittad nyckel": Caller(Program(f"iaktta_{'x' * 43}"))}
    for what, person in town.people.items():
        if person is None:
            continue
        for one in Membership.objects.filter(user=person).select_related("body"):
            secret = f"iaktta_{one.pk:043}"
            ApiToken.objects.create(
                organisation_id=one.organisation_id,
                owner=one.body,
                user=person,
                role=one.role,
                name=what,
                prefix=secret[:13],
                secret_hash=hash_of(secret),
                expires_on=timezone.localdate(),
            )
            made[what] = Caller(Program(secret), person, one.organisation_id)
    return made


def targets(town: Town, line: Line) -> Iterator[tuple[str, int | None, Body | None]]:
    if line.of is None:
        yield "ingen rad", None, None
        return
    for holder in HOLDING:
        yield f"rad hos {holder}", town.row(line.of, holder), town.bodies[holder]
    yield "ingens rad", NOBODYS, None


def knows(caller: Caller, owner: Body | None) -> bool:
    return (
        caller.person is not None
        and owner is not None
        and owner.organisation_id == caller.organisation
        and oracle.knows_of(caller.person, owner)
    )


def expected(town: Town, caller: Caller, line: Line, owner: Body | None) -> set[int]:
    if caller.person is None or not oracle.is_let_in(caller.person, caller.organisation):
        return {NO_TOKEN}
    if line.of is not None and not knows(caller, owner):
        return {NOT_FOUND}
    acting = [town.bodies[COMMITTEE], town.bodies[ELSEWHERE]] if line.of_committee else [owner]
    if line.act is not None and not any(
        oracle.may(caller.person, line.act, body)
        for body in acting
        if body is not None and body.organisation_id == caller.organisation
    ):
        return {FORBIDDEN}
    return set(line.gives)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_answers_each_role_as_its_line_says(
    name: str, town: Town, callers: dict[str, Caller], not_found: Counter[str]
) -> None:
    (method, path), line, wrong = DESCRIBED[name], OPERATIONS[name], []
    for label, pk, owner in targets(town, line):
        where = re.sub(r"\{\w+\}", str(pk), path)
        for what, caller in callers.items():
            with transaction.atomic():
                given = (
                    caller.program.send(method, where, line.sends)
                    if line.sends
                    else (
                        caller.program.get(where)
                        if method == "GET"
                        else caller.program.send(method, where, "")
                    )
                )
                transaction.set_rollback(True)
            wanted = expected(town, caller, line, owner)
            text = given.content.decode()
            if given.status_code not in wanted:
                wrong.append(f"{what}: {label}: {given.status_code}, not {wanted}")
            if given.status_code == NOT_FOUND:
                not_found[text] += 1
            wrong += [f"{what}: {label}: tells of {one}" for one in leaks(town, caller, text)]
    assert wrong == []


@pytest.fixture(scope="module")
def not_found() -> Counter[str]:
    """The bodies that said 404 on the walk, and how often."""
    return Counter()


def leaks(town: Town, caller: Caller, text: str) -> Iterator[str]:
    """The bodies whose rows a caller is told of without knowing of them: their words name them."""
    said = text.casefold()
    for holder in (AUDITORS, ELSEWHERE):
        named = f"hos {holder}".casefold() in said or f"behörigheter {holder}".casefold() in said
        if named and not knows(caller, town.bodies[holder]):
            yield holder


@pytest.mark.parametrize("name", sorted(name for name, line in OPERATIONS.items() if line.lists))
def test_a_list_has_each_row_that_the_role_may_know_of_and_no_other(
    name: str, town: Town, callers: dict[str, Caller]
) -> None:
    model = OPERATIONS[name].lists
    assert model is not None
    rows: list[Any] = list(model._default_manager.select_related("owner"))
    told = set()
    for what, caller in callers.items():
        given = caller.program.get(DESCRIBED[name][1], limit=200)
        if given.status_code == NO_TOKEN:
            continue
        listed = {one["id"] for one in given.json()["items"]}
        shown = {
            row.pk for row in rows if getattr(row, "shown_as_id", None) is None and knows(caller, row.owner)
        }
        assert listed == shown, what
        told.add(frozenset(listed))
    assert len(told) >= 2, "the two towns, at least, see each their own"


def test_what_is_not_for_a_token_looks_like_what_is_nowhere(
    town: Town, callers: dict[str, Caller], not_found: Counter[str]
) -> None:
    for caller in callers.values():
        not_found[caller.program.get("/finns-inte").content.decode()] += 1
    assert len(not_found) == 1
    assert set(json.loads(next(iter(not_found)))) == {"type", "title", "status", "detail"}


def test_the_walk_calls_with_every_role(callers: dict[str, Caller]) -> None:
    roles = {what.split(" i ")[0] for what in callers}
    assert set(Membership.Role.values) <= roles
