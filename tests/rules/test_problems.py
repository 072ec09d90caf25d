"""Each code with one plain case that raises it and one that does not; the message names the figures."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from iaktta.report import (
    Action,
    Audit,
    Control,
    DeviationLevel,
    Execution,
    Kind,
    Level,
    NewRecommendation,
    Occasion,
    ProblemCode,
    Recommendation,
    Report,
    Risk,
    Scale,
    Statement,
    Status,
    Summary,
    SummaryRow,
    SummaryTotals,
    Treatment,
)
from iaktta.rules.problems import find_problems, overdue_occasions

ANSWERED = (Statement("Vi håller med.", committees=("Socialnämnden",)),)
SEEN = (Statement("Rutinen är antagen.", committees=("Socialnämnden",)),)


def recommendation(text: str, number: str | None = None) -> Recommendation:
    return Recommendation(text, number, ("Socialnämnden",), ANSWERED, SEEN)


def follow_up(*audits: Audit, summary: Summary | None = None) -> Report:
    return Report(Kind.AUDIT_FOLLOW_UP, audits=audits, summary=summary)


AUDIT = Audit(
    "Granskning av avtal", auditees=("Socialnämnden",), recommendations=(recommendation("Följ upp avtalen."),)
)


def found(report: Report) -> dict[ProblemCode, str]:
    return {problem.code: problem.message for problem in find_problems(report)}


def test_a_report_in_order_has_no_problems() -> None:
    assert found(follow_up(AUDIT)) == {}


def test_a_sum_row_that_differs_from_its_rows_is_reported_with_both_figures() -> None:
    rows = (SummaryRow("Granskning av avtal", implemented=1),)
    right = Summary(rows, SummaryTotals(implemented=1))
    assert found(follow_up(AUDIT, summary=right)) == {}
    wrong = Summary(rows, SummaryTotals(implemented=3))
    message = found(follow_up(AUDIT, summary=wrong))[ProblemCode.SUMMARY_TOTAL_MISMATCH]
    assert "3" in message
    assert "1" in message


counts = st.one_of(st.none(), st.integers(0, 40))


@given(st.lists(counts, min_size=1, max_size=6))
def test_a_total_that_is_the_sum_of_its_rows_is_never_a_problem(column: list[int | None]) -> None:
    rows = tuple(SummaryRow(f"Granskning {n}", implemented=value) for n, value in enumerate(column))
    total = sum(value or 0 for value in column)
    codes = found(Report(Kind.AUDIT_FOLLOW_UP, summary=Summary(rows, SummaryTotals(implemented=total))))
    assert ProblemCode.SUMMARY_TOTAL_MISMATCH not in codes
    codes = found(Report(Kind.AUDIT_FOLLOW_UP, summary=Summary(rows, SummaryTotals(implemented=total + 1))))
    assert ProblemCode.SUMMARY_TOTAL_MISMATCH in codes


def test_a_row_that_counts_other_than_the_audits_recommendations_is_reported() -> None:
    summary = Summary((SummaryRow("Granskning av avtal", 2021, implemented=1, not_implemented=1),))
    message = found(follow_up(AUDIT, summary=summary))[ProblemCode.SUMMARY_COUNT_MISMATCH]
    assert message == "Tabellen räknar 2 rekommendationer, men granskningen har 1."


def test_a_missing_answer_is_reported_with_the_committees_that_are_silent() -> None:
    audit = replace(
        AUDIT,
        auditees=("Socialnämnden", "Hamnnämnden"),
        recommendations=(replace(AUDIT.recommendations[0], addressees=("Samtliga nämnder",)),),
    )
    assert found(follow_up(audit))[ProblemCode.RESPONSE_MISSING] == "Svar saknas från Hamnnämnden (1 av 2)."


def test_an_audit_without_any_answer_is_one_problem() -> None:
    bare = Recommendation("Följ upp avtalen.", observations=SEEN)
    audit = replace(AUDIT, recommendations=(bare, bare))
    problems = [p for p in find_problems(follow_up(audit)) if p.code is ProblemCode.RESPONSE_MISSING]
    assert [p.message for p in problems] == [
        "Dokumentet återger inget svar på någon av de 2 rekommendationerna."
    ]


def test_a_recommendation_that_the_follow_up_passes_over_is_reported() -> None:
    silent = replace(AUDIT.recommendations[0], observations=())
    assert ProblemCode.OBSERVATION_MISSING in found(follow_up(replace(AUDIT, recommendations=(silent,))))
    stated = replace(silent, status=Status.IMPLEMENTED)
    assert found(follow_up(replace(AUDIT, recommendations=(stated,)))) == {}


def test_a_reference_to_a_section_that_is_not_there_is_reported() -> None:
    report = replace(
        follow_up(replace(AUDIT, section="3.1")),
        recommendations=(NewRecommendation("Se över rutinen, se avsnitt 3.4.", section="3.4"),),
    )
    assert "3.4" in found(report)[ProblemCode.SECTION_REFERENCE_BROKEN]
    right = replace(report, recommendations=(NewRecommendation("Se avsnitt 3.1.1.", section="3.1.1"),))
    assert found(right) == {}


def test_two_recommendations_with_one_number_are_reported_and_kept() -> None:
    audit = replace(AUDIT, recommendations=(recommendation("Ett.", "4"), recommendation("Två.", "4")))
    assert found(follow_up(audit))[ProblemCode.DUPLICATE_NUMBER].startswith("Numret 4 står på 2")


STEPS = tuple(Level(value, f"Steg {value}") for value in (1, 2, 3, 4))
CONTROL = Control(
    "Jämför avtal och fakturor",
    number="1",
    risk="1",
    frequency="Två gånger per år",
    responsible="Controller",
    report_to="Nämnden",
    report_when="Bokslut",
)
PLAN = Report(
    Kind.CONTROL_PLAN,
    scale=Scale(STEPS, STEPS),
    risks=(Risk("Fel pris betalas", "1", "Ekonomi", 2, 4, 8),),
    controls=(CONTROL,),
)


def test_a_plan_in_order_has_no_problems() -> None:
    assert found(PLAN) == {}


def test_a_printed_risk_value_that_is_no_product_is_reported_with_its_figures() -> None:
    risk = replace(PLAN.risks[0], value=9)
    message = found(replace(PLAN, risks=(risk,)))[ProblemCode.RISK_VALUE_MISMATCH]
    assert message == "Riskvärdet är 9, men 2 × 4 är 8."


def test_a_level_outside_the_scale_is_reported_and_its_product_is_not_judged() -> None:
    risk = replace(PLAN.risks[0], likelihood=6, value=9)
    codes = found(replace(PLAN, risks=(risk,)))
    assert codes[ProblemCode.LEVEL_OUTSIDE_SCALE] == "Sannolikheten är 6, men skalan går från 1 till 4."
    assert ProblemCode.RISK_VALUE_MISMATCH not in codes


def test_a_risk_without_control_is_reported_unless_it_is_accepted() -> None:
    other = Risk("Arkivet brinner", "2", "Ekonomi", 1, 4, 4)
    assert ProblemCode.RISK_WITHOUT_CONTROL in found(replace(PLAN, risks=(*PLAN.risks, other)))
    accepted = replace(other, treatment=Treatment.ACCEPT)
    assert found(replace(PLAN, risks=(*PLAN.risks, accepted))) == {}


def test_a_control_that_answers_no_risk_is_reported() -> None:
    stray = replace(CONTROL, number="2", risk="7")
    message = found(replace(PLAN, controls=(CONTROL, stray)))[ProblemCode.CONTROL_WITHOUT_RISK]
    assert message == "Kontrollen svarar mot risk 7, som inte finns bland planens 1 risker."


def test_a_plan_says_in_words_which_of_the_six_parts_is_missing() -> None:
    bare = replace(CONTROL, report_to=None)
    message = found(replace(PLAN, controls=(bare,)))[ProblemCode.REQUIRED_PART_MISSING]
    assert message == "Det framgår inte till vem resultatet rapporteras för 1 av 1 kontroller."


def test_a_mandatory_area_without_risk_or_control_is_reported_and_a_closer_name_counts() -> None:
    assert "Personal" in found(replace(PLAN, areas=("Ekonomi", "Personal")))[ProblemCode.AREA_MISSING]
    named = replace(PLAN, risks=(replace(PLAN.risks[0], category="Ekonomispecifik"),))
    assert found(replace(named, areas=("Ekonomi",))) == {}


def results(*occasions: Occasion) -> Report:
    return Report(Kind.CONTROL_FOLLOW_UP, controls=(replace(CONTROL, occasions=occasions),))


def test_an_occasion_without_result_is_reported() -> None:
    assert ProblemCode.OCCASION_WITHOUT_RESULT in found(results(Occasion("Tillfälle 1")))
    assert found(results(Occasion("Tillfälle 1", comment="Allt stämde."))) == {}


def test_a_deviation_without_action_is_reported() -> None:
    major = Occasion("Tillfälle 1", deviation_level=DeviationLevel.MAJOR)
    assert ProblemCode.DEVIATION_WITHOUT_ACTION in found(results(major))
    assert found(results(replace(major, actions=(Action("Ny rutin"),)))) == {}


def test_not_performed_and_a_level_of_deviation_contradict_each_other() -> None:
    none = DeviationLevel.NONE
    occasion = Occasion("Tillfälle 1", deviation_level=none, execution=Execution.NOT_PERFORMED)
    message = found(results(occasion))[ProblemCode.EXECUTION_CONTRADICTS_LEVEL]
    assert message == "Kontrollen är inte genomförd men har ändå fått nivån ”Inga avvikelser”."


def test_an_occasion_is_overdue_only_after_its_day_and_only_without_result() -> None:
    occasion = Occasion("Tillfälle 1", due=datetime.date(2024, 2, 29))
    on_the_day = list(overdue_occasions(results(occasion), datetime.date(2024, 2, 29)))
    assert on_the_day == []
    [problem] = overdue_occasions(results(occasion), datetime.date(2024, 3, 1))
    assert problem.message == "Slutdatum var 2024-02-29; det är 1 dag sedan och resultatet saknas."
    done = replace(occasion, execution=Execution.PERFORMED)
    assert list(overdue_occasions(results(done), datetime.date(2025, 1, 1))) == []
