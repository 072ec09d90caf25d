"""The scorer keeps its promises: it sees what differs, and only that."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.real_reports import GOLD
from tests.scorer.leaves import EXACT_FIELDS, IGNORED, LONG_TEXT
from tests.scorer.places import check_spans
from tests.scorer.score_reading import load
from tests.scorer.scoring import score_document

SAMPLE: dict[str, Any] = {
    "schema": "iaktta.report/1",
    "kind": "audit_follow_up",
    "title": "Uppföljande granskning",
    "year": 2022,
    "audits": [
        {
            "title": "Granskning av IT-säkerhet",
            "auditees": ["Kommunstyrelsen", "Socialnämnden"],
            "decisions": [{"committee": "Socialnämnden", "date": "2018-05-24", "paragraph": "85"}],
            "recommendations": [
                {
                    "number": "1",
                    "text": "Att förteckningen över systemägare uppdateras och hålls aktuell.",
                    "addressees": ["Socialnämnden"],
                },
                {"number": "2", "text": "Att rutiner för säkerhetskopiering dokumenteras i styrdokumenten."},
            ],
        }
    ],
    "controls": [
        {
            "text": "Kontroll av behörigheter",
            "secret": False,
            "occasions": [{"name": "Tillfälle 1", "due": "2022-04-30"}],
        }
    ],
}


def first_long_text(value: Any) -> tuple[dict[str, Any], str] | None:
    """Return the first object with a long text, and the field's name; a shorter text where there is none."""
    found = [(obj, key) for obj, key in texts_of(value) if len(obj[key]) > 2 * LONG_TEXT]
    return found[0] if found else next(iter(texts_of(value)), None)


def texts_of(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each object and field name under value that holds a text longer than a few words."""
    if isinstance(value, list):
        for child in value:
            yield from texts_of(child)
    elif isinstance(value, dict):
        for key, child in value.items():
            if isinstance(child, str) and len(child) > LONG_TEXT:
                yield value, key
            elif key not in IGNORED:
                yield from texts_of(child)


def remove_one(report: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of report without one recommendation (or one control, where it has none)."""
    report = copy.deepcopy(report)
    lists = [a["recommendations"] for a in report.get("audits", []) if a.get("recommendations")]
    (lists or [report["controls"]])[0].pop()
    return report


def scramble(report: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of report with the words of one text in reverse order."""
    report = copy.deepcopy(report)
    found = first_long_text(report)
    assert found is not None, "no text to scramble"
    obj, key = found
    obj[key] = " ".join(reversed(obj[key].split()))
    return report


def respell(value: Any) -> Any:
    """Return value with its texts respelled in ways that must not matter."""
    if isinstance(value, list):
        return [respell(child) for child in value]
    if isinstance(value, dict):
        return {key: child if key in EXACT_FIELDS else respell(child) for key, child in value.items()}
    if isinstance(value, str):
        return value.replace(" ", "  \n").replace("-", "- ").replace('"', "”").upper().rstrip(".")
    return value


def check_report(report: dict[str, Any]) -> None:
    """Check the scorer's promises on one report."""
    same = score_document("same", report, copy.deepcopy(report))
    assert same.f1 == 1.0
    assert not same.misses, same.misses[:3]
    assert same.expected == same.produced == same.correct > 0
    assert score_document("respelled", report, respell(report)).f1 == 1.0
    fewer = score_document("fewer", report, remove_one(report))
    assert fewer.f1 < 1.0
    assert fewer.precision == 1.0
    assert fewer.recall < 1.0
    more = score_document("more", remove_one(report), report)
    assert more.f1 < 1.0
    assert more.recall == 1.0
    assert more.precision < 1.0
    assert score_document("scrambled", report, scramble(report)).f1 < 1.0
    invented = score_document(
        "invented", report | {"registration": None}, report | {"registration": "KS 2022/1"}
    )
    assert invented.produced == invented.expected + 1
    assert invented.recall == 1.0
    nothing = score_document("nothing", report, {})
    assert nothing.f1 == 0.0
    assert nothing.expected == same.expected


def test_entities_are_paired_by_text_and_small_differences_are_seen() -> None:
    """Check that entities are paired by text, not by place, and small differences are seen."""
    read = copy.deepcopy(SAMPLE)
    read["audits"][0]["recommendations"].reverse()
    read["audits"][0]["auditees"].reverse()
    assert score_document("reordered", SAMPLE, read).f1 == 1.0
    read["audits"][0]["decisions"][0]["date"] = "2018-05-25"
    read["audits"][0]["auditees"][0] = "Skolnämnden"
    assert [m["what"] for m in score_document("changed", SAMPLE, read).misses].count("differs") >= 1
    read = copy.deepcopy(SAMPLE)
    read["controls"][0]["secret"] = True
    assert score_document("flag", SAMPLE, read).precision < 1.0


def test_right_places_hold_and_shifted_ones_do_not() -> None:
    """Check that right spans hold and shifted ones do not."""
    text = (
        "1 Inledning\n• Att förteckningen över system-\nägare uppdateras och hålls aktuell.\n"
        "Något helt annat står här."
    )
    start = text.index("Att")
    read: dict[str, Any] = {
        "recommendations": [
            {"text": "Att förteckningen över systemägare uppdateras och hålls aktuell.", "source": None}
        ]
    }
    assert check_spans("none", read, text).with_span == 0
    read["recommendations"][0]["source"] = {"start": start, "end": text.index("Något")}
    assert check_spans("right", read, text).holding == 1
    read["recommendations"][0]["source"] = {"start": text.index("Något"), "end": len(text)}
    assert check_spans("wrong", read, text).holding == 0
    halves = [[start, start + 30], [start + 30, text.index("Något")]]
    read["recommendations"][0]["source"] = {"start": start, "end": text.index("Något"), "pieces": halves}
    assert check_spans("pieces", read, text).holding == 1
    read["recommendations"][0]["source"] = {"start": 5, "end": len(text) + 1}
    assert check_spans("outside", read, text).holding == 0


@pytest.mark.parametrize(
    "gold", [SAMPLE, *map(load, sorted(GOLD.glob("*.json")))], ids=lambda gold: gold["title"]
)
def test_the_scorer_keeps_its_promises_on_a_report(gold: dict[str, Any]) -> None:
    check_report(gold)
