"""The counting matrix: the figures that a document prints, beside what the register's own statuses give.

A status is never inferred from a count, and a count is never laid out over recommendations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iaktta.register.access import Sight
from iaktta.register.models import (
    Audit,
    Committee,
    StatedAudit,
    StatedReport,
    StatedSummaryRow,
    StatedSummaryTotals,
)
from iaktta.register.queries.audits import Source, by_time, recommendations_of
from iaktta.register.queries.states import counted, states_of
from iaktta.report import Audit as ReportedAudit
from iaktta.report import SummaryRow
from iaktta.rules.counting import Counts
from iaktta.rules.problems.summary import audit_of

COLUMNS = ("implemented", "partly_implemented", "not_implemented")
"""The columns that such a table prints."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: as printed (None is blank), and what the register counts (None: no such audit in it)."""

    column: str
    printed: int | None
    counted: int | None

    @property
    def differs(self) -> bool:
        """Whether both are there and are not the same; a blank is not nought, and is not compared."""
        return None not in (self.printed, self.counted) and self.printed != self.counted


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One audit's row; `audit` is None where the register does not know which it is."""

    title: str
    year: int | None
    stated: StatedSummaryRow | None
    audit: Audit | None
    figures: tuple[Figure, ...]
    own: Counts | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """One document's counting table, with its own sum row where it prints one."""

    source: Source
    rows: tuple[MatrixRow, ...]
    totals: MatrixRow

    @property
    def differing(self) -> int:
        """How many printed figures differ from the register's own, the sum row left out."""
        return sum(figure.differs for row in self.rows for figure in row.figures)


def matrices(see: Sight, year: int | None, committee: Committee | None = None) -> list[Matrix]:
    """The counting tables of a year's documents, oldest first; every year's where none is given.

    The register's own figures count every addressee: a printed table does not say which committee it means,
    so `committee` only leaves out audits that have no recommendation to it.
    """
    heads = {head.reading_id: head for head in _heads(see, year)}
    rows = _rows(see, list(heads))
    audits = _audits(see, list(rows))
    subjects = {audit.pk: audit for found in audits.values() for audit in found.values()}
    own = _own(see, list(subjects.values()), committee)
    totals = {total.reading_id: total for total in see.of(StatedSummaryTotals).filter(reading__in=list(rows))}
    found = []
    for reading, printed in rows.items():
        head = heads[reading]
        source = Source(head.reading.document, head)
        shown = [_row(row, audits[reading], own) for row in printed]
        if committee is not None:
            shown = [row for row in shown if row.own is not None]
        if shown:
            found.append(Matrix(source, tuple(shown), _totals(totals.get(reading), shown)))
    return sorted(found, key=lambda matrix: by_time(matrix.source))


def _heads(see: Sight, year: int | None) -> Sequence[StatedReport]:
    rows = see.of(StatedReport).filter(reading__is_current=True, reading__statedsummary__isnull=False)
    if year is not None:
        rows = rows.filter(year=year)
    return list(rows.select_related("reading__document__organisation").distinct())


def _rows(see: Sight, readings: Sequence[int]) -> dict[int, list[StatedSummaryRow]]:
    grouped: dict[int, list[StatedSummaryRow]] = defaultdict(list)
    for row in see.of(StatedSummaryRow).filter(reading__in=readings).order_by("reading", "position", "pk"):
        grouped[row.reading_id].append(row)
    return grouped


def _audits(see: Sight, readings: Sequence[int]) -> dict[int, dict[str, Audit]]:
    """By reading: the audits that the document treats, by their title there."""
    grouped: dict[int, dict[str, Audit]] = defaultdict(dict)
    rows = see.of(StatedAudit).filter(reading__in=readings)
    for row in rows.select_related("mention__audit__shown_as").order_by("position"):
        subject = row.mention.audit
        if subject is not None:
            shown_as: Any = subject.shown_as  # an audit too: the base class cannot say which kind
            grouped[row.reading_id].setdefault(row.title, shown_as or subject)
    return grouped


def _own(see: Sight, audits: Sequence[Audit], committee: Committee | None) -> dict[int, Counts]:
    grouped = recommendations_of(see, audits)
    every = states_of(see, [one for rows in grouped.values() for one in rows])
    states = {state.recommendation.pk: state for state in every}
    found = {}
    for audit in audits:
        here = [states[one.pk] for one in grouped[audit.pk]]
        if committee is None or any(state.for_committee(committee) for state in here):
            found[audit.pk] = counted(here)
    return found


def _row(row: StatedSummaryRow, audits: Mapping[str, Audit], own: Mapping[int, Counts]) -> MatrixRow:
    likest = audit_of(SummaryRow(row.audit), tuple(ReportedAudit(title) for title in audits))
    audit = audits[likest.title] if likest else None
    counts = own.get(audit.pk) if audit else None
    figures = tuple(
        Figure(name, getattr(row, name), getattr(counts, name) if counts else None) for name in COLUMNS
    )
    return MatrixRow(row.audit, row.year, row, audit, figures, counts)


def _totals(printed: StatedSummaryTotals | None, rows: Sequence[MatrixRow]) -> MatrixRow:
    own = sum((row.own for row in rows if row.own), Counts())
    figures = tuple(
        Figure(name, getattr(printed, name) if printed else None, getattr(own, name)) for name in COLUMNS
    )
    return MatrixRow("", None, None, None, figures, own)
