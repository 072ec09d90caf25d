"""The Swedish words for the codes of a report: what a person reads where the database has the code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from iaktta.report import (
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

Words = Mapping[StrEnum, Promise]

KIND: Words = {
    Kind.AUDIT_FOLLOW_UP: _("Uppföljning av granskningar"),
    Kind.AUDIT: _("Granskning"),
    Kind.AUDIT_RESPONSE: _("Svar på granskning"),
    Kind.CONTROL_PLAN: _("Internkontrollplan"),
    Kind.CONTROL_FOLLOW_UP: _("Uppföljning av internkontrollplan"),
    Kind.OVERALL_EVALUATION: _("Samlad bedömning"),
}
STATUS: Words = {
    Status.IMPLEMENTED: _("Åtgärdad"),
    Status.PARTLY_IMPLEMENTED: _("Delvis åtgärdad"),
    Status.NOT_IMPLEMENTED: _("Ej åtgärdad"),
    Status.NO_LONGER_RELEVANT: _("Inte längre aktuell"),
}
EFFECT: Words = {
    Effect.ACHIEVED: _("Avsedd effekt har nåtts"),
    Effect.NOT_ACHIEVED: _("Avsedd effekt har inte nåtts"),
    Effect.NOT_EVALUATED: _("Effekten har inte bedömts"),
}
VERDICT: Words = {
    Verdict.FOLLOWED: _("Har följts"),
    Verdict.PARTLY_FOLLOWED: _("Har delvis följts"),
    Verdict.NOT_FOLLOWED: _("Har inte följts"),
}
BASIS: Words = {
    Basis.STATEMENT: _("Uppgift"),
    Basis.DOCUMENT_REVIEW: _("Dokumentgranskning"),
    Basis.COMMENT: _("Kommentar"),
}
EXECUTION: Words = {
    Execution.PERFORMED: _("Genomförd"),
    Execution.NOT_PERFORMED: _("Ej genomförd"),
    Execution.IN_PROGRESS: _("Pågår"),
}
DEVIATION_LEVEL: Words = {
    DeviationLevel.NONE: _("Inga avvikelser"),
    DeviationLevel.MINOR: _("Mindre avvikelser"),
    DeviationLevel.MAJOR: _("Större avvikelser"),
}
TREATMENT: Words = {
    Treatment.ACCEPT: _("Accepteras"),
    Treatment.ACT: _("Åtgärdas direkt"),
    Treatment.CONTROL: _("Tas med i planen"),
}
ACTION_STATE: Words = {
    ActionState.PLANNED: _("Planerad"),
    ActionState.IN_PROGRESS: _("Pågår"),
    ActionState.DONE: _("Klar"),
}
PROBLEM: Words = {
    ProblemCode.SUMMARY_TOTAL_MISMATCH: _("Summan stämmer inte"),
    ProblemCode.SUMMARY_COUNT_MISMATCH: _("Antalen stämmer inte"),
    ProblemCode.RISK_VALUE_MISMATCH: _("Riskvärdet stämmer inte"),
    ProblemCode.LEVEL_OUTSIDE_SCALE: _("Nivån finns inte i skalan"),
    ProblemCode.RISK_WITHOUT_CONTROL: _("Risk utan kontroll"),
    ProblemCode.CONTROL_WITHOUT_RISK: _("Kontroll utan risk"),
    ProblemCode.REQUIRED_PART_MISSING: _("Obligatorisk del saknas"),
    ProblemCode.AREA_MISSING: _("Delområde saknas"),
    ProblemCode.OCCASION_WITHOUT_RESULT: _("Tillfälle utan resultat"),
    ProblemCode.OCCASION_OVERDUE: _("Tillfälle efter slutdatum"),
    ProblemCode.DEVIATION_WITHOUT_ACTION: _("Avvikelse utan åtgärd"),
    ProblemCode.RESPONSE_MISSING: _("Svar saknas"),
    ProblemCode.OBSERVATION_MISSING: _("Iakttagelse saknas"),
    ProblemCode.SECTION_REFERENCE_BROKEN: _("Hänvisning till avsnitt som inte finns"),
    ProblemCode.DUPLICATE_NUMBER: _("Samma nummer flera gånger"),
    ProblemCode.UNREAD_TEXT: _("Text som inte har tolkats"),
    ProblemCode.EXECUTION_CONTRADICTS_LEVEL: _("Genomförande och avvikelse säger emot varandra"),
    ProblemCode.DECISION_UNREADABLE: _("Beslut som inte går att läsa ut"),
}

_ALL: tuple[Words, ...] = (
    KIND, STATUS, EFFECT, VERDICT, BASIS, EXECUTION, DEVIATION_LEVEL, TREATMENT, ACTION_STATE, PROBLEM,
)  # fmt: skip
_WORDS_OF: dict[type[StrEnum], Words] = {type(next(iter(words))): words for words in _ALL}


def choices(words: Words) -> list[tuple[str, Any]]:
    """The codes with their words, in the order of the vocabulary, for a model field."""
    return [(code.value, word) for code, word in words.items()]


def word(kind: type[StrEnum], code: str | None) -> str:
    """The Swedish word for a code, empty for none: `word(Status, "implemented")` is Åtgärdad."""
    return str(_WORDS_OF[kind][kind(code)]) if code else ""
