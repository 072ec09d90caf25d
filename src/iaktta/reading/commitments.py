"""What a committee promises in an answer, and by when."""

from __future__ import annotations

import re

from iaktta.document import Document, Passage
from iaktta.reading.dates import last_day
from iaktta.reading.sentences import sentences
from iaktta.report import Commitment

_ORDERED = re.compile(r"\bi\suppdrag\satt\b|\båterkomma\b", re.IGNORECASE)
"""Orders to the administration promise something where they state a day."""
_CITED = re.compile(r"(?:19|20)\d\d-?\d\d-?\d\d,?\s§\s?\d+")
"""A decision cited in the sentence is no day to come."""
_PROMISE = re.compile(
    r"\b(?:ska|skall|kommer(?:\satt)?|avser|ämnar|planera(?:s|r|de)|beräkna(?:s|de|t)|får\s(?:i\suppdrag|uppdrag)|"
    r"får\sfrån\soch\smed|läggs\sin|tas\smed|tas\sin|ska\svara|förväntas|åtar\ssig|har\sför\savsikt)\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:tas\sfram|arbetas\sfram|utarbetas|införs|inleds|påbörjas|genomförs)\b", re.IGNORECASE
)
"""Present tense tells what is done anyway; it promises where it comes with a day."""
_TELLS_OF = re.compile(
    r"\b(?:vad|hur|vilka|vilken|vilket)\s(?:\w+\s){0,6}$"
    r"|\b(?:refereras|framgår|anges|betonade|innebär|innehåller)\b.*\b(?:att|hur|vad)\b[^,]*$",
    re.IGNORECASE | re.DOTALL,
)
"""Before the verb: words of what another text or person says shall be."""


def find_commitments(document: Document, answer: Passage) -> tuple[Commitment, ...]:
    """The sentences of an answer that promise something to come, with the last day of each."""
    found = []
    for sentence in sentences(answer):
        if not _promises(sentence.text):
            continue
        day = last_day(_CITED.sub(" ", sentence.text))
        found.append(Commitment(sentence.text, day[0] if day else None, document.place(sentence)))
    return tuple(found)


_DONE_THAT = re.compile(
    r"\b(?:har|hade)\b.*\b(?:att|som|där|hur|vad|när|vilken|vilka)\b[^,]*$", re.IGNORECASE | re.DOTALL
)
_AND = re.compile(r"(?:,|\b(?:och|men|samt))\s(?:\w+\s)?$", re.IGNORECASE)


def _promises(sentence: str) -> bool:
    """Whether a sentence promises; one that tells what somebody has said must be done does not."""
    if sentence.endswith(":"):
        return False
    for match in _PROMISE.finditer(sentence):
        before = sentence[: match.start()]
        if not (_DONE_THAT.search(before) or _TELLS_OF.search(before)) or _AND.search(before):
            return True
    dated = _ORDERED.search(sentence) or _UNDER_WAY.search(sentence)
    return dated is not None and last_day(sentence) is not None
