"""The heads of tables of recommendations."""

from __future__ import annotations

import pytest

from iaktta.document import Document
from iaktta.reading.audits.column_heads import Role, head_at, head_names, is_table_head


def roles(text: str) -> list[Role]:
    names = head_names(text)
    return [role for role, _ in names] if is_table_head(names) else []


@pytest.mark.parametrize(
    "text",
    [
        "Rekommendationer Svar Aktuellt läge",
        "Förbättringsområden Tekniska nämndens yttrande Nuläge",
        "Revisionens synpunkter Gemensamt svar Uppföljning 2022",
        "Rekommendationer/ förbättringsområden Hamnnämndens svar Läget i dag",
        "Lämnade rekommendationer Svar från nämnden Vad har hänt",
        "Rekommendationer 2017 Nämndens svar 2018-01-25 § 4 Aktuellt läge våren 2020",
    ],
)
def test_synonyms_of_the_field_name_the_same_three_columns(text: str) -> None:
    assert roles(text) == [Role.RECOMMENDATION, Role.RESPONSE, Role.CURRENT]


def test_a_page_number_glued_to_a_head_is_no_part_of_it() -> None:
    assert roles("7Rekommendationer Svar Aktuellt läge") == roles("Rekommendationer Svar Aktuellt läge")
    assert head_at(Document("7 Rekommendationer Svar Aktuellt läge").lines, 0) is not None


def test_of_two_columns_of_measures_the_first_is_the_answer() -> None:
    assert roles("Synpunkter Förvaltningens åtgärder Nuläge") == [
        Role.RECOMMENDATION,
        Role.RESPONSE,
        Role.CURRENT,
    ]


def test_where_marks_part_the_names_an_unknown_one_is_a_column_too() -> None:
    found = roles("| Punkt | Rekommendation | Status |")
    assert found == [Role.OTHER, Role.RECOMMENDATION, Role.STATUS]


@pytest.mark.parametrize(
    "text",
    [
        "Rekommendationer",
        "Förslag till beslut",
        "Svar på revisionsfrågan",
        "Rekommendationer och svar",
        "Svar Aktuellt läge",
        "Rekommendationer och nämndens svar redovisas nedan",
    ],
)
def test_headings_and_sentences_are_no_heads_of_tables(text: str) -> None:
    assert roles(text) == []


def test_a_head_may_stand_on_several_lines_with_a_word_broken_between_them() -> None:
    lines = Document(
        "Rekommendationer/ förbättrings-\nområden Svar Aktuellt läge\n\nAtt planen antas.\n"
    ).lines
    head = head_at(lines, 0)
    assert head is not None
    assert (head.first, head.last, len(head.roles)) == (0, 1, 3)


def test_each_name_of_a_head_may_have_a_line_of_its_own() -> None:
    lines = Document("Rekommendation\n\nSvar\n\nUppföljning\n\nAtt planen antas.\n").lines
    head = head_at(lines, 0)
    assert head is not None
    assert (head.last, head.roles) == (4, (Role.RECOMMENDATION, Role.RESPONSE, Role.CURRENT))
