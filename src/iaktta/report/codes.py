"""The closed vocabularies of a report, as the schema spells them. Their Swedish words stand in `register`."""

from enum import StrEnum


class Kind(StrEnum):
    AUDIT_FOLLOW_UP = "audit_follow_up"
    AUDIT = "audit"
    AUDIT_RESPONSE = "audit_response"
    CONTROL_PLAN = "control_plan"
    CONTROL_FOLLOW_UP = "control_follow_up"
    OVERALL_EVALUATION = "overall_evaluation"


class Status(StrEnum):
    IMPLEMENTED = "implemented"
    PARTLY_IMPLEMENTED = "partly_implemented"
    NOT_IMPLEMENTED = "not_implemented"
    NO_LONGER_RELEVANT = "no_longer_relevant"


class Effect(StrEnum):
    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    NOT_EVALUATED = "not_evaluated"


class Verdict(StrEnum):
    FOLLOWED = "followed"
    PARTLY_FOLLOWED = "partly_followed"
    NOT_FOLLOWED = "not_followed"


class Basis(StrEnum):
    STATEMENT = "statement"
    DOCUMENT_REVIEW = "document_review"
    COMMENT = "comment"


class Execution(StrEnum):
    PERFORMED = "performed"
    NOT_PERFORMED = "not_performed"
    IN_PROGRESS = "in_progress"


class DeviationLevel(StrEnum):
    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"


class Treatment(StrEnum):
    ACCEPT = "accept"
    ACT = "act"
    CONTROL = "control"


class ActionState(StrEnum):
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class ProblemCode(StrEnum):
    SUMMARY_TOTAL_MISMATCH = "summary_total_mismatch"
    SUMMARY_COUNT_MISMATCH = "summary_count_mismatch"
    RISK_VALUE_MISMATCH = "risk_value_mismatch"
    LEVEL_OUTSIDE_SCALE = "level_outside_scale"
    RISK_WITHOUT_CONTROL = "risk_without_control"
    CONTROL_WITHOUT_RISK = "control_without_risk"
    REQUIRED_PART_MISSING = "required_part_missing"
    AREA_MISSING = "area_missing"
    OCCASION_WITHOUT_RESULT = "occasion_without_result"
    OCCASION_OVERDUE = "occasion_overdue"
    DEVIATION_WITHOUT_ACTION = "deviation_without_action"
    RESPONSE_MISSING = "response_missing"
    OBSERVATION_MISSING = "observation_missing"
    SECTION_REFERENCE_BROKEN = "section_reference_broken"
    DUPLICATE_NUMBER = "duplicate_number"
    UNREAD_TEXT = "unread_text"
    EXECUTION_CONTRADICTS_LEVEL = "execution_contradicts_level"
    DECISION_UNREADABLE = "decision_unreadable"
