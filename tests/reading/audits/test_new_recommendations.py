"""What a follow-up itself recommends."""

from __future__ import annotations

from iaktta.document import Document
from iaktta.reading import read_bytes
from iaktta.reading.audits.new_recommendations import find_new_recommendations
from iaktta.reading.committees import known_committees
from iaktta.reading.outline import outline
from iaktta.report import NewRecommendation
from tests.real_reports import needs_real_reports, real_reports

TEXT = """1 Sammanfattning

Utifrån uppföljningen rekommenderar vi att:

− hamnnämnden inför en rutin för kajplatser, se avsnitt 3.1.

− hamnnämnden och fjällnämnden i enlighet med tidigare rekommendation mäter väntetider,
se avsnitt 3.2

5 Slutsats

Vi rekommenderar att:

− hamnnämnden inför en rutin för kajplatser, se avsnitt 3.1.

− hamnnämnden och fjällnämnden i enlighet med tidigare rekommendation mäter väntetiderna.
"""


def found(text: str) -> tuple[NewRecommendation, ...]:
    document = Document(text)
    return find_new_recommendations(document, outline(document), [], known_committees(text))


def test_a_new_recommendation_has_its_addressees_and_its_section() -> None:
    first, second = found(TEXT)
    assert (first.addressees, first.section) == (("Hamnnämnden",), "3.1")
    assert (second.addressees, second.section) == (("Hamnnämnden", "Fjällnämnden"), "3.2")


def test_one_printed_twice_with_small_differences_counts_once_as_first_printed() -> None:
    assert [one.text.endswith("3.1.") for one in found(TEXT)] == [True, False]


def test_one_that_says_so_renews_an_earlier_one() -> None:
    assert [one.renews for one in found(TEXT)] == [None, True]


def test_the_same_words_to_another_committee_are_another_recommendation() -> None:
    text = (
        "Vi rekommenderar att:\n\n• hamnnämnden inför en rutin för nycklar\n\n"
        "• fjällnämnden inför en rutin för nycklar\n"
    )
    assert [one.addressees for one in found(text)] == [("Hamnnämnden",), ("Fjällnämnden",)]


@needs_real_reports
def test_one_real_recommendation_renews_an_earlier_one_and_one_assessment_is_unverified() -> None:
    reports = [read_bytes(path.read_bytes(), path.name)[1] for path in real_reports()]
    assert sum(one.renews is True for report in reports for one in report.recommendations) == 1
    judged = [audit.assessment for report in reports for audit in report.audits]
    assert sum(one is not None and one.verified is False for one in judged) == 1


@needs_real_reports
def test_the_notes_at_the_foot_of_a_real_page_are_neither_decisions_nor_unread() -> None:
    for path in real_reports():
        document, report = read_bytes(path.read_bytes(), path.name)
        for problem in report.problems:
            assert "Senast reviderad" not in problem.message, (document.name, problem.message)
