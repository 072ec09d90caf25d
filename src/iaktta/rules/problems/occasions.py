"""Results of controls: missing, contradictory, without action, overdue (R15, R20)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from iaktta.report import Control, DeviationLevel, Execution, Kind, Occasion, Problem, ProblemCode, Report
from iaktta.rules.problems.plan import named

_LEVELS = {
    DeviationLevel.NONE: "Inga avvikelser",
    DeviationLevel.MINOR: "Mindre avvikelser",
    DeviationLevel.MAJOR: "Större avvikelser",
}
_HAS_RESULTS = {Kind.CONTROL_FOLLOW_UP, Kind.OVERALL_EVALUATION}


def occasion_problems(report: Report) -> Iterator[Problem]:
    """What does not add up in the results of the report's controls."""
    for control in report.controls:
        if report.kind in _HAS_RESULTS:
            yield from _without_result(control)
        yield from _contradictions(control)
        yield from _without_action(control)


def _where(control: Control, occasion: Occasion | None = None) -> str:
    name = named(control, "kontroll")
    return f"{name}, {occasion.name}" if occasion else name


def _has_result(entry: Control | Occasion) -> bool:
    text = entry.comment if isinstance(entry, Occasion) else entry.deviation
    return bool(entry.execution or entry.deviation_level or text)


def _without_result(control: Control) -> Iterator[Problem]:
    empty = [occasion for occasion in control.occasions if not _has_result(occasion)]
    for occasion in empty:
        count = len(control.occasions)
        due = f" (slutdatum {occasion.due})" if occasion.due else ""
        message = f"Tillfället har inget resultat{due}: {len(empty)} av {count} tillfällen saknar det."
        where = _where(control, occasion)
        yield Problem(ProblemCode.OCCASION_WITHOUT_RESULT, message, where=where, source=occasion.source)
    if not control.occasions and not _has_result(control) and not control.action:
        message = "Kontrollen har inget resultat: 0 tillfällen, ingen avvikelse och ingen status är angiven."
        yield Problem(
            ProblemCode.OCCASION_WITHOUT_RESULT, message, where=_where(control), source=control.source
        )


def _graded(control: Control) -> list[Control | Occasion]:
    return [control, *control.occasions]


def _contradictions(control: Control) -> Iterator[Problem]:
    for entry in _graded(control):
        if entry.execution is not Execution.NOT_PERFORMED or entry.deviation_level is None:
            continue
        words = entry.wording.get("deviation_level") or _LEVELS[entry.deviation_level]
        message = f"Kontrollen är inte genomförd men har ändå fått nivån ”{words}”."
        where = _where(control, entry if isinstance(entry, Occasion) else None)
        yield Problem(ProblemCode.EXECUTION_CONTRADICTS_LEVEL, message, where=where, source=entry.source)


def _without_action(control: Control) -> Iterator[Problem]:
    if control.action or control.actions:
        return
    for entry in _graded(control):
        if entry.deviation_level in (None, DeviationLevel.NONE) or entry.actions:
            continue
        words = entry.wording.get("deviation_level") or _LEVELS[entry.deviation_level]
        message = f"Resultatet är ”{words}”, men 0 åtgärder är angivna."
        where = _where(control, entry if isinstance(entry, Occasion) else None)
        yield Problem(ProblemCode.DEVIATION_WITHOUT_ACTION, message, where=where, source=entry.source)


def overdue_occasions(report: Report, today: datetime.date) -> Iterator[Problem]:
    """Occasions whose due date has passed without a result; the register asks, with its own day."""
    for control in report.controls:
        for occasion in control.occasions:
            if occasion.due is None or occasion.due >= today or _has_result(occasion):
                continue
            days = (today - occasion.due).days
            late = "1 dag" if days == 1 else f"{days} dagar"
            message = f"Slutdatum var {occasion.due}; det är {late} sedan och resultatet saknas."
            where = _where(control, occasion)
            yield Problem(ProblemCode.OCCASION_OVERDUE, message, where=where, source=occasion.source)
