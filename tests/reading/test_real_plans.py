"""What the gold leaves out of the real plans is read too; figures only, for their words stay with them."""

from __future__ import annotations

from functools import cache

from iaktta.document import Document
from iaktta.reading import read_bytes
from iaktta.report import Control, Execution, Occasion, ProblemCode, Report
from tests.real_reports import needs_real_reports, real_report

pytestmark = needs_real_reports


@cache
def reading(number: str) -> tuple[Document, Report]:
    path = real_report(number)
    return read_bytes(path.read_bytes(), path.name)


def test_samples_keep_their_ids_as_printed() -> None:
    document, report = reading("003")
    samples = [sample for control in report.controls for one in control.occasions for sample in one.samples]
    assert [(sample.size, len(sample.ids)) for sample in samples] == [(5, 5), (5, 5)]
    for sample in samples:
        printed = [document.text[span.start : span.end] for span in sample.places["ids"]]
        assert tuple(printed) == sample.ids


def test_measured_values_make_a_series_over_the_occasions() -> None:
    _, report = reading("003")
    series = [[measure.value for measure in one.measures] for one in report.controls[-1].occasions]
    assert series == [[23, 1, 1], [55, 2, 2], [36, 2, 2]]


def test_a_control_that_was_not_performed_tells_why_and_until_when() -> None:
    _, report = reading("003")
    first = report.controls[0].occasions[0]
    assert first.execution is Execution.NOT_PERFORMED
    assert first.reason is not None
    assert first.postponed_to is not None
    assert report.controls[2].occasions[0].postponed_to == "2020"


def test_the_printed_words_stand_behind_every_code() -> None:
    for number in ("002", "003"):
        _, report = reading(number)
        for control in report.controls:
            entries: tuple[Control | Occasion, ...] = (control, *control.occasions)
            for entry in entries:
                assert (entry.execution is not None) == ("execution" in entry.wording)
                assert (entry.deviation_level is not None) == ("deviation_level" in entry.wording)


def test_texts_that_come_again_are_told_apart_by_their_places() -> None:
    document, report = reading("003")
    starts = [one.source.start for control in report.controls for one in control.occasions if one.source]
    assert len(starts) == 11
    assert starts == sorted(set(starts))
    same = report.controls[3].occasions[:2]
    places = [one.places["comment"][0] for one in same]
    assert same[0].comment == same[1].comment
    assert places[0].end <= places[1].start
    assert document.page_at(places[0].start) == document.page_at(places[1].start)


def test_every_field_of_a_control_has_its_place() -> None:
    for control in reading("002")[1].controls:
        fields = ("number", "process", "report_when", "deviation", "action", "execution")
        assert {name for name in fields if getattr(control, name)} <= set(control.places)
    secret = [control for control in reading("002")[1].controls if control.secret]
    assert [bool(control.places["secret"]) for control in secret] == [True]


def test_an_impossible_date_of_a_decision_is_reported_and_nothing_of_the_table_is_unread() -> None:
    problems = reading("002")[1].problems
    assert [problem.code for problem in problems] == [ProblemCode.DECISION_UNREADABLE]


def test_the_introduction_of_a_plan_is_shown_as_unread() -> None:
    unread = [problem for problem in reading("003")[1].problems if problem.code is ProblemCode.UNREAD_TEXT]
    assert len(unread) == 2
