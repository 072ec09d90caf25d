"""Why a control was not performed, and until when it was moved, in a comment's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.report import Execution

_REASON = re.compile(
    r"\b(?:på\sgrund\sav|p\.?\s?g\.?\s?a\.?|eftersom|med\shänvisning\still|beroende\spå)\s(?P<reason>[^.\n]+)",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:flytta[sd]|flyttats|skjuts|skjutits|senarelägg\w*|planeras|planerad|görs|göras|genomförs|genomföras|utförs|göra|återupptas)\b"
    r"[^.\n]*?\s(?:till|under|i|senast|vid|först)\s(?P<until>[^.,;\n]+)",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:ej|inte)\s(?:kunnat\s)?(?:genomför|utför|göra|gjor|hunnit)|\bkan\sinte\b[^.]*\b(?:mäta|genomföra|utföra|göra)|\bflytta[sd]\b"
    r"|\bskjuts\b|\buteb(?:lev|livit)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Postponement:
    """The words for why and until when, each where the comment has them."""

    reason: Passage | None = None
    until: Passage | None = None


def postponement_in(comment: Passage, execution: Execution | None) -> Postponement:
    """What a comment on a control that was not performed, or could not be, says of reason and new time."""
    if execution is not Execution.NOT_PERFORMED and not _NOT_NOW.search(comment.text):
        return Postponement()
    if execution is Execution.PERFORMED:
        return Postponement()
    reason, moved = _REASON.search(comment.text), _MOVED.search(comment.text)
    return Postponement(
        comment[reason.start("reason") : reason.end("reason")].strip() if reason else None,
        comment[moved.start("until") : moved.end("until")].strip() if moved else None,
    )
