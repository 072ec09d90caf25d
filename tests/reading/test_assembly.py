"""A report is put together from any text, or the text is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaktta.errors import IakttaError
from iaktta.reading import READER, read_bytes
from iaktta.reading.refusals import NotAReportError
from iaktta.report import Kind, ProblemCode, from_json, to_json
from tests.samples.documents import every_sample

PLAN = """\
Internkontrollplan 2024
Hamnnämnden

| Nr | Kontrollmoment | Metod |
|---|---|---|
| 1 | Kassan räknas | Besök |

Det här stycket hör inte hemma någonstans i planen.
"""


def test_a_report_knows_its_file_and_its_reader() -> None:
    document, report = read_bytes(PLAN.encode(), "plan.md")
    assert report.source is not None
    assert (report.source.name, report.source.reader, report.source.sha256) == (
        "plan.md",
        READER,
        document.sha256,
    )
    assert (report.kind, report.title, report.year) == (Kind.CONTROL_PLAN, "Internkontrollplan 2024", 2024)


def test_what_could_not_be_placed_is_a_problem() -> None:
    _, report = read_bytes(PLAN.encode(), "plan.md")
    unread = [problem for problem in report.problems if problem.code is ProblemCode.UNREAD_TEXT]
    assert ["Det här stycket" in problem.message for problem in unread] == [True]


def test_results_make_a_plan_a_follow_up_whatever_its_title() -> None:
    followed = PLAN.replace("Metod |", "Status |").replace("Besök", "Granskning genomförd")
    assert read_bytes(followed.encode(), "plan.md")[1].kind is Kind.CONTROL_FOLLOW_UP


@pytest.mark.parametrize(
    "text",
    [
        "Kära dagbok\n\nI dag regnade det hela dagen och vi stannade inne.",
        "Recept\n\n2 dl mjöl\n1 ägg\n\nBlanda och grädda.",
        "12;34;56\n78;90;12\n",
    ],
)
def test_a_text_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(NotAReportError, match="Kontrollera att det är rätt fil"):
        read_bytes(text.encode(), "text.txt")


LINES = [
    line for sample in every_sample() for line in sample.document.read_text(encoding="utf-8").split("\n")
]
PATIENT = settings(max_examples=60, deadline=None)


@PATIENT
@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=80))
def test_any_soup_of_lines_is_read_or_refused(seed: int, amount: int) -> None:
    soup = random.Random(seed).choices(LINES, k=amount)
    try:
        document, report = read_bytes("\n".join(soup).encode(), "soppa.txt")
    except IakttaError:
        return
    assert from_json(to_json(report)) == report
    for problem in report.problems:
        assert problem.source is None or problem.source.end <= len(document.text)


@PATIENT
@given(st.text(st.sampled_from("Risk Kontrollmoment: 12|\t\n.§-–•#*”åäö"), max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        report = read_bytes(f"Internkontrollplan 2024\n{text}".encode(), "text.txt")[1]
    except IakttaError:
        return
    assert from_json(to_json(report)) == report
