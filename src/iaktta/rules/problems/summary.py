"""The counting table against its own sum row and against the audits of the document (R56)."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from iaktta.report import Audit, Problem, ProblemCode, Report, Summary, SummaryRow

_COLUMNS = (
    ("implemented", "Åtgärdad"),
    ("partly_implemented", "Delvis åtgärdad"),
    ("not_implemented", "Ej åtgärdad"),
)
_SAME_TITLE = 85  # per cent, by words: a table may shorten "Granskning av ..." or leave out the year


def summary_problems(report: Report) -> Iterator[Problem]:
    """Sums that differ from their rows, and rows that differ from the number of recommendations."""
    if report.summary is None:
        return
    yield from _wrong_totals(report.summary)
    yield from _wrong_counts(report.summary, report.audits)


def _wrong_totals(summary: Summary) -> Iterator[Problem]:
    for field, label in _COLUMNS:
        printed = getattr(summary.totals, field) if summary.totals else None
        counted = sum(getattr(row, field) or 0 for row in summary.rows)
        if printed is not None and printed != counted:
            message = f"Summan för {label} är {printed} i tabellen, men raderna ger tillsammans {counted}."
            source = next((row.source for row in reversed(summary.rows) if row.source), None)
            yield Problem(ProblemCode.SUMMARY_TOTAL_MISMATCH, message, where=label, source=source)


def _wrong_counts(summary: Summary, audits: tuple[Audit, ...]) -> Iterator[Problem]:
    for row in summary.rows:
        printed = sum(getattr(row, field) or 0 for field, _ in _COLUMNS)
        audit = audit_of(row, audits)
        if audit is None:
            if audits:
                message = (
                    f"Tabellen räknar {printed} rekommendationer, men granskningen finns inte i dokumentet."
                )
                yield Problem(ProblemCode.SUMMARY_COUNT_MISMATCH, message, where=row.audit, source=row.source)
        elif printed != len(audit.recommendations):
            given = len(audit.recommendations)
            message = f"Tabellen räknar {printed} rekommendationer, men granskningen har {given}."
            yield Problem(ProblemCode.SUMMARY_COUNT_MISMATCH, message, where=row.audit, source=row.source)


def audit_of(row: SummaryRow, audits: tuple[Audit, ...]) -> Audit | None:
    """The audit that a row of the table counts: the one with the likest title; None where none is like it."""
    best = max(audits, key=lambda audit: _alike(row.audit, audit.title), default=None)
    return best if best is not None and _alike(row.audit, best.title) >= _SAME_TITLE else None


def _alike(first: str, second: str) -> float:
    return fuzz.token_set_ratio(first.casefold(), second.casefold())
