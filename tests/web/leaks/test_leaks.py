"""No page, file, list taken out, count or error text tells anybody what is not theirs to know.

Two laws over random organisations, people and rows. No answer holds a word that stands only in what the
visitor may not read. And whatever is added that the visitor may not know of, every answer stays as it was, to
the letter: then no count, order, choice in a form or wording tells of it either.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iaktta.register.models import Organisation
from tests.web.leaks.visits import Visit, heard, visitor, visits
from tests.web.leaks.world import BODIES, ROWS, World, make_world, people, places, rows

pytestmark = pytest.mark.django_db

LONG = os.environ.get("IAKTTA_TEST_LONG") == "1"
few = settings(
    max_examples=150 if LONG else 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def undone() -> Iterator[None]:
    """For each example the rows as they were."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def met(world: World, *, acts: bool) -> list[str]:
    """What somebody meets that is not theirs, in words that tell where."""
    found = []
    asked = list(visits(acts=acts))
    for person in world.people:
        denied = [token for token in world.tokens if not token.may_meet(person)]
        client = visitor(person)
        for visit in asked:
            for text in heard(client, visit):
                found += [
                    f"{person}: {visit.method} {visit.address} {dict(visit.sends)}: {token.where}"
                    for token in denied
                    if token.word in text
                ]
    return found


@few
@given(several=people, made=rows)
def test_no_answer_holds_a_word_that_is_not_for_the_visitor(db: None, several: Any, made: Any) -> None:
    with undone():
        assert met(make_world(several, made), acts=True) == []


added = st.lists(st.tuples(st.sampled_from(sorted(ROWS)), st.integers(0, 1), places), min_size=3, max_size=5)


@few
@given(several=people, made=rows, more=added)
def test_what_is_added_for_others_changes_no_answer(db: None, several: Any, made: Any, more: Any) -> None:
    with undone():
        world = make_world(several, made)
        [person] = world.people
        client = visitor(person)
        asked = [*visits(acts=False), *searches(world)]
        before = {visit: list(heard(client, visit)) for visit in asked}
        for kind, which, place in more:
            add_unknown(world, kind, which * len(BODIES) + place)
        for visit in asked:
            assert list(heard(client, visit)) == before[visit], visit


def searches(world: World) -> Iterator[Visit]:
    """For the words that are to be added: whether somebody finds them must not show."""
    for number in range(len(world.tokens) + 1, len(world.tokens) + 4):
        for organisation in Organisation.objects.all():
            for page in ("dokument/", "2024/alla/revision/rekommendationer/", "2024/alla/kontroller/"):
                yield Visit(f"/{organisation.slug}/{page}", sends=(("q", f"zq{number}x"),))


def add_unknown(world: World, kind: str, place: int) -> None:
    """A row like any other, taken back where any of its words is for somebody who looks."""
    known = len(world.tokens)
    with transaction.atomic():
        ROWS[kind](world, world.bodies[place])
        told = world.tokens[known:]
        if any(token.may_meet(person) for token in told for person in world.people):
            transaction.set_rollback(True)


def test_the_search_finds_a_leak_where_there_is_one(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A law that cannot fail shows nothing: here `access` is made to forget who holds a row."""
    from iaktta.register.access import Sight

    member = [("committee_member", 0, 1, None)]
    made = [("report", 0, 4)]
    with undone():
        assert met(make_world([member], made), acts=False) == []

    def everything(self: Sight, model: Any) -> Any:
        return model._default_manager.filter(organisation=self.organisation)

    monkeypatch.setattr(Sight, "of", everything)
    with undone():
        assert any("Revisorerna" in leak for leak in met(make_world([member], made), acts=False))
