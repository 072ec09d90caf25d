"""What the rows of a table of recommendations say."""

from __future__ import annotations

import pytest

from iaktta.document import Document
from iaktta.reading.audits.statuses import is_unverified, leading_status
from iaktta.reading.audits.table_documents import audits_in_rows
from iaktta.reading.audits.tables import Setting, find_tables
from iaktta.reading.audits.tabular import TableAudit, read_tables
from iaktta.reading.committees import known_committees
from iaktta.reading.footnotes import footnotes
from iaktta.reading.head import Head
from iaktta.reading.outline import outline
from iaktta.report import Audit, Basis, Effect, Statement, Status


def read(text: str, *auditees: str) -> TableAudit:
    document = Document(text)
    setting = Setting(document, footnotes(document), known_committees(text))
    return read_tables(setting, list(find_tables(setting, document.lines)), auditees)


def told(statements: tuple[Statement, ...]) -> list[tuple[str, tuple[str, ...], Basis]]:
    return [(one.text, one.committees, one.basis) for one in statements]


def pipes(head: str, *rows: str) -> str:
    return (
        "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {row} |" for row in rows)])
        + "\n"
    )


def test_labels_in_a_cell_tell_whose_words_follow_and_of_which_kind_they_are() -> None:
    cell = "<br>".join(
        (
            "Hamnnämnden:",
            "Planen är klar.",
            "Fjällnämnden och Hamnnämnden:",
            "Den prövas.",
            "Dokumentgranskning:",
            "Vi har läst planen.",
        )
    )
    found = read(
        pipes("Rekommendation | Aktuellt läge", f"Ta fram en plan. | {cell}"), "Hamnnämnden", "Fjällnämnden"
    )
    assert told(found.recommendations[0].observations) == [
        ("Planen är klar.", ("Hamnnämnden",), Basis.STATEMENT),
        ("Den prövas.", ("Fjällnämnden", "Hamnnämnden"), Basis.STATEMENT),
        ("Vi har läst planen.", (), Basis.DOCUMENT_REVIEW),
    ]


def test_a_review_of_documents_belongs_to_the_committees_whose_documents_they_are() -> None:
    cell = "Dokumentgranskning:<br>Av fjällnämndens verksamhetsplan framgår målet, som hamnnämnden inte har."
    found = read(pipes("Rekommendation | Nuläge", f"Sätt mål. | {cell}"), "Hamnnämnden", "Fjällnämnden")
    assert [one.committees for one in found.recommendations[0].observations] == [("Fjällnämnden",)]


def test_a_joint_answer_is_everybodys_and_has_a_decision_for_each() -> None:
    text = "Svar hamnnämnden 2018-05-24 § 48, fjällnämnden 2018-06-14 § 111\n\n" + pipes(
        "Rekommendation | Gemensamt svar", "Inför en rutin. | Rutinen införs."
    )
    found = read(text)
    assert [(one.committee, one.paragraph) for one in found.decisions] == [
        ("Hamnnämnden", "48"),
        ("Fjällnämnden", "111"),
    ]
    assert found.answerers == ["Hamnnämnden", "Fjällnämnden"]
    assert told(found.recommendations[0].responses) == [
        ("Rutinen införs.", ("Hamnnämnden", "Fjällnämnden"), Basis.STATEMENT)
    ]
    assert found.recommendations[0].addressees == ("Hamnnämnden", "Fjällnämnden")


def test_several_recommendations_in_one_cell_share_an_answer_that_stands_on_the_audit() -> None:
    text = "Rekommendation\tSvar\n• Inför en rutin.\n• Mät väntetiderna.\tBåda görs i höst.\n"
    found = read(text, "Hamnnämnden")
    assert [one.text for one in found.recommendations] == ["Inför en rutin.", "Mät väntetiderna."]
    assert [one.responses for one in found.recommendations] == [(), ()]
    assert [one.text for one in found.responses] == ["Båda görs i höst."]


