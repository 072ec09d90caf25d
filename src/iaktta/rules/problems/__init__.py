"""What does not add up in a report. Each problem names its figures, in Swedish; work goes on.

`unread_text` and `decision_unreadable` come from the reader, who alone sees the paper.
"""

from __future__ import annotations

from collections.abc import Iterator

from iaktta.report import Problem, Report
from iaktta.rules.problems.audits import audit_problems
from iaktta.rules.problems.occasions import occasion_problems, overdue_occasions
from iaktta.rules.problems.plan import plan_problems
from iaktta.rules.problems.summary import summary_problems

__all__ = ["find_problems", "overdue_occasions"]


def find_problems(report: Report) -> Iterator[Problem]:
    """Every problem that follows from the report itself, in reading order of its parts."""
    yield from summary_problems(report)
    yield from audit_problems(report)
    yield from plan_problems(report)
    yield from occasion_problems(report)
