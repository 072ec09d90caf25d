"""Recommendations that a follow-up itself gives, each with the section that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iaktta.document import Document, Passage, Span
from iaktta.reading.committees import is_all_committees, mentions
from iaktta.reading.outline import Block, Outline, Section
from iaktta.reading.words import FOLLOW_UP_ROLES, Role
from iaktta.report import NewRecommendation

_LEAD_IN = re.compile(
    r"\b(?:rekommenderar|rekommendera|uppmanar)\b[^.]*(?::|\batt)$|\brekommenderar\b[^.]{0,80}$"
    r"|\b(?:lämnar|lämnas|ger|ges|följande|nedanstående|nya|våra)\s(?:\w+\s){0,4}rekommendation\w*[^.]*:$",
    re.IGNORECASE,
)
_OF_OLD = re.compile(r"\b(?:rekommenderade[s]?|lämnades|lämnade|tidigare|gavs)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"\b(?:se\s)?(?:avsnitt|kapitel|kap\.|punkt|sektion)\s(\d{1,2}(?:\.\d{1,2})*)", re.IGNORECASE
)
_RENEWS = re.compile(
    r"enligt\s(?:vår\s)?tidigare\srekommendation|i\senlighet\smed\s(?:vår\s|den\s)?tidigare\s(?:lämnade?\s)?rekommendation\w*"
    r"|upprepa\w*\s(?:\w+\s){0,3}rekommendation|kvarstår|på\snytt\srekommender|återigen|förnyad\srekommendation"
    r"|tidigare\srekommendation\w*\s(?:\w+\s){0,3}(?:kvarstår|gäller)",
    re.IGNORECASE,
)
_LIKE = 0.8
_WORDS = re.compile(r"\w+")


def find_new_recommendations(
    document: Document, outline: Outline, chapters: Sequence[Section], known: frozenset[str]
) -> tuple[NewRecommendation, ...]:
    """What the follow-up recommends, once each as first printed; advice in an audit's chapter adds none."""
    found: list[NewRecommendation] = []
    seen: list[_Gist] = []
    for block in _advice(document, outline, chapters):
        gist = _gist(block.text.text)
        if not any(_same(gist, earlier) for earlier in seen):
            seen.append(gist)
            found.append(_new(document, block.text, known))
    return tuple(found)


def _advice(document: Document, outline: Outline, chapters: Sequence[Section]) -> Iterator[Block]:
    """Items under a sentence that recommends or a heading of new recommendations, outside the chapters."""
    inside = {id(part) for chapter in chapters for part in chapter.walk()}
    for section in outline.root.walk():
        if id(section) in inside:
            continue
        wanted = Role.NEW_RECOMMENDATIONS in section.roles or (
            Role.RECOMMENDATIONS in section.roles
            and not FOLLOW_UP_ROLES & set(section.roles) - {Role.RECOMMENDATIONS}
        )
        yield from _listed(section.blocks(document), wanted)


def _listed(blocks: Sequence[Block], wanted: bool) -> Iterator[Block]:
    led = False
    for block in blocks:
        if block.is_item and block.mark != "|":
            if led or wanted:
                yield block
        else:
            led = bool(_LEAD_IN.search(block.text.text)) and not _OF_OLD.search(block.text.text)


def _new(document: Document, words: Passage, known: frozenset[str]) -> NewRecommendation:
    section = _SECTION.search(words.text)
    places: dict[str, tuple[Span, ...]] = {}
    addressees, passages = _addressees(words, known)
    spans = tuple(span for passage in passages if (span := document.place(passage)))
    if spans:
        places["addressees"] = spans
    if section and (span := document.place(words[section.start(1) : section.end(1)])):
        places["section"] = (span,)
    return NewRecommendation(
        words.text,
        addressees=addressees,
        section=section[1] if section else None,
        renews=True if _RENEWS.search(words.text) else None,
        places=places,
        source=document.place(words),
    )


def _addressees(words: Passage, known: frozenset[str]) -> tuple[tuple[str, ...], list[Passage]]:
    """The committees that a recommendation opens with; those that it merely mentions later do not count."""
    if everybody := is_all_committees(words.text):
        at = words.text.find(everybody)
        return (everybody[:1].upper() + everybody[1:],), [words[at : at + len(everybody)]]
    found: dict[str, Passage] = {}
    end = 0
    for mention in mentions(words.text, known):
        if found and re.search(r"[^\s,&/]", re.sub(r"\b(?:och|samt)\b", "", words.text[end : mention.start])):
            break
        found.setdefault(mention.name, words[mention.start : mention.end])
        end = mention.end
    return tuple(found), list(found.values())


_Gist = tuple[frozenset[str], tuple[str, ...]]


def _gist(text: str) -> _Gist:
    """The words of a recommendation without its reference to a section, and the committees that it names."""
    words = frozenset(_WORDS.findall(_SECTION.sub("", text).casefold()))
    return words, tuple(mention.name for mention in mentions(text))


def _same(first: _Gist, second: _Gist) -> bool:
    """Whether two are one, printed twice with small differences; other committees make it another."""
    words, others = first[0], second[0]
    alike = len(words & others) / max(len(words), len(others), 1)
    return alike >= _LIKE and first[1] == second[1]
