"""Who may do what, by the one table that says it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register.models import Body, Membership, Organisation
from iaktta.register.permissions import (
    ACT_WORDS,
    AUDITORS_ROLES,
    REACH_WORDS,
    ROLES,
    TABLE,
    Act,
    Held,
    Reach,
    reaches,
)

GRANVIK, SJOVIK = Organisation(pk=1, slug="granvik"), Organisation(pk=2, slug="sjovik")
Kind, Role = Body.Kind, Membership.Role
_keys = itertools.count(1)


def body(kind: Body.Kind, of: Organisation = GRANVIK, parent: Body | None = None) -> Body:
    return Body(pk=next(_keys), organisation=of, kind=kind, name=str(kind), parent=parent)


BOARD, SCHOOLS, CULTURE = body(Kind.EXECUTIVE_BOARD), body(Kind.COMMITTEE), body(Kind.COMMITTEE)
SCHOOL_OFFICE = body(Kind.ADMINISTRATION, parent=SCHOOLS)
AUDITORS = body(Kind.AUDITORS)
ELSEWHERE = body(Kind.EXECUTIVE_BOARD, SJOVIK)
BODIES = (BOARD, SCHOOLS, CULTURE, SCHOOL_OFFICE, AUDITORS)

held = st.builds(Held, st.sampled_from(ROLES), st.sampled_from(BODIES))


def test_the_table_has_a_cell_for_every_act_and_role_and_words_for_all() -> None:
    assert set(TABLE) == set(Act) == set(ACT_WORDS)
    assert all(set(cells) == set(Role) for cells in TABLE.values())
    assert set(REACH_WORDS) == set(Reach)


@given(held, st.sampled_from(Act))
def test_no_role_in_the_administration_reaches_what_the_auditors_hold(one: Held, act: Act) -> None:
    if one.body != AUDITORS:
        assert not reaches(one, act, AUDITORS)


@given(held, st.sampled_from(Act))
def test_no_role_reaches_another_organisation(one: Held, act: Act) -> None:
    assert not reaches(one, act, ELSEWHERE)


@given(held, st.sampled_from(Act), st.sampled_from(BODIES))
def test_a_role_that_the_table_denies_reaches_nothing(one: Held, act: Act, target: Body) -> None:
    if TABLE[act][one.role] == Reach.NO:
        assert not reaches(one, act, target)


@given(st.sampled_from(AUDITORS_ROLES), st.sampled_from(Act), st.sampled_from(BODIES))
def test_an_auditors_role_in_another_body_gives_nothing(
    role: Membership.Role, act: Act, target: Body
) -> None:
    assert not reaches(Held(role, SCHOOLS), act, target)


def test_a_committees_drafts_stay_within_the_committee() -> None:
    for role in ROLES:
        for place in (BOARD, CULTURE, AUDITORS):
            assert not reaches(Held(role, place), Act.READ_DRAFTS, SCHOOLS)


@pytest.mark.parametrize(
    ("role", "place", "act", "target", "expected"),
    [
        (Role.COORDINATOR, BOARD, Act.IMPORT_DOCUMENT, SCHOOLS, True),
        (Role.COORDINATOR, SCHOOLS, Act.IMPORT_DOCUMENT, CULTURE, False),
        (Role.HEAD_OF_ADMINISTRATION, SCHOOL_OFFICE, Act.SEND_ANSWER, SCHOOLS, True),
        (Role.HEAD_OF_ADMINISTRATION, SCHOOL_OFFICE, Act.SEND_ANSWER, CULTURE, False),
        (Role.ELECTED_AUDITOR, AUDITORS, Act.READ_SECRETS, SCHOOLS, True),
        (Role.AUDIT_EXPERT, AUDITORS, Act.READ_SECRETS, SCHOOLS, False),
        (Role.ADMINISTRATOR, BOARD, Act.MANAGE_PEOPLE, SCHOOLS, True),
        (Role.ADMINISTRATOR, BOARD, Act.READ_SECRETS, SCHOOLS, False),
        (Role.ELECTED_AUDITOR, AUDITORS, Act.MANAGE_PEOPLE, AUDITORS, True),
        (Role.ELECTED_AUDITOR, AUDITORS, Act.MANAGE_PEOPLE, SCHOOLS, False),
    ],
)
def test_how_far_a_role_reaches(
    role: Membership.Role, place: Body, act: Act, target: Body, expected: bool
) -> None:
    assert reaches(Held(role, place), act, target) is expected
