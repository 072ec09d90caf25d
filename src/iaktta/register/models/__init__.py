"""The register's tables. The second layer stands on the first, and both on organisation, owner and user.

Imports run upwards: words, organisation, body, owned, user; document; stated...; secrecy, mention; subjects;
proposal, annotation, difference, marking; event stands apart.
"""

from iaktta.register.models.annotation import Annotation
from iaktta.register.models.api_token import ApiToken, ApiTokenUse
from iaktta.register.models.attachment import Attachment
from iaktta.register.models.audit import Audit
from iaktta.register.models.body import Body
from iaktta.register.models.committee import Committee, FormerName, Succession
from iaktta.register.models.control import Control, Occasion
from iaktta.register.models.difference import ReadingDifference
from iaktta.register.models.document import FileContent, PlainText, Reading, SourceDocument
from iaktta.register.models.event import Event, EventRows, EventValue
from iaktta.register.models.fact_check import FactCheck, FactCheckPassage, FactCheckRemark
from iaktta.register.models.group_role import GroupGrant, GroupRole
from iaktta.register.models.invitation import Invitation
from iaktta.register.models.marking import MarkedPassage, Marking, SecrecyCheck
from iaktta.register.models.meeting import MeetingDay
from iaktta.register.models.membership import Membership
from iaktta.register.models.mention import SUBJECT_KINDS, Mention, SubjectKind
from iaktta.register.models.open_page import OpenPage
from iaktta.register.models.organisation import Organisation
from iaktta.register.models.owned import DraftModel, OwnedModel
from iaktta.register.models.plan import Plan, Risk
from iaktta.register.models.proposal import Ground, Proposal
from iaktta.register.models.recommendation import Addressee, Recommendation, StatusSet
from iaktta.register.models.response import Response
from iaktta.register.models.result import Result
from iaktta.register.models.retention import DisposalProposal, DisposalRow, RecordKind, RetentionRule
from iaktta.register.models.scale import Scale, ScaleBand, ScaleLevel
from iaktta.register.models.secrecy import SecretWords, StatedPassage, StatedSecrecy
from iaktta.register.models.stated import PlacedModel, SourcedModel, StatedModel
from iaktta.register.models.stated_audit import (
    StatedAssessment,
    StatedAudit,
    StatedCommitment,
    StatedCommittee,
    StatedDecision,
    StatedGround,
    StatedRecommendation,
    StatedStatement,
)
from iaktta.register.models.stated_control import (
    StatedAction,
    StatedBand,
    StatedControl,
    StatedLevel,
    StatedMeasure,
    StatedOccasion,
    StatedRisk,
    StatedSample,
    StatedSampleItem,
    StatedScale,
)
from iaktta.register.models.stated_report import (
    StatedFile,
    StatedLine,
    StatedProblem,
    StatedReport,
    StatedSummary,
    StatedSummaryRow,
    StatedSummaryTotals,
)
from iaktta.register.models.subject import Subject
from iaktta.register.models.touched import TouchedRow
from iaktta.register.models.user import User

__all__ = [
    "SUBJECT_KINDS",
    "Addressee",
    "Annotation",
    "ApiToken",
    "ApiTokenUse",
    "Attachment",
    "Audit",
    "Body",
    "Committee",
    "Control",
    "DisposalProposal",
    "DisposalRow",
    "DraftModel",
    "Event",
    "EventRows",
    "EventValue",
    "FactCheck",
    "FactCheckPassage",
    "FactCheckRemark",
    "FileContent",
    "FormerName",
    "Ground",
    "GroupGrant",
    "GroupRole",
    "Invitation",
    "MarkedPassage",
    "Marking",
    "MeetingDay",
    "Membership",
    "Mention",
    "Occasion",
    "OpenPage",
    "Organisation",
    "OwnedModel",
    "PlacedModel",
    "PlainText",
    "Plan",
    "Proposal",
    "Reading",
    "ReadingDifference",
    "Recommendation",
    "RecordKind",
    "Response",
    "Result",
    "RetentionRule",
    "Risk",
    "Scale",
    "ScaleBand",
    "ScaleLevel",
    "SecrecyCheck",
    "SecretWords",
    "SourceDocument",
    "SourcedModel",
    "StatedAction",
    "StatedAssessment",
    "StatedAudit",
    "StatedBand",
    "StatedCommitment",
    "StatedCommittee",
    "StatedControl",
    "StatedDecision",
    "StatedFile",
    "StatedGround",
    "StatedLevel",
    "StatedLine",
    "StatedMeasure",
    "StatedModel",
    "StatedOccasion",
    "StatedPassage",
    "StatedProblem",
    "StatedRecommendation",
    "StatedReport",
    "StatedRisk",
    "StatedSample",
    "StatedSampleItem",
    "StatedScale",
    "StatedSecrecy",
    "StatedStatement",
    "StatedSummary",
    "StatedSummaryRow",
    "StatedSummaryTotals",
    "StatusSet",
    "Subject",
    "SubjectKind",
    "Succession",
    "TouchedRow",
    "User",
]
