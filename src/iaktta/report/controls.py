"""What a report says about risks, controls and their results."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from iaktta.document import Span
from iaktta.report.codes import ActionState, DeviationLevel, Effect, Execution, Treatment
from iaktta.report.form import Formed, Places, Secrecy, places


@dataclass(frozen=True, slots=True)
class Level(Formed):
    """One step of a scale; `definition` is the explanation in parentheses, without them."""

    value: int
    label: str
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Band(Formed):
    """A risk band; limits are None where the document shows them as colours only."""

    label: str
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Scale(Formed):
    """The risk scale in printed order; bands highest first."""

    likelihood: tuple[Level, ...] = ()
    consequence: tuple[Level, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk(Formed):
    """A risk; `value` is the printed risk value, never computed."""

    text: str
    number: str | None = None
    category: str | None = None
    likelihood: int | None = None
    consequence: int | None = None
    value: int | None = None
    treatment: Treatment | None = None
    secrecy: Secrecy | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Action(Formed):
    """What is to be done, where the document states it as an action of its own."""

    text: str
    responsible: str | None = None
    due: datetime.date | None = None
    state: ActionState | None = None
    effect: Effect | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Sample(Formed):
    """What was drawn for a control: ids verbatim, sizes in items."""

    population: str | None = None
    population_size: int | None = None
    size: int | None = None
    selection: str | None = None
    ids: tuple[str, ...] = ()
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Measure(Formed):
    """A measured value in `unit`, with its limit where one is stated."""

    name: str
    value: float
    unit: str | None = None
    limit: float | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Occasion(Formed):
    """One occasion of a control with its result. Execution and deviation level are two questions (R15)."""

    name: str
    committee: str | None = None
    deviation_level: DeviationLevel | None = None
    execution: Execution | None = None
    due: datetime.date | None = None
    responsible: str | None = None
    comment: str | None = None
    wording: Mapping[str, str] = places()
    secrecy: Secrecy | None = None
    reason: str | None = None
    postponed_to: str | None = None
    samples: tuple[Sample, ...] = ()
    measures: tuple[Measure, ...] = ()
    actions: tuple[Action, ...] = ()
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Control(Formed):
    """A control (kontrollmoment) with its results; `risk` is the number of the risk it answers."""

    text: str
    number: str | None = None
    risk: str | None = None
    category: str | None = None
    process: str | None = None
    method: str | None = None
    frequency: str | None = None
    responsible: str | None = None
    report_to: str | None = None
    report_when: str | None = None
    occasions: tuple[Occasion, ...] = ()
    deviation: str | None = None
    action: str | None = None
    execution: Execution | None = None
    deviation_level: DeviationLevel | None = None
    secret: bool = False
    secrecy: Secrecy | None = None
    wording: Mapping[str, str] = places()
    actions: tuple[Action, ...] = ()
    places: Places = places()
    source: Span | None = None
