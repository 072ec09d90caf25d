"""What the account of the original audit tells: purpose, assessment, answer and recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from iaktta.document import Passage
from iaktta.reading.audits.advice import add_item, addressees_of, committees_of_lead, is_lead
from iaktta.reading.audits.draft import AuditDraft, StatementDraft
from iaktta.reading.committees import committees_in
from iaktta.reading.outline import Block
from iaktta.reading.sentences import sentences
from iaktta.reading.speakers import speakers


class Topic(Enum):
    """What the items that follow are."""

    NOTHING = auto()
    PURPOSE = auto()
    JUDGEMENT = auto()
    GROUNDS = auto()
    GROUNDS_IN_TEXT = auto()
    ANSWER = auto()
    ADVICE = auto()


_PURPOSE = re.compile(
    r"^(?:syftet\s(?:med\s(?:\S+\s){1,4}?)?(?:var|är|har\svarit)|(?:granskningens?|revisionens)\s(?:övergripande\s)?syfte\s"
    r"(?:var|är|har\svarit)|granskningen\s(?:syftade|syftar)\still|granskningen\s(?:hade|har|har\shaft)\s(?:till|som)\ssyfte|avsikten\s(?:med\s(?:\S+\s){1,3}?)?(?:var|är|har\svarit)|"
    r"(?:det\s)?övergripande\ssyftet\s)",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"(?:(?:sammanfatta\w*|samlade?|övergripande)\s(?:revisionella\s)?(?:bedömning|slutsats)\w*\s(?:\d{4}\s)?(?:var|är|blev|från|löd|lydde)\b|"
    r"^(?:efter\sgenomförd\sgranskning\s)?gjordes\sbedömningen\satt|gjorde\srevisorerna\sbedömningen|\bbedömningen\s(?:var|blev)\s"
    r"|^(?:revisorerna|revisionen|granskarna)\s(?:bedömde|ansåg|konstaterade|gjorde\sbedömningen)|gjordes\sbedömningen\satt|^efter\s(?:avslutad|genomförd)\sgranskning\sbedömdes|\bmynnade\sut\si\s(?:bedömningen|slutsatsen)"
    r"|^(?:vår|revisorernas|revisionens)\s(?:\w+\s)?bedömning\s(?:var|är)|^granskningen\svisade\s|^granskningens\s(?:\w+\s)?(?:slutsats|bedömning|resultat)\s(?:var|är|blev)\s|^(?:sammanfattningsvis|sammantaget)\s(?:bedöm|konstater|ansåg))",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"^(?:(?:revisorerna|revisionen)\s(?:bedömde|ansåg|konstaterade|noterade|såg)|vidare\s(?:notera(?:s|des)|bedöm(?:s|des)|konstatera(?:s|des)|"
    r"ansåg|bedömde|framkom)|det\s(?:bedömdes|noterades)|därutöver\s(?:notera(?:s|des)|bedöm(?:s|des)))",
    re.IGNORECASE,
)
_GROUNDS = re.compile(
    r"^(?:den\s|denna\s)?bedömning(?:en)?\s(?:\w+\s){0,3}?(?:grunda\w+|baser\w+|byggde|bygger|vilade|motivera\w+)|^(?:som|till)\s(?:grund|stöd)\sför\s|^detta\s(?:byggde|grundade|baserade|grundas|bygger)|^vidare\sgrundar\ssig",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^(?:av|i|enligt)\s(?:\S+\s){0,2}?\S*(?:svar|svaret|yttrande|yttrandet)[\s,]|^(?:i\s)?svaret\s(?:från|på|anger|framgår)|"
    r"^nämnden\s(?:svarade|har\ssvarat|uppgav|instämde)|^styrelsen\s(?:svarade|har\ssvarat|uppgav)",
    re.IGNORECASE,
)


def read_background(
    draft: AuditDraft,
    blocks: Sequence[Block],
    first: Topic,
    known: frozenset[str],
    committees: tuple[str, ...] = (),
) -> None:
    """Take what the paragraphs and lists of a background tell into the draft.

    `first` is what the section's heading says that its list is; `committees` those that the heading names.
    """
    topic = first
    for place, block in enumerate(blocks):
        if block.is_item:
            topic = _item(draft, block, topic, committees, known)
        else:
            before_list = place + 1 < len(blocks) and blocks[place + 1].is_item
            topic = _paragraph(draft, block.text, topic, before_list, known)
            if topic is Topic.ADVICE:
                committees = committees_of_lead(block.text.text, known)
                draft.latest.clear()


def _item(
    draft: AuditDraft, block: Block, topic: Topic, committees: tuple[str, ...], known: frozenset[str]
) -> Topic:
    if topic is Topic.PURPOSE:
        draft.purpose.append(block.text)
    elif topic is Topic.JUDGEMENT:
        draft.original.append(block.text)
    elif topic is Topic.ANSWER and draft.responses:
        draft.responses[-1].paragraphs.append(block.text)
    elif topic is Topic.ADVICE:
        add_item(draft, block, committees, known)
    return topic


def _paragraph(
    draft: AuditDraft, text: Passage, topic: Topic, before_list: bool, known: frozenset[str]
) -> Topic:
    """Take one paragraph; returns what the list or paragraph after it is about."""
    words = text.text
    leads = words.endswith(":") or before_list
    if leads and is_lead(words):
        draft.asked = tuple(dict.fromkeys([*draft.asked, *committees_of_lead(words, known)]))
        return Topic.ADVICE
    if _ANSWER.match(words) or _speaks_up(words, known):
        _take_answer(draft, text, known)
        return Topic.ANSWER
    if _GROUNDS.match(words):
        return Topic.GROUNDS if leads else Topic.GROUNDS_IN_TEXT
    return _sentences(draft, text, topic, leads, known)


def tells_purpose(sentence: str) -> bool:
    """Whether a sentence tells what an audit was for; the purpose of its follow-up is another."""
    match = _PURPOSE.match(sentence)
    return match is not None and "uppfölj" not in match.group().casefold()


def find_purpose(paragraphs: Sequence[Passage]) -> Passage | None:
    """The first sentence that tells the purpose of an audit."""
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            if tells_purpose(sentence.text) and not sentence.text.endswith(":"):
                return sentence
    return None


_OWN_JUDGEMENT = re.compile(
    r"^(?:vår|revisorernas|revisionens|den)\s(?:\w+\s)?(?:samlade|sammanfattande|sammantagna|övergripande)?\s?(?:bedömning(?:en)?|slutsats(?:en)?)\s"
    r"(?:är|blir)\s",
    re.IGNORECASE,
)


def find_judgement(paragraphs: Sequence[Passage]) -> Passage | None:
    """The first paragraph, from the sentence on, that gives the auditors' judgement of what they audited."""
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            if _OWN_JUDGEMENT.match(sentence.text) and not sentence.text.endswith(":"):
                return paragraph[paragraph.text.index(sentence.text) :]
    return None


