"""The marks: one small sign per thing, never without its word.

Shapes stand in `static/iaktta/sprite.svg` (symbols `g-…`), colours in the stylesheet. A code that nobody
stated has the mark `unsaid` and the words "Anges inte".
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from iaktta.report import ActionState, Basis, DeviationLevel, Effect, Execution, Status, Verdict

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign (`name`, as in the sprite), its word, and a shorter word for narrow cells."""

    name: str
    word: Text
    short: Text


def _mark(name: str, word: Text, short: Text | None = None) -> Mark:
    return Mark(name, word, short or word)


UNSAID = _mark("unsaid", _("Anges inte"))
NOT_APPLICABLE = _mark("na", _("Berörs inte"))
PLANNED = _mark("plan", _("Planerad"))
SKIPPED = _mark("skip", _("Ej genomförd"))
GOING = _mark("going", _("Pågår"))
LATE = _mark("late", _("Försenad"))
DRAFT = _mark("draft", _("Utkast"))

STATUS: dict[str, Mark] = {
    Status.IMPLEMENTED: _mark("full", _("Åtgärdad")),
    Status.PARTLY_IMPLEMENTED: _mark("half", _("Delvis åtgärdad"), _("Delvis")),
    Status.NOT_IMPLEMENTED: _mark("none", _("Ej åtgärdad"), _("Ej")),
    Status.NO_LONGER_RELEVANT: _mark("gone", _("Inte längre aktuell"), _("Inaktuell")),
}
VERDICT: dict[str, Mark] = {
    Verdict.FOLLOWED: _mark("full", _("Har följts")),
    Verdict.PARTLY_FOLLOWED: _mark("half", _("Har delvis följts")),
    Verdict.NOT_FOLLOWED: _mark("none", _("Har inte följts")),
}
EFFECT: dict[str, Mark] = {
    Effect.ACHIEVED: _mark("full", _("Avsedd effekt")),
    Effect.NOT_ACHIEVED: _mark("none", _("Ingen effekt")),
    Effect.NOT_EVALUATED: _mark("plan", _("Effekten är inte utvärderad")),
}
DEVIATION: dict[str, Mark] = {
    DeviationLevel.NONE: _mark("ok", _("Inga avvikelser"), _("Inga")),
    DeviationLevel.MINOR: _mark("minor", _("Mindre avvikelser"), _("Mindre")),
    DeviationLevel.MAJOR: _mark("major", _("Större avvikelser"), _("Större")),
}
EXECUTION: dict[str, Mark] = {
    Execution.PERFORMED: _mark("full", _("Genomförd")),
    Execution.NOT_PERFORMED: SKIPPED,
    Execution.IN_PROGRESS: GOING,
}
ACTION: dict[str, Mark] = {
    ActionState.PLANNED: PLANNED,
    ActionState.IN_PROGRESS: _mark("half", _("Pågår")),
    ActionState.DONE: _mark("full", _("Klar")),
}
BASIS: dict[str, Text] = {
    Basis.STATEMENT: _("Uppgift från nämnden"),
    Basis.DOCUMENT_REVIEW: _("Dokumentgranskning"),
    Basis.COMMENT: _("Revisorns kommentar"),
}

BY_NAME: dict[str, Mark] = {
    mark.name: mark
    for mark in (
        *STATUS.values(),
        *DEVIATION.values(),
        UNSAID,
        NOT_APPLICABLE,
        PLANNED,
        SKIPPED,
        GOING,
        LATE,
        DRAFT,
    )
}


def of_status(code: str | None) -> Mark:
    """The mark of a recommendation's status; not stated has one of its own."""
    return STATUS.get(code or "", UNSAID)


def of_result(execution: str | None, deviation: str | None) -> Mark:
    """One mark for an occasion: what it showed, else whether it was done, else that nothing is said."""
    if execution == Execution.NOT_PERFORMED:
        return SKIPPED
    return DEVIATION.get(deviation or "") or EXECUTION.get(execution or "", UNSAID)