def test_items_under_an_unfinished_sentence_are_one_recommendation_with_it() -> None:
    text = "Rekommendation\tSvar\nNämnden bör se till att:\n• rutinen följs\n• avsteg antecknas\tDet görs.\n"
    (found,) = read(text, "Hamnnämnden").recommendations
    assert found.text == "Nämnden bör se till att:\nrutinen följs\navsteg antecknas"
    assert [one.text for one in found.responses] == ["Det görs."]


def test_numbered_recommendations_in_one_cell_get_the_answers_with_their_numbers() -> None:
    row = "1. Anta en rutin.<br>2. Mät tiderna. | 1. Antas i juni.<br>2. Införs i maj."
    text = pipes("Rekommendationer | Svar", row)
    found = read(text, "Hamnnämnden").recommendations
    assert [(one.number, one.text, [answer.text for answer in one.responses]) for one in found] == [
        ("1", "Anta en rutin.", ["Antas i juni."]),
        ("2", "Mät tiderna.", ["Införs i maj."]),
    ]


def test_a_table_printed_column_by_column_is_paired_row_by_row() -> None:
    text = """Rekommendation Svar Aktuellt läge

Nämnden bör anta en rutin för nycklar.

Nämnden bör mäta väntetider varje månad.

Nämnden antar en rutin i juni 2020.

Mätning införs i maj.

Rutinen är antagen enligt protokoll.

Mätning saknas enligt uppgift.
"""
    found = read(text, "Hamnnämnden").recommendations
    assert [[answer.text for answer in one.responses] for one in found] == [
        ["Nämnden antar en rutin i juni 2020."],
        ["Mätning införs i maj."],
    ]


def test_a_row_without_a_recommendation_goes_on_with_the_one_above() -> None:
    text = pipes(
        "Rekommendation | Nämnd | Svar",
        "Inför en rutin. | Tekniska nämnden | Rutin införs.",
        " | Hamnnämnden | Nämnden avstår.",
    )
    (found,) = read(text).recommendations
    assert found.addressees == ("Tekniska nämnden", "Hamnnämnden")
    assert told(found.responses) == [
        ("Rutin införs.", ("Tekniska nämnden",), Basis.STATEMENT),
        ("Nämnden avstår.", ("Hamnnämnden",), Basis.STATEMENT),
    ]


def test_a_status_column_grades_and_keeps_its_words() -> None:
    text = pipes(
        "Nr | Rekommendation | Status | Kommentar", "3 | Inför en rutin. | Delvis genomförd | Utkast finns."
    )
    (found,) = read(text, "Hamnnämnden").recommendations
    assert (found.number, found.status, dict(found.wording)) == (
        "3",
        Status.PARTLY_IMPLEMENTED,
        {"status": "Delvis genomförd"},
    )
    assert told(found.observations) == [("Utkast finns.", ("Hamnnämnden",), Basis.COMMENT)]
    assert "status" in found.places


def test_a_current_state_that_merely_describes_is_no_status() -> None:
    text = pipes("Rekommendation | Status", "Inför en rutin. | Arbetet har försenats av en vakans.")
    (found,) = read(text, "Hamnnämnden").recommendations
    assert found.status is None
    assert [one.text for one in found.observations] == ["Arbetet har försenats av en vakans."]


def test_an_effect_column_is_another_question_than_the_status() -> None:
    text = pipes("Rekommendation | Åtgärdad | Avsedd effekt", "Inför en rutin. | Ja | Ej utvärderad")
    (found,) = read(text, "Hamnnämnden").recommendations
    assert (found.status, found.effect) == (Status.IMPLEMENTED, Effect.NOT_EVALUATED)


