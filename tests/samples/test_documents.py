"""What is said to stand in the sample documents does stand there; the demonstration has enough to show."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import jsonschema
import pytest

from iaktta.report import Report, from_json, to_json
from tests.samples.documents import (
    ASIDE,
    DEMO_EXPECTED,
    LAYOUTS,
    TESTS,
    Sample,
    demonstration,
    every_sample,
)

SCHEMA = json.loads((TESTS.parent / "src/iaktta/report/report.schema.json").read_text(encoding="utf-8"))
CODED = {
    "schema",
    "kind",
    "basis",
    "status",
    "effect",
    "verdict",
    "execution",
    "deviation_level",
    "treatment",
}
CODED |= {"state", "due", "date", "response_due"}
NAMES = {"auditees", "addressees", "committees", "committee", "body"}  # stand in their basic form


def in_json(sample: Sample) -> Report:
    return from_json(sample.expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("sample", every_sample(), ids=str)
def test_the_expected_reading_follows_the_schema_and_survives_the_round_trip(sample: Sample) -> None:
    jsonschema.validate(json.loads(sample.expected.read_text(encoding="utf-8")), SCHEMA)
    report = in_json(sample)
    assert from_json(to_json(report)) == report


@pytest.mark.parametrize("sample", every_sample(), ids=str)
def test_every_word_of_the_expected_reading_stands_in_the_document(sample: Sample) -> None:
    document = sample.document.read_text(encoding="utf-8")
    without_hyphens = re.sub(r"(?<=\w)\n(?=\w)", "", document)  # how a narrow column divides a word
    printed = _words(document) | _words(without_hyphens)
    for field, text in _texts(json.loads(sample.expected.read_text(encoding="utf-8"))):
        absent = {word for word in _words(text) if word not in printed}
        if field in NAMES:
            absent = {word for word in absent if word + "s" not in printed}
        assert not absent, f"{field}: {text[:60]}"


def test_every_expected_reading_has_its_document() -> None:
    documents = {sample.expected for sample in every_sample()}
    written = {path for folder in (DEMO_EXPECTED, LAYOUTS, ASIDE) for path in folder.glob("*.json")}
    assert written == documents


def test_the_demonstration_has_enough_to_show() -> None:
    reports = [in_json(sample) for sample in demonstration()]
    recommendations = [r for report in reports for audit in report.audits for r in audit.recommendations]
    assert len(recommendations) >= 30
    assert sum(len(report.controls) for report in reports) >= 25
    assert {report.kind.value for report in reports} == set(SCHEMA["properties"]["kind"]["enum"])
    assert {r.status.value for r in recommendations if r.status} == {
        "implemented",
        "partly_implemented",
        "not_implemented",
        "no_longer_relevant",
    }
    assert sum("\f" in sample.document.read_text(encoding="utf-8") for sample in demonstration()) >= 3


def test_the_second_follow_up_treats_at_least_five_recommendations_of_the_first_again() -> None:
    first, second = (in_json(s) for s in demonstration() if "uppfoljande-granskning" in s.document.stem)
    earlier = [r.text for audit in first.audits for r in audit.recommendations]
    later = [r.text for audit in second.audits for r in audit.recommendations]
    again = [
        t for t in later if any(SequenceMatcher(None, t.lower(), e.lower()).ratio() > 0.7 for e in earlier)
    ]
    assert len(again) >= 5
    assert not set(later) & set(earlier), "reworded, so that likeness has to be judged"


def _texts(data: Any, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str) and field not in CODED:
        yield field, data
    for name, value in data.items() if isinstance(data, dict) else ():
        yield from _texts(value, name)
    for value in data if isinstance(data, list) else ():
        yield from _texts(value, field)


def _words(text: str) -> set[str]:
    """Words in lower case, with those that a line's end divides both mended and as printed."""
    text = re.sub("\u00ad\\s*", "", unicodedata.normalize("NFKC", text.lower()))
    mended = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)
    kept = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", text)
    return {word for version in (text, mended, kept) for word in re.findall(r"[\w-]*\w", version)}
