"""The auditors' assessment of an audit: judging sentences, verdict and listed grounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Document, Passage
from iaktta.reading.codes import verdict_of
from iaktta.reading.outline import Block
from iaktta.reading.sentences import sentences
from iaktta.report import Assessment

_GROUNDS = re.compile(
    r"^(?:(?:vi|revisorerna|revisionen|(?:vår\s|den\s|denna\s|revisionens\s)?(?:samlade\s|sammanfattande\s)?(?:bedömning(?:en)?|omdömet?|slutsatsen?|värderingen)|"
    r"detta|slutsatsen)\s(?:här\s)?"
    r"(?:grunda[rst]*|baserar|baseras|baserades|grundar\ssig|bygger|vilar|motivera[rs]|har\slagt\svikt|har\sbeaktat\sföljande)|"
    r"(?:som\s)?(?:grund(?:er|en)?|skäl|motiv(?:ering)?)\s(?:för|till)\s|(?:till\s)?grund\sför|följande\sligger\still\sgrund|"
    r"(?:skälen|grunderna|motiven)\b)",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"\b(?:kan|kunnat)\sinte\s(?:\w+\s)?verifiera|\bgår\sinte\satt\sverifiera", re.IGNORECASE
)
_NEW_LINE = Passage.made("\n")


def read_assessment(document: Document, blocks: Sequence[Block]) -> Assessment | None:
    """The assessment in the paragraphs of its section; None where there are none."""
    text, grounds = split_grounds(blocks)
    if not text and not grounds:
        return None
    words = _NEW_LINE.join(text)
    verdict = verdict_of(words.text)
    places = {"grounds": tuple(span for ground in grounds if (span := document.place(ground)))}
    wording = {}
    if verdict:
        found = words[verdict.start : verdict.end]
        wording["verdict"] = found.text
        if (span := document.place(found)) is not None:
            places["verdict"] = (span,)
    return Assessment(
        verdict=verdict.code if verdict else None,
        text=words.text,
        grounds=tuple(ground.text for ground in grounds),
        wording=wording,
        verified=False if _UNVERIFIED.search(words.text) else None,
        places={name: spans for name, spans in places.items() if spans},
        source=document.place(words if text else _NEW_LINE.join(grounds)),
    )


def split_grounds(blocks: Sequence[Block]) -> tuple[list[Passage], list[Passage]]:
    """The judging paragraphs, and the grounds: the list after a lead-in, or the sentence that gives them."""
    text: list[Passage] = []
    grounds: list[Passage] = []
    listing = False
    for place, block in enumerate(blocks):
        if block.is_item:
            (grounds if listing else text).append(block.text)
            continue
        before_list = place + 1 < len(blocks) and blocks[place + 1].is_item
        judging, ground = _cut(block.text)
        if judging:
            text.append(judging)
        listing = bool(ground) and (before_list or ground.text.endswith(":"))
        if ground and not listing:
            grounds.append(ground)
    return text, grounds


def _cut(paragraph: Passage) -> tuple[Passage, Passage]:
    """A paragraph as its judging words and, from the sentence that begins to give grounds, the rest."""
    parts = list(sentences(paragraph))
    for place, part in enumerate(parts):
        if _GROUNDS.match(part.text):
            cut = len(paragraph.text) - sum(len(rest) for rest in parts[place:]) - (len(parts) - place - 1)
            return paragraph[: max(0, cut)].strip(), paragraph[max(0, cut) :].strip()
    return paragraph, Passage.made("")
