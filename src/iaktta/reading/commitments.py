"""What a committee promises in an answer, and by when."""

from __future__ import annotations

import re

from iaktta.document import Document, Passage
from iaktta.reading.dates import last_day
from iaktta.reading.sentences import sentences
from iaktta.report import Commitment

_PROMISE = re.compile(
    r"\b(?:ska|skall|kommer(?:\satt)?|avser|ämnar|planera(?:s|r|de)|beräkna(?:s|de|t)|får\s(?:i\s)?uppdrag|"
    r"tas\sfram|arbetas\sfram|utarbetas|införs|läggs\sin|tas\smed|tas\sin|inleds|påbörjas|genomförs|skulle|"
    r"återkomma|ska\svara|förväntas|åtar\ssig|har\sför\savsikt)\b",
    re.IGNORECASE,
)


def find_commitments(document: Document, answer: Passage) -> tuple[Commitment, ...]:
    """The sentences of an answer that promise something to come, with the last day of each."""
    found = []
    for sentence in sentences(answer):
        if not _PROMISE.search(sentence.text):
            continue
        day = last_day(sentence.text)
        found.append(Commitment(sentence.text, day[0] if day else None, document.place(sentence)))
    return tuple(found)
