"""What the text under a heading, in a column or after a label may be."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What the text under a heading, in a column or after a label is."""

    RECOMMENDATIONS = "recommendations"
    NEW_RECOMMENDATIONS = "new_recommendations"
    RESPONSES = "responses"
    OBSERVATIONS = "observations"
    DOCUMENT_REVIEW = "document_review"
    COMMENT = "comment"
    STATUS = "status"
    ASSESSMENT = "assessment"
    GROUNDS = "grounds"
    PURPOSE = "purpose"
    ORIGINAL_ASSESSMENT = "original_assessment"
    SUMMARY = "summary"
    BACKGROUND = "background"
    METHOD = "method"
    CRITERIA = "criteria"
    QUESTIONS = "questions"
    FACT_CHECK = "fact_check"
    CONTACTS = "contacts"
    SOURCES = "sources"
    CONCLUSION = "conclusion"
    DEADLINE = "deadline"
    AUDITEES = "auditees"
    DECISION = "decision"
    YEAR = "year"
    OTHER = "other"
    CONTENTS = "contents"


FOLLOW_UP_ROLES = frozenset(
    {Role.RECOMMENDATIONS, Role.RESPONSES, Role.OBSERVATIONS, Role.ASSESSMENT, Role.ORIGINAL_ASSESSMENT}
)
"""Roles that show that a chapter treats an audit."""
