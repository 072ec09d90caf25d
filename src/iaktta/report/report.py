"""One report as data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from iaktta.document import Span
from iaktta.report.audits import Audit, Decision, NewRecommendation, Summary
from iaktta.report.codes import Kind, ProblemCode
from iaktta.report.controls import Action, Control, Risk, Scale
from iaktta.report.form import Formed, Places, places

SCHEMA = "iaktta.report/1"


@dataclass(frozen=True, slots=True)
class Problem(Formed):
    """What does not add up in a document; `message` is Swedish, `where` names the entry."""

    code: ProblemCode
    message: str
    where: str | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceFile(Formed):
    """The file that was read, and which reader with which version read it."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Report(Formed):
    """What one document says. What it does not state is None or empty: nothing is guessed."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset({"title"})

    kind: Kind
    title: str = ""
    organisation: str | None = None
    body: str | None = None
    author: str | None = None
    year: int | None = None
    date: datetime.date | None = None
    registration: str | None = None
    decision: Decision | None = None
    audits: tuple[Audit, ...] = ()
    recommendations: tuple[NewRecommendation, ...] = ()
    summary: Summary | None = None
    scale: Scale | None = None
    requirements: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    controls: tuple[Control, ...] = ()
    conclusion: str | None = None
    questions: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    fact_check: str | None = None
    contacts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: Places = places()
    source: SourceFile | None = None
