"""Fields that the gold leaves out: each in a demonstration report, and in a real one where it occurs.

Of the real reports only facts stand here (how many, which days), never their sentences.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from iaktta.reading import read_bytes
from iaktta.report import Report, Statement
from tests.real_reports import real_report
from tests.samples.documents import DEMO, DEMO_EXPECTED

AUDIT, TABLE, PROSE = (
    "2021-granskning-orosanmalningar.txt",
    "2022-uppfoljande-granskning.txt",
    "2024-uppfoljande-granskning.md",
)


@cache
def read(path: Path) -> Report:
    _, report = read_bytes(path.read_bytes(), path.name)
    return report


def demonstration(name: str) -> tuple[Report, dict[str, object]]:
    path = DEMO / name
    return read(path), json.loads((DEMO_EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("field", ["questions", "criteria", "contacts", "references"])
def test_a_demonstration_report_gives_its_lists_each_with_a_place(field: str) -> None:
    found = 0
    for path in sorted(DEMO.iterdir()):
        if path.suffix not in (".txt", ".md"):
            continue
        report, expected = demonstration(path.name)
        assert list(getattr(report, field)) == expected.get(field, [])
        assert len(report.places.get(field, ())) == len(getattr(report, field))
        found += len(getattr(report, field))
    assert found > 0


def test_a_demonstration_report_tells_who_checked_its_facts() -> None:
    told = [demonstration(name) for name in (AUDIT, TABLE, PROSE)]
    assert any(report.fact_check for report, _ in told)
    for report, expected in told:
        assert report.fact_check == expected.get("fact_check")


@pytest.mark.parametrize(("number", "questions", "criteria"), [("000", 1, 0), ("001", 2, 2), ("004", 2, 0)])
def test_a_real_report_gives_its_questions_and_criteria(number: str, questions: int, criteria: int) -> None:
    report = read(real_report(number))
    assert (len(report.questions), len(report.criteria)) == (questions, criteria)
    assert len(report.places["questions"]) == questions


def test_a_real_report_tells_who_checked_its_facts_with_its_place() -> None:
    path = real_report("001")
    report = read(path)
    assert report.fact_check is not None
    [span] = report.places["fact_check"]
    words = path.read_text(encoding="utf-8")[span.start : span.end]
    assert report.fact_check.split()[0] == words.split()[0]


def test_a_real_report_gives_its_contacts() -> None:
    assert len(read(real_report("004")).contacts) == 7


def statements(report: Report) -> list[Statement]:
    on_audits = [one for audit in report.audits for one in (*audit.responses, *audit.observations)]
    given = [recommendation for audit in report.audits for recommendation in audit.recommendations]
    return on_audits + [one for r in given for one in (*r.responses, *r.observations)]


def test_a_real_report_gives_the_promises_of_its_answers_with_their_last_days() -> None:
    found = [one for statement in statements(read(real_report("004"))) for one in statement.commitments]
    assert {date(2020, 12, 31), date(2021, 3, 31)} <= {one.due for one in found}
    assert all(one.source is not None for one in found)


def test_a_real_report_says_what_could_not_be_verified_what_it_renews_and_what_came_before() -> None:
    report = read(real_report("001"))
    assert [audit.assessment and audit.assessment.verified for audit in report.audits].count(False) == 1
    assert [one.renews for one in report.recommendations].count(True) == 1
    assert [audit.earlier is not None for audit in report.audits].count(True) == 1


def test_the_printed_words_behind_each_code_are_kept() -> None:
    report = read(real_report("002"))
    coded = [control for control in report.controls if control.execution]
    assert coded
    assert all("genomförd" in control.wording["execution"] for control in coded)
    levels = [occasion for control in read(real_report("003")).controls for occasion in control.occasions]
    assert all("avvikelser" in occasion.wording["deviation_level"] for occasion in levels)
