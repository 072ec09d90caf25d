"""Persons by name, by role or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.rules.persons import Shows, is_role, shown_person

ROLES = ["Enhetschef", "IT-chef", "HR-specialist", "Tekniska förvaltningen", "Controllern 2024"]
NAMES = ["Ada Ek", "Berit", "Bo Alm-Ek"]


@pytest.mark.parametrize("words", ROLES)
def test_a_role_is_shown_as_it_stands(words: str) -> None:
    assert is_role(words)
    assert shown_person(words, Shows.ROLE) == words


@pytest.mark.parametrize("words", [*NAMES, "IT-chef Ada Ek", "Ada ekonomichef"])
def test_what_is_no_role_is_taken_for_a_name(words: str) -> None:
    assert not is_role(words)
    assert shown_person(words, Shows.ROLE) == ""


def test_of_a_name_with_a_role_the_role_is_left() -> None:
    assert shown_person("Ada Ek, enhetschef", Shows.ROLE) == "enhetschef"
    assert shown_person("Ada Ek (IT-chef)", Shows.ROLE) == "IT-chef"
    assert shown_person("Ekonomichef och Bo Alm", Shows.ROLE) == "Ekonomichef"


@given(st.lists(st.sampled_from([*ROLES, *NAMES]), min_size=1, max_size=4))
def test_no_name_is_shown_where_the_role_is(parts: list[str]) -> None:
    shown = shown_person(", ".join(parts), Shows.ROLE)
    assert [name for name in NAMES if name in shown] == []
    assert shown_person(", ".join(parts), Shows.NEITHER) == ""
    assert shown_person(", ".join(parts), Shows.NAME) == ", ".join(parts)
