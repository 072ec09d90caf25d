"""What a document says: the interchange types, JSON in and out.

Shapes and meanings stand in `report.schema.json`; a type here has the schema's name and fields.
"""

from iaktta.report.audits import (
    Assessment,
    Audit,
    Commitment,
    Decision,
    NewRecommendation,
    Recommendation,
    Statement,
    Summary,
    SummaryRow,
    SummaryTotals,
)
from iaktta.report.codes import (
    ActionState,
    Basis,
    DeviationLevel,
    Effect,
    Execution,
    Kind,
    ProblemCode,
    Status,
    Treatment,
    Verdict,
)
from iaktta.report.controls import Action, Band, Control, Level, Measure, Occasion, Risk, Sample, Scale
from iaktta.report.form import Places, Secrecy, SecretPassage
from iaktta.report.json_form import from_data, from_json, to_data, to_json
from iaktta.report.report import Problem, Report, SourceFile

__all__ = [
    "Action",
    "ActionState",
    "Assessment",
    "Audit",
    "Band",
    "Basis",
    "Commitment",
    "Control",
    "Decision",
    "DeviationLevel",
    "Effect",
    "Execution",
    "Kind",
    "Level",
    "Measure",
    "NewRecommendation",
    "Occasion",
    "Places",
    "Problem",
    "ProblemCode",
    "Recommendation",
    "Report",
    "Risk",
    "Sample",
    "Scale",
    "Secrecy",
    "SecretPassage",
    "SourceFile",
    "Statement",
    "Status",
    "Summary",
    "SummaryRow",
    "SummaryTotals",
    "Treatment",
    "Verdict",
    "from_data",
    "from_json",
    "to_data",
    "to_json",
]
