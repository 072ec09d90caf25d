"""A report in a few lines of Swedish, for whoever reads a file from the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from iaktta.cli.words import EXECUTIONS, KINDS, LEVELS, STATUSES, VERDICTS, counted
from iaktta.report import Audit, Control, Problem, Recommendation, Report, Risk

WIDTH = 100
"""Letters in a line; an entry's text is cut to its first line."""


def summary(report: Report) -> str:
    """What a report says, an entry a line, and what does not add up in it."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield _cut(report.title or "(utan titel)")
    head = (KINDS[report.kind], report.organisation, report.body, report.year, report.author)
    yield " · ".join(str(part) for part in head if part)
    for audit in report.audits:
        yield ""
        yield from _audit(audit)
    if report.recommendations:
        yield ""
        yield counted(len(report.recommendations), "ny rekommendation", "nya rekommendationer")
        yield from (_entry("–", new.text, *new.addressees) for new in report.recommendations)
    if report.risks:
        yield ""
        yield counted(len(report.risks), "risk", "risker")
        yield from map(_risk, report.risks)
    if report.controls:
        yield ""
        yield counted(len(report.controls), "kontrollmoment", "kontrollmoment")
        yield from map(_control, report.controls)
    yield ""
    yield from _problems(report.problems)


def _audit(audit: Audit) -> Iterator[str]:
    year = f" ({audit.year})" if audit.year else ""
    yield _cut(" ".join(filter(None, (audit.section, audit.title))) + year)
    given = counted(len(audit.recommendations), "rekommendation", "rekommendationer")
    answers = len(audit.responses) + sum(len(each.responses) for each in audit.recommendations)
    verdict = audit.assessment.verdict if audit.assessment else None
    facts = (given, counted(answers, "svar", "svar"), VERDICTS[verdict] if verdict else None)
    yield "  " + ", ".join(fact for fact in facts if fact)
    yield from map(_recommendation, audit.recommendations)


def _recommendation(recommendation: Recommendation) -> str:
    status = STATUSES[recommendation.status] if recommendation.status else None
    return _entry(recommendation.number, recommendation.text, status, *recommendation.addressees)


def _risk(risk: Risk) -> str:
    return _entry(risk.number, risk.text, f"riskvärde {risk.value}" if risk.value is not None else None)


def _control(control: Control) -> str:
    execution = EXECUTIONS[control.execution] if control.execution else None
    level = LEVELS[control.deviation_level] if control.deviation_level else None
    occasions = counted(len(control.occasions), "tillfälle", "tillfällen") if control.occasions else None
    return _entry(control.number, control.text, execution, level, occasions)


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    if not problems:
        yield "Allt i rapporten stämmer."
        return
    yield counted(len(problems), "sak stämmer inte", "saker stämmer inte")
    for problem in problems:
        where = f"{problem.where}: " if problem.where and problem.where not in problem.message else ""
        yield textwrap.fill(where + problem.message, WIDTH, initial_indent="  – ", subsequent_indent="    ")


def _entry(mark: str | None, text: str, *facts: str | None) -> str:
    """One entry on one line: its number, the start of its text, and what is known of it."""
    told = ", ".join(fact for fact in facts if fact)
    room = WIDTH - len(told) - 9
    line = f"  {mark or '–':>3}  {_cut(text, max(room, 40))}"
    return f"{line}  [{told}]" if told else line


def _cut(text: str, width: int = WIDTH) -> str:
    return textwrap.shorten(text, width, placeholder=" …")