def _take_answer(draft: AuditDraft, text: Passage, known: frozenset[str]) -> None:
    """A paragraph that tells an answer; where another committee speaks in it, that answer is its own."""
    starts = [0]
    named = [speakers(text.text, known) or _whose_answer(text.text, known)]
    offset = 0
    for sentence in sentences(text):
        start = text.text.index(sentence.text, offset)
        offset = start + len(sentence)
        other = speakers(sentence.text, known)
        if start and other and named[-1] and other != named[-1]:
            starts.append(start)
            named.append(other)
    for begin, end, names in zip(starts, [*starts[1:], len(text)], named, strict=True):
        draft.responses.append(StatementDraft([text[begin:end].strip()], names or None))


def _speaks_up(words: str, known: frozenset[str]) -> bool:
    return bool(speakers(words, known)) and bool(re.search(r"\bsvar", words[:160], re.IGNORECASE))


def _whose_answer(words: str, known: frozenset[str]) -> tuple[str, ...]:
    match = re.match(r"^.{0,80}?\b(?:svar|yttrande)", words, re.IGNORECASE)
    return committees_in(match.group(), known) if match else ()


def _sentences(draft: AuditDraft, text: Passage, topic: Topic, leads: bool, known: frozenset[str]) -> Topic:
    """Take the sentences that tell the purpose or the judgement; a paragraph of further judgement whole."""
    if _FURTHER.match(text.text) and draft.original and topic is not Topic.GROUNDS_IN_TEXT:
        draft.original.append(text)
        return Topic.JUDGEMENT if leads else Topic.NOTHING
    if topic in (Topic.PURPOSE, Topic.JUDGEMENT) and not leads and not _tells(text):
        wanted = draft.purpose if topic is Topic.PURPOSE else draft.original
        if topic is Topic.JUDGEMENT or not wanted:
            wanted.append(text)
            return topic
    parts = list(sentences(text))
    _take_told(draft, parts, known)
    judged: list[Passage] = []
    after = Topic.GROUNDS_IN_TEXT if topic is Topic.GROUNDS_IN_TEXT else Topic.NOTHING
    for place, sentence in enumerate(parts):
        last = leads and place == len(parts) - 1
        if _GROUNDS.match(sentence.text):
            after = Topic.GROUNDS if last else Topic.GROUNDS_IN_TEXT
            break
        if tells_purpose(sentence.text) and not judged:
            after = Topic.PURPOSE if last else after
            if not draft.purpose and not _lead_only(sentence.text, last):
                draft.purpose.append(sentence)
        elif judged or (_JUDGEMENT.search(sentence.text) and after is not Topic.GROUNDS_IN_TEXT):
            after = Topic.JUDGEMENT if last else after
            if not _lead_only(sentence.text, last):
                judged.append(sentence)
    if judged:
        draft.original.append(_span(text, judged))
    return after


