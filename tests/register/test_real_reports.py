"""What the real reports say survives the register word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaktta.jobs.reading import read_document
from iaktta.register.gaps import GAP
from iaktta.register.models import Body, User
from iaktta.register.outtake import outtake, outtake_text
from tests.real_reports import needs_real_reports, real_reports
from tests.register.ground import take_in


@needs_real_reports
@pytest.mark.parametrize("path", real_reports(), ids=lambda path: path.name[:3])
def test_a_real_report_given_out_is_the_one_taken_in(owner: Body, person: User, path: Path) -> None:
    document, report = read_document(path)
    reading = take_in(report, owner, person, document.text)
    assert outtake(reading, with_secrets=True) == report
    assert outtake_text(reading, with_secrets=True) == document.text


@needs_real_reports
@pytest.mark.parametrize("path", real_reports(), ids=lambda path: path.name[:3])
def test_what_a_real_report_marks_as_secret_is_out_of_sight(owner: Body, person: User, path: Path) -> None:
    document, report = read_document(path)
    reading = take_in(report, owner, person, document.text)
    shown, text = outtake(reading, with_secrets=False), outtake_text(reading, with_secrets=False)
    for before, after in zip(report.controls, shown.controls, strict=True):
        if before.secret and before.deviation:
            assert after.deviation == GAP
            assert before.deviation not in " ".join(text.split())
            assert before.text == after.text
    assert any(control.secret for control in report.controls) == (text != document.text)
