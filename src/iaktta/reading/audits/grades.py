"""Grades of single recommendations: labels ("Status: Delvis genomförd"), tables of number and status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Document, Passage
from iaktta.reading.audits.draft import AuditDraft, RecommendationDraft
from iaktta.reading.codes import effect_of, status_of
from iaktta.reading.outline import Block
from iaktta.reading.words import Role, roles_of

_LABEL = re.compile(r"^(?P<label>[A-ZÅÄÖ][^:.]{2,40}?)\s*:\s+")
_EFFECT = re.compile(r"(?:avsedd\s)?effekt(?:en|er)?(?:\sav\såtgärde\w*)?", re.IGNORECASE)


def read_grades(
    document: Document,
    draft: AuditDraft,
    blocks: Sequence[Block],
    item: tuple[str, ...],
    label: Role | None = None,
) -> list[Block]:
    """Take the grades among the paragraphs into the recommendations they are about; returns the others."""
    targets = [found for number in item if (found := draft.numbered(number))]
    rest = []
    for block in blocks:
        if label is Role.STATUS:
            _grade(document, targets, block.text, label)
        elif targets and (labelled := _labelled(block.text)):
            _grade(document, targets, labelled[1], labelled[0])
        elif block.mark == "|":
            _row(document, draft, block.text)
        else:
            rest.append(block)
    return rest


def _labelled(text: Passage) -> tuple[Role | str, Passage] | None:
    match = _LABEL.match(text.text)
    if match is None:
        return None
    if _EFFECT.fullmatch(match["label"]):
        return "effect", text[match.end() :]
    roles = roles_of(match["label"])
    return (Role.STATUS, text[match.end() :]) if roles == (Role.STATUS,) else None


def _grade(document: Document, targets: list[RecommendationDraft], words: Passage, label: Role | str) -> None:
    words = words.strip(" .*_")
    place = document.place(words)
    name = "effect" if label == "effect" else "status"
    for target in targets:
        if name == "effect":
            target.effect = effect_of(words.text)
        else:
            target.status = status_of(words.text)
        if target.effect if name == "effect" else target.status:
            target.wording[name] = words.text
            if place is not None:
                target.places[name] = (place,)


_CELL = re.compile(r"\s*(?:\||\t)\s*")


def _row(document: Document, draft: AuditDraft, row: Passage) -> None:
    """A table row that begins with a recommendation's number and holds a status."""
    cells = list(row.strip(" |").split(_CELL))
    if len(cells) < 2 or not re.fullmatch(r"\d{1,2}\.?", cells[0].text):
        return
    target = draft.numbered(cells[0].text.rstrip("."))
    if target is not None and target.status is None and len(cells[-1]) <= 60:
        _grade(document, [target], cells[-1], Role.STATUS)


_SHORT_GRADE = 60
_ONE = re.compile(r"\b(?:rekommendationen|punkten|förbättringsområdet|bristen|frågan)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:rekommendationerna|samtliga|flera|flertalet|granskningen)\b", re.IGNORECASE)


def grade_of_sentence(document: Document, targets: list[RecommendationDraft], words: Passage) -> bool:
    """Grade recommendations by the judgement under their heading; False where it speaks of the whole audit.

    A few words ("Delvis uppfyllt") are the grade, also where they say that nothing can be said.
    """
    if len(words) <= _SHORT_GRADE and not words.text.rstrip().endswith("."):
        _grade(document, targets, words, Role.STATUS)
        return True
    coded = status_of(words.text)
    if coded is None or _ALL.search(words.text) or not _ONE.search(words.text):
        return False
    _grade(document, targets, words[coded.start : coded.end], Role.STATUS)
    return True
