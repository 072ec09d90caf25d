"""What a scope's start page asks of the register."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from iaktta.register.access import Sight
from iaktta.register.models import Committee, Occasion, Proposal, Reading, StatedReport
from iaktta.register.permissions import Act
from iaktta.register.queries import controls
from iaktta.register.queries.auditors import waiting_fact_checks
from iaktta.register.queries.problems import problems_of_scope
from iaktta.report import ProblemCode


@dataclass(frozen=True, slots=True)
class ControlState:
    """A control of the year: its committee, its area, its worst result, and whether an action is stated."""

    committee: str
    category: str
    worst: str
    has_action: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """A day of the year wheel: an occasion's, with its result, or one of the auditors' documents'."""

    day: datetime.date
    execution: str
    deviation_level: str
    is_document: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a person: proposals to settle, what does not add up, what could not be read."""

    proposals: int
    fact_checks: int
    problems: int
    unread: int


def control_states(see: Sight, year: int, committee: Committee | None) -> list[ControlState]:
    """The controls of the year's plans. One query."""
    rows: QuerySet[Any] = controls.of_scope(see, year, committee).order_by("plan__committee__name", "pk")
    found = rows.values_list("plan__committee__name", "category", "worst", "has_action")
    return [ControlState(name or "", category, worst, bool(has)) for name, category, worst, has in found]


def happenings(see: Sight, year: int, committee: Committee | None) -> list[Happening]:
    """The occasions of the year that have a day, and the auditors' documents. One query."""
    occasions = see.of(Occasion).filter(
        shown_as__isnull=True, control__shown_as__isnull=True, control__plan__year=year, due__isnull=False
    )
    if committee is not None:
        occasions = occasions.filter(Q(control__plan__committee=committee) | Q(committee=committee))
    documents = see.of(StatedReport).filter(
        reading__is_current=True, date__year=year, kind__in=("audit", "audit_follow_up")
    )
    due = occasions.order_by().values_list("due", "execution", "deviation_level", Value(0))
    told = documents.order_by().values_list("date", Value(""), Value(""), Value(1))
    rows = sorted(due.union(told, all=True), key=lambda row: row[0])
    return [Happening(day, execution, level, bool(document)) for day, execution, level, document in rows]


def newest_readings(see: Sight, number: int = 5) -> Sequence[Reading]:
    """What was read in last. One query."""
    rows = see.of(Reading).filter(is_current=True)
    rows = rows.select_related("report", "document__organisation", "document__taken_in_by")
    return list(rows.order_by("-pk")[:number])


def waiting(see: Sight, year: int, committee: Committee | None) -> Waiting:
    """What waits. Two queries."""
    unread = Count("pk", filter=Q(code=ProblemCode.UNREAD_TEXT.value))
    problems = problems_of_scope(see, year, committee).order_by()
    found = problems.aggregate(all=Count("pk"), unread=unread)
    numbers = _numbers(see)
    return Waiting(
        proposals=numbers.get("proposals", 0),
        fact_checks=numbers.get("fact_checks", 0),
        problems=found["all"] - found["unread"],
        unread=found["unread"],
    )


def _numbers(see: Sight) -> dict[str, int]:
    """How many proposals the user may settle, and how many fact-checks the user may answer. One query."""
    settles = see.bodies_for(Act.SETTLE_PROPOSAL)
    proposals = see.of(Proposal).filter(state=Proposal.State.OPEN, owner__in=settles)
    answers = see.bodies_for(Act.REMARK_ON_FACTS)
    asked = waiting_fact_checks(see).filter(owner__in=answers)
    told = [
        rows.order_by().annotate(what=Value(what)).values_list("what").annotate(Count("pk"))
        for what, rows in (("proposals", proposals), ("fact_checks", asked))
    ]
    return dict(told[0].union(told[1]))


def by_key(states: Sequence[ControlState], key: str) -> dict[str, list[ControlState]]:
    """The controls by committee or area, in their order."""
    grouped: dict[str, list[ControlState]] = defaultdict(list)
    for state in states:
        grouped[getattr(state, key)].append(state)
    return dict(grouped)
