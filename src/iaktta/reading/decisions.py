"""Decisions as a document cites them: a committee, a date, a paragraph and a registration number.

"Socialnämnden 2017-02-23 § 29", "BUN 20210323 §24", "Kommunstyrelsens beslut §218 (2020 KS0388)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from iaktta.document import Document, Passage, Span
from iaktta.reading.committees import mentions
from iaktta.reading.dates import dates_in
from iaktta.report import Decision, Problem, ProblemCode

_DIGIT = re.compile(r"\d")
_PARAGRAPH = re.compile(r"(?:§{1,2}|\bparagraf)\s?(\d{1,4})\b")
_ABBREVIATION = re.compile(
    r"(?<![\w/-])(?:KS(?:AU)?|KF|[A-ZÅÄÖ]{1,4}N(?:AU)?|[A-ZÅÄÖ]{2,4}S)(?![\w/-]|\s?\d{4}[/:]|\d)"
)
_REGISTRATION = re.compile(
    r"(?:\b(?:dnr|diarienr|diarienummer|ärendenummer|ärende)\.?:?\s*)?"
    r"(?P<number>[A-ZÅÄÖ]{2,5}[\s-]?(?:19|20)\d\d[/:-]\d{1,5}(?:[.-]\d{2,3})?"
    r"|(?:19|20)\d\d[\s/-][A-ZÅÄÖ]{2,5}\s?\d{2,6}|(?:19|20)\d\d[/:]\d{1,5}(?!\d))"
)
_PACKED_NUMBER = re.compile(r"(?<!\d)\d{8}(?!\d)")
_CLAUSE = re.compile(r"[;\n]|[.](?=\s+[A-ZÅÄÖ][a-zåäö])|\bsamt\b")
_FILLER = re.compile(
    r"^(?:[\s,;.:()§/–-]|\b(?:svar|svaret|yttrande|yttrandet|nämndens|styrelsens|nämnden|styrelsen|(?:be)?svarade|(?:be)?svarat|besvarades|besvarats|yttrade|yttrat|avgav|avgett|lämnade|lämnat|godkände|godkänt|antog"
    r"|sig|om|granskning(?:en|srapporten)?|rapporten|revisionsrapporten|rekommendationerna|revisorerna|revisionen|kommunrevisionen|till|över|med|ett|sitt|vid|sammanträdet|beslut|beslutade|beslutad|beslutades|enligt|från|av|den|i|på"
    r"|och|samt|dnr|diarienummer|diarienr|ärende|protokoll|sammanträde|behandlat|behandlades|antaget|antogs|daterat|har|gemensamt)\b)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation found in a text: its parts with their [start, end); `readable`: its date is a day."""

    committee: str
    committee_at: tuple[int, int]
    date: date | None
    date_at: tuple[int, int] | None
    paragraph: str | None
    paragraph_at: tuple[int, int] | None
    registration: str | None
    registration_at: tuple[int, int] | None
    readable: bool = True

    @property
    def start(self) -> int:
        return min(place[0] for place in self._places())

    @property
    def end(self) -> int:
        return max(place[1] for place in self._places())

    def _places(self) -> list[tuple[int, int]]:
        places = (self.committee_at, self.date_at, self.paragraph_at, self.registration_at)
        return [place for place in places if place is not None]


def cited_in(text: str) -> list[Cited]:
    """The decisions that a text cites: each names who decided, and a date or a paragraph."""
    if not _DIGIT.search(text):
        return []
    named = sorted(
        [(mention.start, mention.end, mention.name) for mention in mentions(text)]
        + [(match.start(), match.end(), match.group()) for match in _ABBREVIATION.finditer(text)]
    )
    found: list[Cited] = []
    for place, (start, end, name) in enumerate(named):
        limit = named[place + 1][0] if place + 1 < len(named) else len(text)
        cut = _CLAUSE.search(text, end, limit)
        if cited := _cited(text, name, (start, end), cut.start() if cut else limit):
            found.append(cited)
            found.extend(_further(text, cited, limit))
    return found


