"""The answers and observations in a cell: one for each label, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from iaktta.document import Document, Passage, Span
from iaktta.reading.audits.cells import Cell, Paragraph, words_of
from iaktta.reading.audits.labels import Label, label_of
from iaktta.reading.audits.statuses import is_unverified
from iaktta.reading.commitments import find_commitments
from iaktta.reading.committees import Mention, mentions
from iaktta.report import Basis, Statement

_SPEAKS = re.compile(
    r"^\s(?:har\s)?(?:i\ssitt\ssvar\s)?(?:uppger|svarar|anger|redovisar|anför|uppgav|menar|meddelar|beskriver|framför|instämmer|avser|delar)\b"
)
_PAPER = (
    r"(?:verksamhetsplan|protokoll|rapport|anvisning|riktlinje|rutin|redovisning|dokument|plan|uppföljning|budget|beslut"
    r"|sammanställning|statistik|förteckning|minnesanteckning|register|årsredovisning|delegationsordning|berättelse|policy|handling|instruktion)\w*"
)
_OWN_PAPER = re.compile(rf"^\s(?:\w+\s)?\w*{_PAPER}", re.IGNORECASE)
_COMMON_PAPER = re.compile(
    rf"\b(?:nämndernas|förvaltningarnas|respektive\snämnds?)\s(?:\w+\s)?\w*{_PAPER}", re.IGNORECASE
)


_WORD = re.compile(r"\w")


@dataclass(slots=True)
class _Part:
    """Paragraphs under one label."""

    label: Label | None
    label_words: Passage | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Whose a cell's words may be: `known` in the whole document, `asked` in this audit or table."""

    known: frozenset[str]
    asked: tuple[str, ...] = ()
    joint: bool = False
    """Whether all who were asked speak with one voice where no label tells."""


def statements_of(
    document: Document,
    cell: Cell,
    speakers: Speakers,
    basis: Basis = Basis.STATEMENT,
    *,
    answers: bool = False,
) -> tuple[Statement, ...]:
    """A cell's statements in printed order; `basis` is the column's where no label tells, answers promise."""
    found = []
    for part in _parts(cell, speakers.known):
        text = words_of(part.paragraphs)
        if not _WORD.search(text.text):
            continue  # a dash says that the cell is empty
        own = part.label.basis if part.label and part.label.basis is not Basis.STATEMENT else basis
        committees = part.label.committees if part.label else ()
        committees = committees or _speakers(text.text, own, speakers)
        places = _committee_places(document, part)
        source = document.place(text)
        promised = find_commitments(document, text) if answers else ()
        unverified = False if is_unverified(text.text) else None
        found.append(
            Statement(
                text.text,
                committees,
                own,
                commitments=promised,
                verified=unverified,
                places=places,
                source=source,
            )
        )
    return tuple(found)


def _parts(cell: Cell, known: frozenset[str]) -> list[_Part]:
    parts = [_Part(None)]
    for paragraph in cell:
        label = None if paragraph.item else label_of(paragraph.words.text, known)
        if label is None:
            parts[-1].paragraphs.append(paragraph)
            continue
        rest = paragraph.words[label.end :].strip()
        parts.append(_Part(label, paragraph.words[: label.end]))
        if rest:
            parts[-1].paragraphs.append(Paragraph(rest))
    return parts


def _committee_places(document: Document, part: _Part) -> dict[str, tuple[Span, ...]]:
    if part.label is None or part.label_words is None or not part.label.committees:
        return {}
    words = part.label_words
    first = {
        mention.name: words[mention.start : mention.end] for mention in reversed(list(mentions(words.text)))
    }
    spans = [document.place(first.get(name, words)) for name in part.label.committees]
    return {"committees": tuple(span for span in spans if span)}


def _speakers(text: str, basis: Basis, speakers: Speakers) -> tuple[str, ...]:
    """Who speaks where no label tells: the only one, whom the text names, or all together."""
    named = list(mentions(text, speakers.known))
    if len(speakers.asked) == 1:
        return speakers.asked
    if basis is Basis.DOCUMENT_REVIEW:
        return _owners(text, named)
    if named and named[0].start == 0 and _SPEAKS.match(text[named[0].end :]):
        return (named[0].name,)
    if (
        named
        and text[: named[0].start].casefold() in ("av ", "enligt ")
        and (own := _owners(text, named[:1]))
    ):
        return own[:1]
    return speakers.asked if speakers.joint else ()


def _owners(text: str, named: Sequence[Mention]) -> tuple[str, ...]:
    """The committees whose own documents were reviewed."""
    if _COMMON_PAPER.search(text):
        return tuple(dict.fromkeys(one.name for one in named))
    own = [m.name for m in named if text[m.start : m.end].endswith("s") and _OWN_PAPER.match(text[m.end :])]
    return tuple(dict.fromkeys(own))