_RECOMMENDED = re.compile(r"\brekommendera(?:de|des|ts|t)\b[^.]*\batt\s\w+", re.IGNORECASE)
_CONCERNED = re.compile(r"\b(?:granskningen|rapporten)\b[^.]*\bavs(?:åg|er|ett)\s", re.IGNORECASE)


def _take_told(draft: AuditDraft, parts: list[Passage], known: frozenset[str]) -> None:
    """Sentences that tell whom the audit concerned, or what was recommended and to whom."""
    for sentence in parts:
        if not draft.auditees and (match := _CONCERNED.search(sentence.text)):
            draft.auditees = committees_in(sentence.text[match.end() :], known)
        if _RECOMMENDED.search(sentence.text) and not sentence.text.endswith(":"):
            draft.add_recommendation(sentence, None, addressees_of(sentence.text, known))


_PAST = re.compile(r"\b(?:var|syftade|hade)\b", re.IGNORECASE)


def take_introduced(draft: AuditDraft, paragraph: Passage, known: frozenset[str]) -> None:
    """What an introduction tells, in the past, of the one audit: what it was for and whom it concerned."""
    for sentence in sentences(paragraph):
        match = _PURPOSE.match(sentence.text)
        if match and not draft.purpose and tells_purpose(sentence.text) and _PAST.search(match.group()):
            draft.purpose.append(sentence)
        if not draft.auditees and (concerned := _CONCERNED.search(sentence.text)):
            draft.auditees = committees_in(sentence.text[concerned.end() :], known)


def _tells(text: Passage) -> bool:
    return any(tells_purpose(part.text) or _JUDGEMENT.search(part.text) for part in sentences(text))


def _lead_only(sentence: str, last: bool) -> bool:
    """Whether a sentence only leads in to the list after it."""
    return last and sentence.endswith((":", "att"))


def _span(text: Passage, parts: list[Passage]) -> Passage:
    """The words of a paragraph from its first to its last part."""
    return Passage.made(" ").join(parts)
