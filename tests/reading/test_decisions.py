from __future__ import annotations

from datetime import date

import pytest

from iaktta.document import Document
from iaktta.reading.decisions import find_decisions, is_decision_line, unreadable_decisions
from iaktta.report import Decision, ProblemCode


def decisions(text: str) -> list[tuple[str, date | None, str | None, str | None]]:
    document = Document(text)
    found = find_decisions(document, document.passage(document.lines[0]))
    return [(one.committee, one.date, one.paragraph, one.registration) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Svar hamnnämnden 2017-02-23 § 29", ("Hamnnämnden", date(2017, 2, 23), "29", None)),
        ("BUN 20210323 §24", ("BUN", date(2021, 3, 23), "24", None)),
        ("Kommunstyrelsens beslut §218 (2020 KS0388)", ("Kommunstyrelsen", None, "218", "2020 KS0388")),
        (
            "Tekniska nämnden den 3 maj 2021, § 45, dnr TN 2021/0031",
            ("Tekniska nämnden", date(2021, 5, 3), "45", "TN 2021/0031"),
        ),
    ],
)
def test_a_decision_is_a_committee_with_a_date_or_a_paragraph(
    text: str, expected: tuple[object, ...]
) -> None:
    assert decisions(text) == [expected]


def test_a_joint_answer_has_one_decision_for_each_committee() -> None:
    text = "Svar hamnnämnden 2018-05-24 § 48, fjällnämnden 2018-06-14 § 111"
    assert [one[0] for one in decisions(text)] == ["Hamnnämnden", "Fjällnämnden"]
    assert is_decision_line(text)


def test_a_sentence_about_a_decision_is_no_line_of_decisions() -> None:
    assert not is_decision_line("Hamnnämnden beslutade den 19 juni 2019 att anta en ny ordning")


def test_each_part_of_a_decision_keeps_its_place() -> None:
    text = "Svar hamnnämnden 2017-02-23 § 29"
    document = Document(text)
    (found,) = find_decisions(document, document.passage(document.lines[0]))
    assert isinstance(found, Decision)
    parts = {name: text[spans[0].start : spans[0].end] for name, spans in found.places.items()}
    assert parts == {"committee": "hamnnämnden", "date": "2017-02-23", "paragraph": "29"}


def test_a_date_that_no_calendar_has_is_told() -> None:
    document = Document("SBN 20210050 §114")
    (problem,) = unreadable_decisions(document, document.passage(document.lines[0]))
    assert problem.code is ProblemCode.DECISION_UNREADABLE
    assert "SBN 20210050 §114" in problem.message
