"""How a document was extracted costs the reader next to nothing."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from iaktta.reading import read_bytes
from iaktta.report import to_data
from tests.reading.extraction import CHANGES
from tests.real_reports import GOLD, needs_real_reports, real_report
from tests.samples.documents import demonstration
from tests.scorer.score_reading import score_document

ALLOWED_FALL = 0.03  # F1


@cache
def f1(content: bytes, expected: Path) -> float:
    _, report = read_bytes(content, "rapport.txt")
    return score_document("rapport", json.loads(expected.read_text(encoding="utf-8")), to_data(report)).f1


def fall(document: Path, expected: Path, change: str) -> float:
    content = document.read_bytes()
    other = CHANGES[change](content.decode("utf-8-sig")).encode()
    return f1(content, expected) - f1(other, expected)


@needs_real_reports
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_real_report_is_read_as_well_from_another_extractor(number: str, change: str) -> None:
    document = real_report(number)
    assert fall(document, GOLD / f"{document.stem}.json", change) <= ALLOWED_FALL


@pytest.mark.parametrize("change", CHANGES)
def test_the_demonstration_is_read_as_well_from_another_extractor(change: str) -> None:
    falls = {str(sample): fall(sample.document, sample.expected, change) for sample in demonstration()}
    assert {name: value for name, value in falls.items() if value > ALLOWED_FALL} == {}
