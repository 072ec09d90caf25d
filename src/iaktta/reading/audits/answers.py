"""Answers and observations: to which recommendation each belongs, and whose words it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Passage
from iaktta.reading.audits.draft import AuditDraft, RecommendationDraft, StatementDraft, same_recommendation
from iaktta.reading.outline import Block
from iaktta.reading.speakers import speakers
from iaktta.report import Basis

_NOTE = re.compile(r"^\(.*\)\.?$|^[\s–—-]*$", re.DOTALL)


def read_answers(
    draft: AuditDraft,
    blocks: Sequence[Block],
    committees: tuple[str, ...],
    item: tuple[str, ...],
    known: frozenset[str],
    *,
    answer: bool,
    basis: Basis = Basis.STATEMENT,
) -> None:
    """Take a section of answers (`answer`) or observations into the draft.

    What stands under a heading with numbers belongs to those recommendations; list items to the ones with
    their number, or, in a list as long as that of the recommendations above it, to the ones in their place;
    the rest to the audit.
    """
    blocks = [block for block in blocks if not _NOTE.match(block.text.text)]
    if not blocks:
        return
    wanted = [found for number in item if (found := draft.numbered(number))]
    if wanted:
        for one in wanted:
            _list_of(one, answer).extend(statements(blocks, committees, known, basis))
        return
    if not answer and _goes_on_with(draft, blocks):
        one = draft.latest[0]
        one.observations[-1].paragraphs.extend(block.text for block in blocks)
        return
    groups, rest = (
        _under_repeated(draft, blocks)
        or _by_number(draft, blocks)
        or _in_order(draft, blocks)
        or ([], list(blocks))
    )
    for one, own in groups:
        _list_of(one, answer).extend(statements(own, committees, known, basis))
    target = draft.responses if answer else draft.observations
    target.extend(statements(rest, committees, known, basis))


def _list_of(target: RecommendationDraft, answer: bool) -> list[StatementDraft]:
    return target.responses if answer else target.observations


def statements(
    blocks: Sequence[Block], committees: tuple[str, ...], known: frozenset[str], basis: Basis
) -> list[StatementDraft]:
    """The paragraphs as statements: one under a label; else a new one where another committee speaks."""
    if not blocks:
        return []
    if committees:
        return [StatementDraft([block.text for block in blocks], committees, basis)]
    found: list[StatementDraft] = []
    for block in blocks:
        named = speakers(block.text.text, known)
        if not found or (named and not block.is_item and named != (found[-1].committees or ())):
            found.append(StatementDraft([], named or None, basis))
        found[-1].paragraphs.append(block.text)
    return found


_Groups = tuple[list[tuple[RecommendationDraft, list[Block]]], list[Block]]


def _under_repeated(draft: AuditDraft, blocks: Sequence[Block]) -> _Groups | None:
    """Recommendations printed again among the findings: what stands under each is about it."""
    groups: list[tuple[RecommendationDraft, list[Block]]] = []
    rest: list[Block] = []
    for block in blocks:
        again = [one for one in draft.recommendations if same_recommendation(one.text.text, block.text.text)]
        if again and block.is_item:
            groups.append((again[0], []))
        elif groups:
            groups[-1][1].append(block)
        else:
            rest.append(block)
    found = [(one, own) for one, own in groups if own]
    return (found, rest) if found and len(found) == len(groups) else None


def _by_number(draft: AuditDraft, blocks: Sequence[Block]) -> _Groups | None:
    """Items whose numbers are those of the recommendations; paragraphs after the last are the audit's."""
    numbers = [block.number for block in blocks if block.number]
    if not numbers or any(draft.numbered(number) is None for number in numbers):
        return None
    groups: list[tuple[RecommendationDraft, list[Block]]] = []
    rest: list[Block] = []
    for block in blocks:
        target = draft.numbered(block.number) if block.number else None
        if target is not None:
            groups.append((target, [block]))
        elif groups and block.is_item:
            groups[-1][1].append(block)
        else:
            rest.append(block)
    return groups, rest


def _goes_on_with(draft: AuditDraft, blocks: Sequence[Block]) -> bool:
    """Whether paragraphs go on with what was found on the one recommendation printed again above them."""
    if len(draft.latest) != 1 or len(draft.recommendations) < 2 or any(block.is_item for block in blocks):
        return False
    return bool(draft.latest[0].observations)


def _in_order(draft: AuditDraft, blocks: Sequence[Block]) -> _Groups | None:
    """Two lists side by side: as many bullets as there are recommendations in the list just above."""
    items = [place for place, block in enumerate(blocks) if block.is_item]
    if not items or items[0] != 0 or len(items) != len(draft.latest):
        return None
    ends = [*items[1:], len(blocks)]
    groups = [
        (target, list(blocks[start:end]))
        for target, start, end in zip(draft.latest, items, ends, strict=True)
    ]
    return groups, []


def joined_text(blocks: Sequence[Block]) -> Passage:
    """The paragraphs of a statement as one text."""
    return Passage.made("\n").join(block.text for block in blocks)
