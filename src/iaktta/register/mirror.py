"""How the first layer mirrors a report: which type and field stands in which table and column.

A field stands in the column of the same name, but for `COLUMNS`; what a type holds of other types, and its
lists of text, are rows of their own (`CHILDREN`). A new optional field is a column or a child, nothing else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from iaktta import report
from iaktta.register import models
from iaktta.register.models import StatedModel


@dataclass(frozen=True)
class Child:
    """What one field of a type holds, as rows of a table.

    Attributes:
        field: The type's field.
        model: The table of the rows.
        kind: The type that a row mirrors; None where it is a line of text.
        parent: The column that points to the row of the holder; None where the report itself holds it.
        marks: Columns that tell these rows from those of another field of the same holder.
        text: For lines of text, their column.
        many: False where the field holds one or none.
    """

    field: str
    model: type[StatedModel]
    kind: type[Any] | None = None
    parent: str | None = None
    marks: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    text: str = "text"
    many: bool = True

    @property
    def key(self) -> Hashable:
        """What tells its rows from all others; two types that share a table share it too."""
        return self.model, self.parent, tuple(sorted(self.marks.items()))

    def holds(self, row: StatedModel) -> bool:
        """Whether a row of its table is one of its own."""
        if any(getattr(row, name) != value for name, value in self.marks.items()):
            return False
        if self.parent is not None:
            return getattr(row, f"{self.parent}_id") is not None
        return all(getattr(row, f"{name}_id") is None for name in _PARENTS.get(self.model, ()))


COLUMNS: Mapping[type[Any], Mapping[str, str]] = {report.Report: {"organisation": "stated_organisation"}}
"""Fields whose column has another name."""


def _lines(name: str) -> Child:
    return Child(name, models.StatedLine, marks={"list": name})


def _one(name: str, model: type[StatedModel], kind: type[Any], parent: str | None = None) -> Child:
    return Child(name, model, kind, parent, many=False)


def _secrecy(parent: str) -> Child:
    return _one("secrecy", models.StatedSecrecy, report.Secrecy, parent)


def _statements(parent: str) -> tuple[Child, Child]:
    table, kind = models.StatedStatement, report.Statement
    return (
        Child("responses", table, kind, parent, {"kind": "response"}),
        Child("observations", table, kind, parent, {"kind": "observation"}),
    )


def _named(name: str, parent: str, **marks: Any) -> Child:
    return Child(name, models.StatedCommittee, None, parent, marks, text="name")


CHILDREN: Mapping[type[Any], tuple[Child, ...]] = {
    report.Report: (
        _one("decision", models.StatedDecision, report.Decision),
        Child("audits", models.StatedAudit, report.Audit),
        Child(
            "recommendations", models.StatedRecommendation, report.NewRecommendation, marks={"is_new": True}
        ),
        _one("summary", models.StatedSummary, report.Summary),
        _one("scale", models.StatedScale, report.Scale),
        *map(_lines, ("requirements", "areas", "questions", "criteria", "contacts", "references")),
        Child("risks", models.StatedRisk, report.Risk),
        Child("controls", models.StatedControl, report.Control),
        Child("actions", models.StatedAction, report.Action),
        Child("problems", models.StatedProblem, report.Problem),
        _one("source", models.StatedFile, report.SourceFile),
    ),
    report.Audit: (
        _named("auditees", "audit"),
        Child("decisions", models.StatedDecision, report.Decision, "audit"),
        *_statements("audit"),
        Child("recommendations", models.StatedRecommendation, report.Recommendation, "audit"),
        _one("assessment", models.StatedAssessment, report.Assessment, "audit"),
        _secrecy("audit"),
    ),
    report.Recommendation: (
        _named("addressees", "recommendation"),
        *_statements("recommendation"),
        _secrecy("recommendation"),
    ),
    report.NewRecommendation: (_named("addressees", "recommendation"),),
    report.Statement: (
        _named("committees", "statement"),
        Child("commitments", models.StatedCommitment, report.Commitment, "statement"),
        _secrecy("statement"),
    ),
    report.Assessment: (Child("grounds", models.StatedGround, None, "assessment"),),
    report.Summary: (
        Child("rows", models.StatedSummaryRow, report.SummaryRow, "summary"),
        _one("totals", models.StatedSummaryTotals, report.SummaryTotals, "summary"),
    ),
    report.Scale: (
        Child("likelihood", models.StatedLevel, report.Level, "scale", {"axis": "likelihood"}),
        Child("consequence", models.StatedLevel, report.Level, "scale", {"axis": "consequence"}),
        Child("bands", models.StatedBand, report.Band, "scale"),
    ),
    report.Secrecy: (Child("passages", models.StatedPassage, report.SecretPassage, "secrecy"),),
    report.Risk: (_secrecy("risk"),),
    report.Control: (
        Child("occasions", models.StatedOccasion, report.Occasion, "control"),
        Child("actions", models.StatedAction, report.Action, "control"),
        _secrecy("control"),
    ),
    report.Occasion: (
        Child("samples", models.StatedSample, report.Sample, "occasion"),
        Child("measures", models.StatedMeasure, report.Measure, "occasion"),
        Child("actions", models.StatedAction, report.Action, "occasion"),
        _secrecy("occasion"),
    ),
    report.Sample: (Child("ids", models.StatedSampleItem, None, "sample"),),
}


def children(kind: type[Any]) -> tuple[Child, ...]:
    """What of a type stands in rows of its own."""
    return CHILDREN.get(kind, ())


def column(kind: type[Any], name: str) -> str:
    """The column that a field stands in."""
    return COLUMNS.get(kind, {}).get(name, name)


_PARENTS: dict[type[StatedModel], set[str]] = {}
for _child in (child for several in CHILDREN.values() for child in several):
    parents = _PARENTS.setdefault(_child.model, set())
    if _child.parent is not None:
        parents.add(_child.parent)


def _holders(model: type[StatedModel]) -> set[type[Any]]:
    return {model._meta.get_field(name).related_model for name in _PARENTS[model]}  # type: ignore[misc]


TABLES: tuple[type[StatedModel], ...] = tuple(
    TopologicalSorter({model: _holders(model) for model in _PARENTS}).static_order()
)
"""Every table below a report's head, holders before what they hold."""
