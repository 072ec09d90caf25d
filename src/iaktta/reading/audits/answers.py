"""Answers and observations: to which recommendation each belongs, and whose words it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.reading.audits.draft import AuditDraft, RecommendationDraft, StatementDraft, same_recommendation
from iaktta.reading.heading import numbers_in
from iaktta.reading.outline import Block
from iaktta.reading.speakers import speakers
from iaktta.report import Basis

_NOTE = re.compile(
    r"^\(.*\)\.?$|^[\s–—-]*$"
    r"|^[^.]*\b(?:(?:lämnar|ger|avger|lämnas|ges|med)\s(?:härmed\s|därför\s)?(?:följande|nedanstående)\s(?:\w+\s)?(?:svar|yttrande|synpunkter|kommentarer)"
    r"|(?:besvaras|redovisas|kommenteras|framgår|bemöts)\s(?:\w+\s){0,4}nedan)\W*$",
    re.DOTALL | re.IGNORECASE,
)
"""A note in parentheses, or words that only lead in to the answers below."""


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
    """Items whose numbers are those of the recommendations; paragraphs after the last are the audit's.

    Items that only name the recommendations ("1 och 2. Rutiner") label the paragraphs below them.
    """
    numbers = [_numbers(block) for block in blocks]
    if not any(numbers) or any(draft.numbered(number) is None for one in numbers for number in one):
        return None
    labels = _are_labels(draft, blocks, numbers)
    last = max(place for place, own in enumerate(numbers) if own)
    groups: list[tuple[RecommendationDraft, list[Block]]] = []
    rest: list[Block] = []
    now: list[list[Block]] = []
    for place, (block, own) in enumerate(zip(blocks, numbers, strict=True)):
        if own:
            targets = [found for number in own if (found := draft.numbered(number))]
            now = [[] if labels else [block] for _ in targets]
            groups.extend(zip(targets, now, strict=True))
        elif now and (labels or block.is_item or place < last):
            for one in now:
                one.append(block)
        else:
            rest.append(block)
    return groups, rest


_LABEL_LENGTH = 110
_SEVERAL = re.compile(r"^(\d{1,2}(?:\s?(?:,|&|och|samt|[-–])\s?\d{1,2})+)\\?[.):]\s+(?=\S)")


def _numbers(block: Block) -> tuple[str, ...]:
    """The numbers of the recommendations that an item, or a line on several of them, begins with."""
    if block.number:
        return (block.number,)
    match = _SEVERAL.match(block.text.text)
    return numbers_in(match[1]) if match else ()


def _are_labels(draft: AuditDraft, blocks: Sequence[Block], numbers: Sequence[tuple[str, ...]]) -> bool:
    """Whether every numbered line is short with text below it, and most repeat a recommendation's words."""
    alike: list[bool] = []
    opened = 0
    for place, (block, own) in enumerate(zip(blocks, numbers, strict=True)):
        if not own:
            continue
        if len(block.text) > _LABEL_LENGTH or place + 1 == len(blocks) or numbers[place + 1]:
            return False
        given = " ".join(found.text.text for number in own if (found := draft.numbered(number)))
        alike.append(_repeats(block.text.text, given))
        if block.text.text[:_STEM].casefold() == given[:_STEM].casefold():
            opened += 1
    return 2 * sum(alike) >= len(alike) and (len(alike) > 1 or opened > 0)


_WORD = re.compile(r"[a-zåäöé]{4,}")
_STEM = 5


def _repeats(label: str, given: str) -> bool:
    """Whether at least half of a label's longer words come, but for their endings, from a recommendation."""
    stems = {word[:_STEM] for word in _WORD.findall(given.casefold())}
    words = _WORD.findall(label.casefold())
    return bool(words) and 2 * sum(word[:_STEM] in stems for word in words) >= len(words)


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
