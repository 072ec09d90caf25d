"""Swedish words for what a report's codes say, for whoever reads without the register."""

from __future__ import annotations

from iaktta.report import DeviationLevel, Execution, Kind, Status, Verdict

KINDS = {
    Kind.AUDIT_FOLLOW_UP: "Uppföljande granskning",
    Kind.AUDIT: "Granskning",
    Kind.AUDIT_RESPONSE: "Svar på granskning",
    Kind.CONTROL_PLAN: "Internkontrollplan",
    Kind.CONTROL_FOLLOW_UP: "Uppföljning av internkontrollplan",
    Kind.OVERALL_EVALUATION: "Samlad bedömning av intern kontroll",
}
STATUSES = {
    Status.IMPLEMENTED: "åtgärdad",
    Status.PARTLY_IMPLEMENTED: "delvis åtgärdad",
    Status.NOT_IMPLEMENTED: "ej åtgärdad",
    Status.NO_LONGER_RELEVANT: "inte längre aktuell",
}
VERDICTS = {
    Verdict.FOLLOWED: "har följts",
    Verdict.PARTLY_FOLLOWED: "har delvis följts",
    Verdict.NOT_FOLLOWED: "har inte följts",
}
EXECUTIONS = {
    Execution.PERFORMED: "genomförd",
    Execution.NOT_PERFORMED: "ej genomförd",
    Execution.IN_PROGRESS: "pågår",
}
LEVELS = {
    DeviationLevel.NONE: "inga avvikelser",
    DeviationLevel.MINOR: "mindre avvikelser",
    DeviationLevel.MAJOR: "större avvikelser",
}


def counted(number: int, one: str, many: str) -> str:
    """So many of something: counted(1, "risk", "risker") is "1 risk"."""
    return f"{number} {one if number == 1 else many}"
