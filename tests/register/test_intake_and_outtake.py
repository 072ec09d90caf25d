"""What goes into the first layer comes out of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register.intake import intake
from iaktta.register.models import (
    Body,
    Event,
    Reading,
    StatedAction,
    StatedControl,
    StatedReport,
    User,
)
from iaktta.register.outtake import canonical_json, outtake, outtake_text
from iaktta.report import Action, Audit, Control, Kind, Occasion, Recommendation, Report, SourceFile
from tests.register.ground import document, take_in
from tests.strategies import letters, reports

REPORT = Report(
    Kind.CONTROL_FOLLOW_UP,
    "Uppföljning",
    controls=(
        Control("Attest av fakturor", occasions=(Occasion("Tertial 1", actions=(Action("Utbilda"),)),)),
    ),
    actions=(Action("Se över rutinen"),),
    source=SourceFile("a.txt", "0" * 64, "text/plain", reader="läsare 1"),
)


@given(reports, letters)
def test_a_report_given_out_is_the_report_taken_in(
    owner: Body, person: User, report: Report, text: str
) -> None:
    with transaction.atomic():
        reading = take_in(report, owner, person, text)
        assert outtake(reading, with_secrets=True) == report
        assert outtake_text(reading, with_secrets=True) == text
        transaction.set_rollback(True)


@given(reports)
def test_without_the_right_a_report_still_comes_out(owner: Body, person: User, report: Report) -> None:
    with transaction.atomic():
        shown = outtake(take_in(report, owner, person, "Text."), with_secrets=False)
        assert shown.kind == report.kind
        assert [len(audit.recommendations) for audit in shown.audits] == [
            len(audit.recommendations) for audit in report.audits
        ]
        transaction.set_rollback(True)


def test_two_reports_do_not_mix(owner: Body, person: User) -> None:
    first = take_in(REPORT, owner, person)
    second = take_in(Report(Kind.AUDIT, "En annan"), owner, person)
    assert outtake(first, with_secrets=True) == REPORT
    assert outtake(second, with_secrets=True) == Report(Kind.AUDIT, "En annan")


def test_the_reports_own_organisation_name_is_kept_beside_the_registers(owner: Body, person: User) -> None:
    reading = take_in(Report(Kind.AUDIT, organisation="Granviks  kommun"), owner, person)
    assert reading.report.stated_organisation == "Granviks  kommun"
    assert reading.report.organisation == owner.organisation


def test_a_report_of_any_size_takes_the_same_number_of_queries(owner: Body, person: User) -> None:
    def queries(count: int) -> int:
        audit = Audit("Skolan", recommendations=tuple(Recommendation(f"Punkt {n}") for n in range(count)))
        reading = take_in(Report(Kind.AUDIT, audits=(audit,) * count), owner, person)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            outtake(reading, with_secrets=True)
        return len(captured)

    assert queries(1) == queries(20)


def test_a_new_reading_is_the_one_that_is_shown_and_the_old_one_stays(owner: Body, person: User) -> None:
    file = document(owner, person)
    older = intake(REPORT, document=file, text="", owner=owner, by=person)
    newer = intake(_read_by("läsare 2"), document=file, text="", owner=owner, by=person)
    assert list(Reading.objects.filter(document=file, is_current=True)) == [newer]
    assert outtake(older, with_secrets=True) == REPORT


def test_the_same_reader_does_not_read_a_document_twice(owner: Body, person: User) -> None:
    file = document(owner, person)
    intake(REPORT, document=file, text="", owner=owner, by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        intake(REPORT, document=file, text="", owner=owner, by=person)
    assert StatedReport.objects.count() == 1
    assert Event.objects.count() == 1


def test_an_action_stands_on_one_entry_only(owner: Body, person: User) -> None:
    reading = take_in(REPORT, owner, person)
    on_occasion = StatedAction.objects.get(reading=reading, occasion__isnull=False)
    control = StatedControl.objects.get(reading=reading)
    with pytest.raises(IntegrityError), transaction.atomic():
        StatedAction.objects.filter(pk=on_occasion.pk).update(control=control)


@given(st.permutations(["a", "b", "c"]))
def test_the_canonical_json_does_not_depend_on_the_order_of_a_mapping(names: list[str]) -> None:
    def report(order: list[str]) -> Report:
        recommendation: Any = Recommendation("Text", wording={name: name for name in order})
        return Report(Kind.AUDIT, audits=(Audit("", recommendations=(recommendation,)),))

    assert canonical_json(report(names)) == canonical_json(report(sorted(names)))


def _read_by(reader: str) -> Report:
    return Report(
        REPORT.kind,
        REPORT.title,
        controls=REPORT.controls,
        source=SourceFile("a.txt", "0" * 64, "text/plain", reader=reader),
    )
