"""What a report says about audits and recommendations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from iaktta.document import Span
from iaktta.report.codes import Basis, Effect, Status, Verdict
from iaktta.report.form import Formed, Places, Secrecy, places


@dataclass(frozen=True, slots=True)
class Decision(Formed):
    """A committee's decision as cited. `paragraph`: the number after §, digits only."""

    committee: str
    date: datetime.date | None = None
    paragraph: str | None = None
    registration: str | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Commitment(Formed):
    """What a committee promises and by when; `due` is the wording's last day."""

    text: str
    due: datetime.date | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement(Formed):
    """An answer or an observation; `committees` says whose, empty where the document does not tell."""

    text: str
    committees: tuple[str, ...] = ()
    basis: Basis = Basis.STATEMENT
    commitments: tuple[Commitment, ...] = ()
    secrecy: Secrecy | None = None
    verified: bool | None = None
    places: Places = places()
    source: Span | None = None

    def __post_init__(self) -> None:
        Formed.__post_init__(self)
        if self.verified is True:
            raise ValueError("verified is False or not stated")


@dataclass(frozen=True, slots=True)
class Assessment(Formed):
    """The auditors' verdict with its listed grounds. A verdict is None where the text gives none."""

    verdict: Verdict | None = None
    text: str | None = None
    grounds: tuple[str, ...] = ()
    wording: Mapping[str, str] = places()
    verified: bool | None = None
    places: Places = places()
    source: Span | None = None

    def __post_init__(self) -> None:
        Formed.__post_init__(self)
        if self.verified is True:
            raise ValueError("verified is False or not stated")


@dataclass(frozen=True, slots=True)
class Recommendation(Formed):
    """A recommendation that was given in an audit; status and effect only where stated for it."""

    text: str
    number: str | None = None
    addressees: tuple[str, ...] = ()
    responses: tuple[Statement, ...] = ()
    observations: tuple[Statement, ...] = ()
    status: Status | None = None
    effect: Effect | None = None
    wording: Mapping[str, str] = places()
    secrecy: Secrecy | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class NewRecommendation(Formed):
    """A recommendation that a follow-up itself gives; `section` is the section it refers to."""

    text: str
    addressees: tuple[str, ...] = ()
    section: str | None = None
    renews: bool | None = None
    places: Places = places()
    source: Span | None = None

    def __post_init__(self) -> None:
        Formed.__post_init__(self)
        if self.renews is False:
            raise ValueError("renews is True or not stated")


@dataclass(frozen=True, slots=True)
class Audit(Formed):
    """One audit, as a document treats it."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset({"title"})

    title: str
    section: str | None = None
    year: int | None = None
    auditees: tuple[str, ...] = ()
    purpose: str | None = None
    response_due: datetime.date | None = None
    original_assessment: str | None = None
    decisions: tuple[Decision, ...] = ()
    responses: tuple[Statement, ...] = ()
    observations: tuple[Statement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    assessment: Assessment | None = None
    earlier: str | None = None
    secrecy: Secrecy | None = None
    places: Places = places()
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow(Formed):
    """One audit's counts as printed; a blank cell is None, not 0."""

    audit: str
    year: int | None = None
    implemented: int | None = None
    partly_implemented: int | None = None
    not_implemented: int | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class SummaryTotals(Formed):
    """The printed sum row."""

    implemented: int | None = None
    partly_implemented: int | None = None
    not_implemented: int | None = None


@dataclass(frozen=True, slots=True)
class Summary(Formed):
    """The counting table of a follow-up, as printed."""

    rows: tuple[SummaryRow, ...] = ()
    totals: SummaryTotals | None = None
