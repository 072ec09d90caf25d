"""Rows that tell results and measures taken: occasions of a control, actions with their state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from iaktta.document import Passage
from iaktta.reading.committees import basic_form, committees_in
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.entries import Fields, result_of
from iaktta.reading.controls.evidence import evidence_in
from iaktta.reading.controls.postponements import postponement_in
from iaktta.reading.controls.secret_marks import secrecy_in
from iaktta.reading.controls.words import Role, level_of
from iaktta.reading.dates import date_in
from iaktta.report import Action, ActionState, Occasion

_STATES = tuple(
    (state, re.compile(rf"\A(?:{words})(?!\w)", re.IGNORECASE))
    for state, words in (
        (
            ActionState.PLANNED,
            "planerad|planerat|planeras|(?:ej|inte) (?:påbörjad|startad|påbörjat)|beslutad|kommande",
        ),
        (
            ActionState.DONE,
            "klar|klart|genomförd|genomfört|avslutad|avslutat|slutförd|slutfört|åtgärdad|utförd|ja",
        ),
        (ActionState.IN_PROGRESS, "pågår|pågående|påbörjad|påbörjat|delvis(?: genomförd| klar)?"),
    )
)


def occasion_from(cells: Cells, fields: Fields) -> Occasion | None:
    """One result: a committee's, or an occasion's; None where the row names neither."""
    committee = fields.get(Role.COMMITTEE)
    name = fields.get(Role.OCCASION) or committee
    if name is None:
        return None
    execution, level, wording = result_of(fields)
    told = [words for role in (Role.DEVIATION, Role.COMMENT) if (words := fields.get(role)) is not None]
    comment = Passage.made("\n").join(told)
    due = fields.get(Role.DUE)
    responsible = fields.get(Role.RESPONSIBLE)
    graded = {
        "deviation_level" if level_of(words.text) is not None else "execution": words
        for role in (Role.STATUS, Role.LEVEL)
        if (words := fields.get(role)) is not None
    }
    named = committees_in(committee.text) if committee else ()
    occasion = Occasion(
        name=name.text,
        committee=(named[0] if named else basic_form(committee.text)) if committee else None,
        deviation_level=level,
        execution=execution,
        due=date_in(due.text) if due else None,
        responsible=responsible.text if responsible else None,
        comment=comment.text,
        wording=wording,
        places=cells.places(committee=committee, due=due, responsible=responsible, comment=comment, **graded),
        source=cells.place(name),
    )
    return commented(cells, occasion, comment)


def commented(cells: Cells, occasion: Occasion, comment: Passage, lines: Sequence[Passage] = ()) -> Occasion:
    """An occasion with what its comment tells beside the result: samples, measures, reason, new time,
    secrecy."""
    if not comment:
        return occasion
    evidence = evidence_in(cells, comment, lines)
    moved = postponement_in(comment, occasion.execution)
    return replace(
        occasion,
        samples=evidence.samples,
        measures=evidence.measures,
        reason=moved.reason.text if moved.reason else None,
        postponed_to=moved.until.text if moved.until else None,
        secrecy=secrecy_in(comment.text),
        places={**occasion.places, **cells.places(reason=moved.reason, postponed_to=moved.until)},
    )


def action_from(cells: Cells, fields: Fields) -> Action | None:
    """An action of an action table; None where the row names none."""
    key = fields.get(Role.ACTION)
    if key is None:
        return None
    due, responsible, state = (fields.get(role) for role in (Role.DUE, Role.RESPONSIBLE, Role.STATUS))
    return Action(
        text=key.text,
        responsible=responsible.text if responsible else None,
        due=date_in(due.text) if due else None,
        state=state_of(state.text) if state else None,
        places=cells.places(due=due, responsible=responsible, state=state),
        source=cells.place(key),
    )


def state_of(words: str) -> ActionState | None:
    """Whether an action is planned, under way or done; None for other words."""
    return next((state for state, pattern in _STATES if pattern.match(words)), None)