def test_what_could_not_be_verified_is_marked_so() -> None:
    text = pipes("Rekommendation | Nuläge", "Mät tiderna. | Vi har inte kunnat verifiera att tiderna mäts.")
    (found,) = read(text, "Hamnnämnden").recommendations
    assert [one.verified for one in found.observations] == [False]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Ja", Status.IMPLEMENTED),
        ("Nej.", Status.NOT_IMPLEMENTED),
        ("Delvis", Status.PARTLY_IMPLEMENTED),
        ("Pågår", Status.PARTLY_IMPLEMENTED),
        ("Ej påbörjad", Status.NOT_IMPLEMENTED),
        ("Kvarstår", Status.NOT_IMPLEMENTED),
        ("Ej längre aktuell", Status.NO_LONGER_RELEVANT),
        ("Avskriven utan åtgärd", Status.NO_LONGER_RELEVANT),
        ("Kan inte bedömas", None),
    ],
)
def test_the_words_of_a_status_are_graded(words: str, status: Status | None) -> None:
    graded = leading_status(words)
    assert graded is not None
    assert graded[0] is status


def test_running_text_begins_with_no_grade() -> None:
    assert leading_status("Nämnden har antagit en rutin") is None


@pytest.mark.parametrize(
    ("text", "unverified"),
    [
        ("Vi kan inte verifiera om åtgärden har gjorts.", True),
        ("Uppgiften har inte gått att styrka.", True),
        ("Uppgiften har verifierats.", False),
    ],
)
def test_unverified_is_a_state_of_its_own(text: str, unverified: bool) -> None:
    assert is_unverified(text) is unverified


OFFICE = """Nr Rekommendation Nämnd Status Kommentar

Rapport 3/2019 Upphandling av bryggor (RK 2019/14)

1 Ta fram en gemensam mall för
underlag.

Kommun
styrelsen

Genomförd

Mallen beslutades i juni och finns på
intranätet.

2 Följ upp avtalade viten.

Hamnnämnden Delvis Uppföljning sker i två av
fem avtal.

Rapport 8/2020 Läktare och omklädningsrum (RK 2020/31)

3 Inför regelbunden besiktning.

Fritids- och
kulturnämnden
Hamnnämnden

Ej bedömd

Underlaget kom in för sent för att
kunna värderas.
"""


def office_audits() -> tuple[Audit, ...]:
    document = Document(OFFICE)
    return audits_in_rows(document, outline(document), known_committees(OFFICE), Head())


def test_lines_across_a_table_name_the_audits_of_the_rows_under_them() -> None:
    audits = office_audits()
    assert [(one.title, one.year) for one in audits] == [
        ("Upphandling av bryggor", 2019),
        ("Läktare och omklädningsrum", 2020),
    ]
    assert [[item.number for item in one.recommendations] for one in audits] == [["1", "2"], ["3"]]


def test_a_number_and_short_cells_printed_on_one_line_are_cut_apart() -> None:
    second = office_audits()[0].recommendations[1]
    assert (second.text, second.addressees, second.status) == (
        "Följ upp avtalade viten.",
        ("Hamnnämnden",),
        Status.PARTLY_IMPLEMENTED,
    )
    assert [one.text for one in second.observations] == ["Uppföljning sker i två av fem avtal."]


def test_committees_that_a_narrow_column_broke_are_read_whole() -> None:
    (first, _), (third,) = (one.recommendations for one in office_audits())
    assert first.addressees == ("Kommunstyrelsen",)
    assert third.addressees == ("Fritids- och kulturnämnden", "Hamnnämnden")


def test_what_could_not_be_graded_has_no_status_but_its_words_keep_their_place() -> None:
    third = office_audits()[1].recommendations[0]
    assert (third.status, dict(third.wording)) == (None, {})
    assert "status" in third.places


def test_an_effect_told_in_a_cell_is_the_recommendations() -> None:
    text = pipes("Rekommendation | Nuläge", "Mät tiderna. | Tiderna mäts. Åtgärden har fått avsedd effekt.")
    (found,) = read(text, "Hamnnämnden").recommendations
    assert found.effect is Effect.ACHIEVED
