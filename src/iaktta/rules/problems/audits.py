"""Audits and recommendations: answers, observations, numbers and references that are missing or broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from iaktta.report import Audit, Kind, Problem, ProblemCode, Recommendation, Report, Statement

_NEEDS_ANSWERS = {Kind.AUDIT_FOLLOW_UP, Kind.AUDIT_RESPONSE}


def audit_problems(report: Report) -> Iterator[Problem]:
    """What does not add up in the audits and in the new recommendations."""
    for audit in report.audits:
        yield from _duplicate_numbers(audit)
        if report.kind in _NEEDS_ANSWERS:
            yield from _missing_responses(audit)
        if report.kind is Kind.AUDIT_FOLLOW_UP:
            yield from _missing_observations(audit)
    yield from _broken_references(report)


def named(audit: Audit, recommendation: Recommendation | None = None) -> str:
    """How a problem says where it is: the audit's title, and which recommendation."""
    if recommendation is None:
        return audit.title or "granskningen"
    number = recommendation.number or str(audit.recommendations.index(recommendation) + 1)
    return f"{audit.title or 'granskningen'}, rekommendation {number}"


def _duplicate_numbers(audit: Audit) -> Iterator[Problem]:
    for number, times in repeated(recommendation.number for recommendation in audit.recommendations):
        message = f"Numret {number} står på {times} rekommendationer i samma granskning."
        source = next((r.source for r in reversed(audit.recommendations) if r.number == number), None)
        yield Problem(ProblemCode.DUPLICATE_NUMBER, message, where=named(audit), source=source)


def repeated(numbers: Iterable[str | None]) -> list[tuple[str, int]]:
    """Numbers that occur more than once, with how many times."""
    return [(number, times) for number, times in Counter(n for n in numbers if n).items() if times > 1]


def _missing_responses(audit: Audit) -> Iterator[Problem]:
    if not audit.recommendations:
        return
    if not audit.responses and not any(r.responses for r in audit.recommendations):
        count = len(audit.recommendations)
        given = "rekommendationen" if count == 1 else f"någon av de {count} rekommendationerna"
        message = f"Dokumentet återger inget svar på {given}."
        yield Problem(ProblemCode.RESPONSE_MISSING, message, where=named(audit), source=audit.source)
        return
    for recommendation in audit.recommendations:
        silent = _silent(audit, recommendation)
        if silent:
            asked = len(_asked(audit, recommendation))
            message = f"Svar saknas från {_listed(silent)} ({len(silent)} av {asked})."
            where = named(audit, recommendation)
            yield Problem(ProblemCode.RESPONSE_MISSING, message, where=where, source=recommendation.source)


def _silent(audit: Audit, recommendation: Recommendation) -> list[str]:
    """The addressees without an answer, on this recommendation or on the audit as a whole."""
    statements: Sequence[Statement] = (*recommendation.responses, *audit.responses)
    if any(not statement.committees for statement in statements):
        return []  # an answer without a name may be anybody's
    answered = {committee for statement in statements for committee in statement.committees}
    return [committee for committee in _asked(audit, recommendation) if committee not in answered]


def _asked(audit: Audit, recommendation: Recommendation) -> tuple[str, ...]:
    """The addressees; words such as "Samtliga nämnder" mean the auditees (R44)."""
    collective = any(
        words.casefold().startswith(("samtliga", "alla ")) for words in recommendation.addressees
    )
    return audit.auditees if collective or not recommendation.addressees else recommendation.addressees


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def _missing_observations(audit: Audit) -> Iterator[Problem]:
    if audit.observations:
        return
    for recommendation in audit.recommendations:
        if not recommendation.observations and recommendation.status is None:
            message = (
                f"Uppföljningen säger inget om den här rekommendationen (1 av {len(audit.recommendations)})."
            )
            where = named(audit, recommendation)
            yield Problem(ProblemCode.OBSERVATION_MISSING, message, where=where, source=recommendation.source)


def _broken_references(report: Report) -> Iterator[Problem]:
    sections = {audit.section for audit in report.audits if audit.section}
    if not sections:
        return  # a document without numbered chapters cannot be checked
    for recommendation in report.recommendations:
        section = recommendation.section
        if section and not any(_holds(known, section) or _holds(section, known) for known in sections):
            printed = ", ".join(sorted(sections))
            message = f"Rekommendationen hänvisar till avsnitt {section}, som inte finns bland {printed}."
            where = f"ny rekommendation {report.recommendations.index(recommendation) + 1}"
            yield Problem(
                ProblemCode.SECTION_REFERENCE_BROKEN, message, where=where, source=recommendation.source
            )


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}.")
