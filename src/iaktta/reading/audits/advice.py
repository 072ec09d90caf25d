"""Recommendations in lists and in running text: the lead-in, the items, and to whom each is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Passage
from iaktta.reading.audits.draft import AuditDraft, RecommendationDraft
from iaktta.reading.committees import ALL_COMMITTEES, committees_in, mentions
from iaktta.reading.outline import Block
from iaktta.reading.sentences import sentences

_LEAD = re.compile(
    r"rekommend\w*|förbättringsområde\w*|förbättringsförslag|\bföreslår\b|uppmana\w*|\bbör\b", re.IGNORECASE
)
_ADVISES = re.compile(r"\b(?:rekommendera\w*|bör|behöver|uppmanas?|föreslår|ska\b)", re.IGNORECASE)
_GIVEN_TO = re.compile(
    r"(?:rekommendera\w*\s(?:vi\s|revisorerna\s|att\s)?|gavs\still\s|lämnades\still\s|riktades\still\s|riktas\still\s|till\s|"
    r"uppmanar\s|föreslår\s(?:vi\s)?(?:att\s)?)$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:att\s|vi\srekommenderar\s(?:att\s)?|revisorerna\srekommenderar\s(?:att\s)?|därför\srekommenderas\s)?",
    re.IGNORECASE,
)
_JOINER = re.compile(r"(?:\s*,\s*|\s+och\s+|\s+samt\s+|\s*/\s*)+", re.IGNORECASE)


def is_lead(words: str) -> bool:
    """Whether a paragraph leads in to a list of recommendations."""
    return bool(_LEAD.search(words))


def committees_of_lead(words: str, known: frozenset[str]) -> tuple[str, ...]:
    """The committees to which a lead-in says that its list is given."""
    return committees_in(words, known) or _all_of(words)


def _all_of(words: str) -> tuple[str, ...]:
    match = ALL_COMMITTEES.search(words)
    return (match.group()[:1].upper() + match.group()[1:],) if match else ()


def addressees_of(words: str, known: frozenset[str]) -> tuple[str, ...]:
    """The committees to which a recommendation's own words are addressed; none where they name none so."""
    if (everybody := ALL_COMMITTEES.search(words)) and everybody.start() <= _opening_end(words):
        return (everybody.group()[:1].upper() + everybody.group()[1:],)
    named = list(mentions(words, known))
    found: list[str] = []
    end = _opening_end(words)
    for mention in named:
        opens = mention.start <= end if not found else bool(_JOINER.fullmatch(words[end : mention.start]))
        if not opens and not (not found and _GIVEN_TO.search(words[: mention.start])):
            if found and mention.start < end:
                found.append(mention.name)
                continue
            break
        if words[mention.start : mention.end].endswith("s") and not found:
            break
        found.append(mention.name)
        end = mention.end
    return tuple(dict.fromkeys(found))


def _opening_end(words: str) -> int:
    match = _OPENING.match(words)
    return match.end() if match else 0


def read_advice(
    draft: AuditDraft, blocks: Sequence[Block], committees: tuple[str, ...], known: frozenset[str]
) -> None:
    """Take the recommendations of a section into the draft; `committees` are those that its heading names."""
    listed = any(block.is_item for block in blocks)
    given = committees
    for place, block in enumerate(blocks):
        if block.is_item:
            add_item(draft, block, given, known)
            continue
        before_list = place + 1 < len(blocks) and blocks[place + 1].is_item
        words = block.text.text
        if before_list or words.endswith(":"):
            if is_lead(words) or committees_of_lead(words, known):
                given = committees_of_lead(words, known) or committees
                draft.asked = tuple(dict.fromkeys([*draft.asked, *given]))
        elif draft.latest and listed and words[:1].islower():
            _extend(draft.latest[-1], block.text, " ")
        elif not listed:
            _in_running_text(draft, block.text, given, known)


def add_item(draft: AuditDraft, block: Block, given: tuple[str, ...], known: frozenset[str]) -> None:
    """A list item is a recommendation, or part of the unfinished one before it."""
    if draft.latest and draft.latest[-1].text.text.endswith(":"):
        _extend(draft.latest[-1], block.text, "\n")
        return
    own = addressees_of(block.text.text, known)
    number = block.number if block.number and block.number.isdigit() else None
    draft.add_recommendation(block.text, number, own or given)


def _extend(draft: RecommendationDraft, text: Passage, joint: str) -> None:
    draft.text = draft.text + Passage.made(joint) + text


def _in_running_text(draft: AuditDraft, text: Passage, given: tuple[str, ...], known: frozenset[str]) -> None:
    """Paragraphs without a list: each sentence that advises begins a recommendation."""
    parts = list(sentences(text))
    advice = [part for part in parts if _ADVISES.search(part.text)]
    for part in advice:
        draft.add_recommendation(part, None, addressees_of(part.text, known) or given)
