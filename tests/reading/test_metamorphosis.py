"""Another municipality's names, numbers, headings, bullets and order cost the reader next to nothing."""

from __future__ import annotations

import json

import pytest

from iaktta.reading import read_bytes
from iaktta.report import to_data
from tests.reading import metamorphosis
from tests.real_reports import GOLD, real_report
from tests.scorer.score_reading import score_document

ALLOWED_FALL = 0.03  # F1
REPORTS = ("000", "001", "002", "003", "004")


def f1(text: str, gold: metamorphosis.Gold) -> float:
    _, report = read_bytes(text.encode(), "rapport.txt")
    return score_document("rapport", gold, to_data(report)).f1


@pytest.mark.parametrize("change", [*metamorphosis.CHANGES, "all"])
@pytest.mark.parametrize("number", REPORTS)
def test_a_changed_report_is_read_as_well_as_the_original(number: str, change: str) -> None:
    path = real_report(number)
    text = path.read_bytes().decode("utf-8-sig")
    gold = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    apply = metamorphosis.transformed if change == "all" else metamorphosis.CHANGES[change]
    other_text, other_gold = apply(text, gold)
    assert f1(other_text, other_gold) >= f1(text, gold) - ALLOWED_FALL
