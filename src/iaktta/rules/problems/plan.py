"""Plans: risk values, links from risk to control, the six parts, the mandatory areas (R2, R5, R9, R12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from iaktta.report import Control, Kind, Problem, ProblemCode, Report, Risk, Treatment
from iaktta.rules.problems.audits import repeated
from iaktta.rules.risk import levels_outside, risk_value, risks_on_scale


def plan_problems(report: Report) -> Iterator[Problem]:
    """What does not add up in the risks and controls of a plan or of its follow-up."""
    yield from _risk_values(report)
    yield from _duplicate_numbers(report)
    if report.risks and report.controls:
        yield from _risks_without_control(report)
        yield from _controls_without_risk(report)
    if report.kind is Kind.CONTROL_PLAN or report.requirements:
        yield from _missing_parts(report)
    yield from _missing_areas(report)


def named(entry: Risk | Control, kind: str) -> str:
    """How a problem says where it is: "risk 3" or the first words of an entry without number."""
    if entry.number:
        return f"{kind} {entry.number}"
    return entry.text if len(entry.text) <= 60 else entry.text[:57].rstrip() + "..."


def _risk_values(report: Report) -> Iterator[Problem]:
    for risk in report.risks:
        for name, level, lowest, highest in levels_outside(risk, report.scale):
            message = f"{name} är {level}, men skalan går från {lowest} till {highest}."
            where = named(risk, "risk")
            yield Problem(ProblemCode.LEVEL_OUTSIDE_SCALE, message, where=where, source=risk.source)
    for risk in risks_on_scale(report):
        assert risk.likelihood is not None  # risks_on_scale has both levels
        assert risk.consequence is not None
        expected = risk_value(risk.likelihood, risk.consequence)
        if risk.value not in (None, expected):
            message = f"Riskvärdet är {risk.value}, men {risk.likelihood} × {risk.consequence} är {expected}."
            where = named(risk, "risk")
            yield Problem(ProblemCode.RISK_VALUE_MISMATCH, message, where=where, source=risk.source)


def _duplicate_numbers(report: Report) -> Iterator[Problem]:
    lists: tuple[tuple[str, tuple[Risk | Control, ...]], ...] = (
        ("risker", report.risks),
        ("kontroller", report.controls),
    )
    for kind, entries in lists:
        for number, times in repeated(entry.number for entry in entries):
            source = next((entry.source for entry in reversed(entries) if entry.number == number), None)
            message = f"Numret {number} står på {times} {kind}."
            yield Problem(ProblemCode.DUPLICATE_NUMBER, message, where=f"{kind[:-2]} {number}", source=source)


def _risks_without_control(report: Report) -> Iterator[Problem]:
    answered = {control.risk for control in report.controls if control.risk}
    if not answered:
        return  # the document does not say which control answers which risk
    for risk in report.risks:
        if risk.treatment in (Treatment.ACCEPT, Treatment.ACT) or not risk.number:
            continue
        if risk.number not in answered:
            count = len(report.controls)
            message = f"Ingen av planens {count} kontroller svarar mot risk {risk.number}."
            where = named(risk, "risk")
            yield Problem(ProblemCode.RISK_WITHOUT_CONTROL, message, where=where, source=risk.source)


def _controls_without_risk(report: Report) -> Iterator[Problem]:
    numbers = {risk.number for risk in report.risks if risk.number}
    if not any(control.risk for control in report.controls):
        return
    for control in report.controls:
        if control.risk in numbers:
            continue
        count = len(report.risks)
        message = (
            f"Kontrollen svarar mot risk {control.risk}, som inte finns bland planens {count} risker."
            if control.risk
            else f"Kontrollen svarar inte mot någon av planens {count} risker."
        )
        where = named(control, "kontroll")
        yield Problem(ProblemCode.CONTROL_WITHOUT_RISK, message, where=where, source=control.source)


_PARTS: tuple[tuple[str, Callable[[Control], bool]], ...] = (
    ("hur ofta kontrollen görs", lambda c: bool(c.frequency or c.occasions)),
    ("vem som gör kontrollen", lambda c: bool(c.responsible or any(o.responsible for o in c.occasions))),
    ("till vem resultatet rapporteras", lambda c: bool(c.report_to)),
    ("när resultatet rapporteras", lambda c: bool(c.report_when or any(o.due for o in c.occasions))),
)


def _missing_parts(report: Report) -> Iterator[Problem]:
    """The six parts of a plan (R2): controls, frequency, performer, recipient, time, risk assessment."""
    if not report.controls:
        message = "Planen saknar kontroller: 0 kontrollmoment är angivna."
        yield Problem(ProblemCode.REQUIRED_PART_MISSING, message, where="kontroller")
    for part, has in _PARTS:
        missing = [control for control in report.controls if not has(control)]
        if missing:
            count = len(report.controls)
            message = f"Det framgår inte {part} för {len(missing)} av {count} kontroller."
            source = missing[0].source
            yield Problem(ProblemCode.REQUIRED_PART_MISSING, message, where=part, source=source)
    assessed = [risk for risk in report.risks if risk.value is not None or risk.likelihood is not None]
    if not assessed:
        message = f"Riskbedömning saknas: {len(report.risks)} risker är angivna, ingen är värderad."
        yield Problem(ProblemCode.REQUIRED_PART_MISSING, message, where="riskbedömning")


def _missing_areas(report: Report) -> Iterator[Problem]:
    entries: list[Risk | Control] = [*report.risks, *report.controls]
    covered = [entry.category.casefold() for entry in entries if entry.category]
    if not covered:
        return
    places = report.places.get("areas", ())
    for index, area in enumerate(report.areas):
        # "Verksamhetsspecifik" answers the area "Verksamhet": a category may be named more closely (R5).
        stem = area.casefold()
        if not any(category.startswith(stem) or stem.startswith(category) for category in covered):
            message = f"Delområdet {area} har 0 risker och 0 kontroller, men planen ska täcka det."
            source = places[index] if index < len(places) else None
            yield Problem(ProblemCode.AREA_MISSING, message, where=area, source=source)
