"""Headings and column heads are known by their role, whatever municipality wrote them."""

from __future__ import annotations

import pytest

from iaktta.reading.words import Role, column_roles, plain_heading, roles_of


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Tidigare rekommendationer", (Role.RECOMMENDATIONS,)),
        ("Revisionens rekommendationer 2019", (Role.RECOMMENDATIONS,)),
        ("### Hamnnämndens svar 2021", (Role.RESPONSES,)),
        ("Nämndernas gemensamma svar", (Role.RESPONSES,)),
        ("Vad har hänt sedan dess?", (Role.OBSERVATIONS,)),
        ("2.3 Iakttagelser vid uppföljningen", (Role.OBSERVATIONS,)),
        ("Vidtagna åtgärder", (Role.OBSERVATIONS,)),
        ("**Kontorets bedömning**", (Role.ASSESSMENT,)),
        ("Svar på revisionsfrågorna", (Role.ASSESSMENT,)),
        ("Revisorernas bedömning då", (Role.ORIGINAL_ASSESSMENT,)),
        ("Syfte, revisionsfrågor och avgränsning", (Role.PURPOSE, Role.QUESTIONS, Role.METHOD)),
        ("Iakttagelser och bedömning – Granskning av hamnen", (Role.OBSERVATIONS, Role.ASSESSMENT)),
        ("Bilaga 2: Intervjuade funktioner", (Role.CONTACTS,)),
        ("Granskad nämnd", (Role.AUDITEES,)),
        ("Ekonomiska konsekvenser", (Role.OTHER,)),
    ],
)
def test_a_heading_of_the_field_has_its_roles(heading: str, roles: tuple[Role, ...]) -> None:
    assert roles_of(heading) == roles


@pytest.mark.parametrize(
    "heading",
    ["Granskning av hamnens drift", "Hamnnämnden", "Behörigheter", "Vi har läst nämndens svar noga."],
)
def test_a_topic_a_name_or_a_sentence_has_no_role(heading: str) -> None:
    assert roles_of(heading) == ()


def test_number_year_and_mark_of_continuation_are_no_part_of_a_heading() -> None:
    assert plain_heading("## 2.1 Fortsättning - Nämndernas svar 2017") == "Nämndernas svar"


def test_the_heads_of_a_table_on_one_line_are_told_apart() -> None:
    roles = [role for role, _, _ in column_roles("Rekommendationer Hamnnämndens svar Aktuellt läge")]
    assert roles == [Role.RECOMMENDATIONS, Role.RESPONSES, Role.OBSERVATIONS]


def test_a_sentence_is_no_table_head() -> None:
    assert column_roles("Svar och Status lämnas av nämnden.") == ()


def test_a_chapter_on_the_audit_of_a_committee_is_no_summary() -> None:
    assert roles_of("Granskning av hamnnämnden") == ()
    assert roles_of("Den tidigare granskningen") != ()