_AND = re.compile(r"\s*(?:,|&|och|samt)\s+(?:den\s)?", re.IGNORECASE)


def _further(text: str, first: Cited, limit: int) -> Iterator[Cited]:
    """Further days and paragraphs of the same committee: "2021-09-14 § 160 och 2022-02-01 § 18"."""
    end = first.end
    while first.date_at and first.paragraph_at and (joint := _AND.match(text, end, limit)):
        day = next(dates_in(text[joint.end() : limit]), None)
        if day is None or day[1] > 0:
            return
        after = joint.end() + day[2]
        paragraph = _PARAGRAPH.search(text, after, min(limit, after + 8))
        if paragraph is None:
            return
        yield replace(
            first,
            date=day[0],
            date_at=(joint.end(), after),
            paragraph=paragraph[1],
            paragraph_at=paragraph.span(1),
            registration=None,
            registration_at=None,
        )
        end = paragraph.end(1)


def _cited(text: str, name: str, at: tuple[int, int], limit: int) -> Cited | None:
    """The citation that a committee's name begins, within [its end, limit)."""
    start, rest = at[1], text[at[1] : limit]
    paragraph = _PARAGRAPH.search(rest)
    day = next(dates_in(rest), None)
    if paragraph is None and day is None:
        return None
    registration = _REGISTRATION.search(rest)
    packed = _PACKED_NUMBER.search(rest)
    return Cited(
        committee=name,
        committee_at=at,
        date=day[0] if day else None,
        date_at=(start + day[1], start + day[2]) if day else None,
        paragraph=paragraph[1] if paragraph else None,
        paragraph_at=(start + paragraph.start(1), start + paragraph.end(1)) if paragraph else None,
        registration=" ".join(registration["number"].split()) if registration else None,
        registration_at=(start + registration.start("number"), start + registration.end("number"))
        if registration
        else None,
        readable=packed is None or day is not None,
    )


def is_decision_line(text: str) -> bool:
    """Whether a text only cites decisions ("Svar från socialnämnden 2017-02-23 § 29")."""
    found = cited_in(text)
    return bool(found) and bool(_FILLER.match(_rest(text, found)))


def _rest(text: str, found: list[Cited]) -> str:
    kept = list(text)
    for cited in found:
        for place in (cited.committee_at, cited.date_at, cited.paragraph_at, cited.registration_at):
            for letter in range(*(place or (0, 0))):
                kept[letter] = " "
    return "".join(kept)


def find_decisions(document: Document, words: Passage) -> Iterator[Decision]:
    """The decisions that a passage cites, in printed order, each with its places."""
    for cited in cited_in(words.text):
        yield decision_of(document, words, cited)


def decision_of(document: Document, words: Passage, cited: Cited) -> Decision:
    """One cited decision with its places."""

    def place(at: tuple[int, int] | None) -> tuple[Span, ...]:
        span = document.place(words[at[0] : at[1]]) if at else None
        return (span,) if span else ()

    places = {
        "committee": place(cited.committee_at),
        "date": place(cited.date_at),
        "paragraph": place(cited.paragraph_at),
        "registration": place(cited.registration_at),
    }
    return Decision(
        committee=cited.committee,
        date=cited.date,
        paragraph=cited.paragraph,
        registration=cited.registration,
        places={name: spans for name, spans in places.items() if spans},
        source=document.place(words[cited.start : cited.end]),
    )


def unreadable_decisions(document: Document, words: Passage) -> Iterator[Problem]:
    """A problem for each citation whose date is no day in any calendar."""
    for cited in cited_in(words.text):
        if cited.readable:
            continue
        quoted = " ".join(words.text[cited.start : _end_of_citation(words.text, cited)].split())
        message = (
            f"Beslutet ”{quoted}” går inte att läsa ut: datumet finns inte. Kontrollera mot protokollet."
        )
        source = document.place(words[cited.start : cited.end])
        yield Problem(ProblemCode.DECISION_UNREADABLE, message, source=source)


def _end_of_citation(text: str, cited: Cited) -> int:
    return max(cited.end, cited.committee_at[1])
