"""Who wrote a report: the firm or office on its cover, in a copyright line or said to have the commission."""

from __future__ import annotations

import re

from iaktta.document import Document, Line, Passage
from iaktta.reading.furniture import is_copyright
from iaktta.reading.mending import unmarked
from iaktta.reading.outline import Outline

_COPYRIGHT_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d\s)?(?P<name>[A-ZÅÄÖ][\w&.-]*(?:[ ][A-ZÅÄÖ][\w&.-]*){0,3}?)"
    r"(?=\s(?:AB|HB|KB|Aktiebolag|Sverige|Sweden)\b|[,.]|\s*$)"
)
_WORD = r"[A-ZÅÄÖ][\w&-]*"
_NAME = rf"(?P<name>{_WORD}(?:[ ](?:&[ ])?{_WORD}){{0,3}}?)(?:\sAB)?"
_OFFICE = (
    r"(?:Revisionsbyrån?|Revisionskontoret|Revisionsgruppen|Stadsrevisionen|Regionrevisionen|Kommunrevisionen|"
    r"Revision|Konsult|Consulting|Revisorer)"
)
_COMMISSIONED = (
    (
        r"har\s(?:på\suppdrag\sav|av\s)",
        rf"[.\n]\s*{_NAME}\shar\s"
        r"(?:på\suppdrag\sav|av\s[^.]{0,60}revisor\w*\s(?:fått\si\suppdrag|anlitats))",
    ),
    (
        r"har\s(?:följt\supp|granskat|genomfört|utfört)",
        rf"[.\n]\s*(?P<name>(?:{_WORD}[ ])?(?:Revisions\w+|Stadsrevisionen)(?:[ ](?!AB\s){_WORD})*"
        rf"|[A-ZÅÄÖ]{{2,}}|(?:{_WORD}[ ]){{1,3}}(?=AB\s))\s?(?:AB\s)?"
        r"har\s(?:följt\supp|granskat|genomfört|utfört)",
    ),
    (
        r"(?:gett|givit|låtit|uppdragit\såt|anlitat)\s[A-ZÅÄÖ]",
        rf"\b(?:gett|givit|låtit|uppdragit\såt|anlitat)\s{_NAME}\s(?:i\suppdrag|att|granska|följa|för)",
    ),
    (
        r"(?:författad|upprättad|utförd|genomförd|framtagen)\sav\s[A-ZÅÄÖ]",
        rf"\b(?:författad|upprättad|utförd|genomförd|framtagen)\sav\s{_NAME}(?=[.,\s])",
    ),
    (r"ansvarar\s[A-ZÅÄÖ]", rf"\bansvarar\s{_NAME}\sför\b"),
    (
        r"har\s(?:utförts|genomförts)\sav\s[A-ZÅÄÖ]",
        rf"\b(?:granskningen|uppföljningen)\shar\s(?:utförts|genomförts)\sav\s{_NAME}(?=[.,\s])",
    ),
)
_SIGNED_SENTENCES = [(re.compile(sign), re.compile(sentence)) for sign, sentence in _COMMISSIONED]
"""Sentences on a commission, each with words that it cannot do without: they are searched for in no time."""
_OPENING = 20_000
"""Letters from the start within which a commission is told."""
_NOT_FIRM = re.compile(
    r"^(?:Vi|Revisorerna|Revisionen|Kommunrevisionen|De|Den|Det|Uppföljningen|Granskningen|Kommunens?|Rapporten|"
    r"Nämnden)\b|nämnd|styrelse|kommun\b"
)
_FIRM_LINE = re.compile(
    rf"^(?P<name>(?:{_WORD}[ ](?:&[ ])?)*{_OFFICE}(?:[ ](?!AB$){_WORD})*?)(?:\sAB)?$"
    rf"|^(?P<partners>[A-ZÅÄÖ][\w-]+\s&\s[A-ZÅÄÖ][\w-]+)$"
    rf"|^(?P<company>{_WORD}(?:[ ](?:&[ ])?{_WORD}){{0,3}})\sAB$"
)


_DATED = re.compile(r",?\s+(?:den\s)?\d[\d-]*\d(?:\s\w+\s20\d\d)?$")
_SHORT = 6
"""Capitals alone are a short name up to so many letters, else a heading's way to print a name."""
_FOOT_PARTS = re.compile(r"\s+[|·•–—]\s+|\s{3,}")


def find_author(document: Document, outline: Outline, cover: list[Line]) -> Passage | None:
    """The firm or office that wrote the report: cover, copyright line, or the sentence on its commission."""
    for line in cover:
        words = unmarked(document.passage(line))
        if dated := _DATED.search(words.text):
            words = words[: dated.start()]
        plain = words.text.title() if words.text.isupper() and len(words) > _SHORT else words.text
        match = _FIRM_LINE.match(plain)
        if match and not _NOT_FIRM.search(plain):
            name = next(name for name in ("name", "partners", "company") if match[name])
            return words[match.start(name) : match.end(name)]
    if (named := _commissioned(document)) is not None:
        return named
    for number in sorted(outline.furniture):
        line = document.lines[number]
        if is_copyright(line.text) and (match := _COPYRIGHT_HOLDER.search(line.text)):
            return document.passage(line)[match.start("name") : match.end("name")]
        for part in document.passage(line).split(_FOOT_PARTS):
            match = _FIRM_LINE.match(part.text)
            if match and not _NOT_FIRM.search(part.text):
                name = next(name for name in ("name", "partners", "company") if match[name])
                return part[match.start(name) : match.end(name)]
    return None


def _commissioned(document: Document) -> Passage | None:
    """The name in a sentence on the commission."""
    opening = "\n" + document.text[:_OPENING]
    for sign, sentence in _SIGNED_SENTENCES:
        for match in sentence.finditer(opening) if sign.search(opening) else ():
            if not _NOT_FIRM.search(match["name"]):
                passage = Passage.of(document.text, match.start("name") - 1, match.end("name") - 1)
                return passage[:-3] if passage.text.endswith(" AB") else passage
    return None
