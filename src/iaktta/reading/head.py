"""What a document says about itself: title, organisation, body, author, year, date, number, decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from iaktta.document import Document, Line, Passage, Span
from iaktta.reading.adoption import ADOPTED, find_adoption
from iaktta.reading.author import find_author
from iaktta.reading.committees import basic_form, mentions
from iaktta.reading.dates import dates_in
from iaktta.reading.kind import kind_of_title
from iaktta.reading.mending import unmarked
from iaktta.reading.outline import Outline
from iaktta.reading.title import COVER_LINES, ends_cover, find_title
from iaktta.report import Decision, Kind


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a report; what is not stated is None. `places` leads to each field's words."""

    title: str = ""
    organisation: str | None = None
    body: str | None = None
    author: str | None = None
    year: int | None = None
    date: date | None = None
    registration: str | None = None
    decision: Decision | None = None
    places: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


def find_head(document: Document, outline: Outline) -> Head:
    """The head, from the lines before the first section, the title and the page furniture."""
    cover = cover_lines(document, outline)
    title = find_title(document, outline, cover)
    found: dict[str, Passage | None] = {
        "title": title,
        "organisation": find_organisation(document, cover),
        "body": _body(document, cover, title),
        "author": None if _is_answer(title) else find_author(document, outline, cover),
        "registration": _registration(document, cover),
        "date": _date(document, cover),
        "year": _year(document, outline, cover, title),
    }
    places = {
        name: (span,)
        for name, words in found.items()
        if words is not None and (span := document.place(words))
    }
    day = found["date"]
    year = found["year"]
    return Head(
        title=title.text if title else "",
        organisation=_organisation_name(found["organisation"]),
        body=basic_form(found["body"].text) if found["body"] else None,
        author=found["author"].text if found["author"] else None,
        year=int(re.findall(r"\d{4}", year.text)[0]) if year else None,
        date=next((one for one, _, _ in dates_in(day.text)), None) if day else None,
        registration=found["registration"].text if found["registration"] else None,
        decision=find_adoption(document, cover, found["body"]),
        places=places,
    )


def _is_answer(title: Passage | None) -> bool:
    """An answer speaks of the firm that made the audit; that has not written the answer."""
    return title is not None and kind_of_title(title.text) is Kind.AUDIT_RESPONSE


def cover_lines(document: Document, outline: Outline) -> list[Line]:
    """The lines before the first numbered or known section: the cover, or the top of a letter."""
    first = next((heading.first for heading in outline.headings if ends_cover(heading)), None)
    end = first if first is not None else len(document.lines)
    apart = outline.contents | outline.furniture
    lines = [line for line in document.lines[:end] if not line.blank and line.number not in apart]
    return lines[:COVER_LINES]


_WORD = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_ORGANISATION = re.compile(
    rf"(?=[A-ZÅÄÖ])(?<![\w-])(?:(?P<name>(?:{_WORD}[ ])?(?:{_WORD}\s))(?P<kind>kommuns?|stads?|landstings?)"
    rf"|(?P<region>Region\s{_WORD}(?:[ ]{_WORD})?))(?![\w-])"
)
_NO_NAME = frozenset(
    [
        "I",
        "Av",
        "För",
        "Hos",
        "Inom",
        "Vid",
        "Enligt",
        "Vår",
        "Er",
        "Denna",
        "Varje",
        "En",
        "Den",
        "Till",
        "Som",
        "Om",
        "Under",
        "Från",
        "Med",
        "Samt",
        "Och",
        "Att",
        "Detta",
        "Hur",
        "När",
        "Vad",
        "Är",
        "Har",
        "Kan",
        "Ska",
        "Ny",
        "Hela",
        "Utifrån",
        "Efter",
        "Avseende",
        "Revisorerna",
        "Revisorer",
        "Revision",
    ]
)


def find_organisation(document: Document, cover: list[Line]) -> Passage | None:
    """The municipality or region that the document is about: that on its cover, else the one named most."""
    found: list[tuple[str, Passage]] = []
    ends = cover[-1].end if cover else 0
    for match in _ORGANISATION.finditer(document.text):
        start = match.start()
        if match["name"]:
            words = match["name"].split()
            while words and words[0] in _NO_NAME:
                start += len(words[0]) + 1
                words = words[1:]
            if not words:
                continue
        passage = Passage.of(document.text, start, match.end())
        found.append((_organisation_name(passage) or "", passage))
    if not found:
        return None
    on_cover = [(name, passage) for name, passage in found if passage.at[0] <= ends]
    counts = Counter(name for name, _ in on_cover or found)
    best = counts.most_common(1)[0][0]
    return next(passage for name, passage in found if name == best)


def _organisation_name(words: Passage | None) -> str | None:
    if words is None:
        return None
    return re.sub(r"(kommun|stad|landsting)s$", r"\1", " ".join(words.text.split()))


_BODY_LABEL = re.compile(
    r"^(?:nämnd(?:\s?/\s?(?:enhet|förvaltning|bolag|styrelse))?|styrelse|enhet|förvaltning|ansvarig\snämnd|verksamhet|"
    r"organisation|svarande(?:\snämnd)?)\s?:\s*(?=\S)",
    re.IGNORECASE,
)


def _body(document: Document, cover: list[Line], title: Passage | None) -> Passage | None:
    """Whose report or plan this is: a label's words, a committee alone on a cover line or in the title."""
    for line in cover:
        words = unmarked(document.passage(line))
        if match := _BODY_LABEL.match(words.text):
            return words[match.end() :].strip(" .*_")
    addressed = False
    for line in cover:
        if re.fullmatch(r"(?:till|för\skännedom|kopia)\s?:?", line.text, re.IGNORECASE):
            addressed = True
        words = unmarked(document.passage(line))
        first = next(mentions(words.text), None)
        if (
            first
            and not addressed
            and _BEFORE_BODY.fullmatch(words.text[: first.start])
            and _only_body(words.text[first.end :])
        ):
            return words[first.start : first.end]
    if title is not None and (first := next(mentions(title.text), None)):
        whose = title.text[: first.end].endswith("s") and _PLAN.search(title.text[first.end :])
        if first.start == 0 or whose:
            return title[first.start : first.end]
    if title is not None and kind_of_title(title.text) is Kind.AUDIT_RESPONSE:
        return _recipient(document, cover)
    return None


def _recipient(document: Document, cover: list[Line]) -> Passage | None:
    """The committee to which a memorandum with a proposed answer is addressed: "Till socialnämnden"."""
    for line in cover:
        first = next(mentions(line.text), None)
        if first and re.fullmatch(r"(?:till\s)?", line.text[: first.start], re.IGNORECASE):
            return document.passage(line)[first.start : first.end]
    return None


_BEFORE_BODY = re.compile(r"(?:(?:[A-ZÅÄÖ]\S+\s){1,2}(?:kommun|stad|region)s?,\s)?")
"""What may stand before the committee on its line: "Granviks kommun, "."""

_PLAN = re.compile(r"\A\s\S*(?:kontroll|plan)", re.IGNORECASE)
"""What a title may say is the committee's: "socialnämndens internkontrollplan"."""


def _only_body(rest: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:[\s,–-]*(?:i\s)?(?:[A-ZÅÄÖ]\S+\s){1,2}(?:kommun|stad|region)\w?)?\s*|,?\s+[\d-]{8,10},?\s+§\s?\d+\s*",
            rest,
        )
    )


_REGISTRATION = re.compile(
    r"(?:dnr|diarienr|diarienummer|diarieföring|ärendenr|ärendenummer|ärende)\.?\s?:?\s*(?P<number>[A-ZÅÄÖ]{0,6}[\s-]?\d[\w/.:-]*"
    r"(?:\s[A-ZÅÄÖ]{2,5}\s?\d+)?)",
    re.IGNORECASE,
)


_NUMBER_ALONE = re.compile(r"\b[A-ZÅÄÖ]{2,6}[\s-]?(?:19|20)\d\d[/-]\d[\d-]*|\b(?:19|20)\d\d/\d[\d-]*")
_NUMBER_HEAD = re.compile(r"\b(?:dnr|diarienummer|diarienr|ärendenummer)\b\W*$", re.IGNORECASE)


def _registration(document: Document, cover: list[Line]) -> Passage | None:
    for place, line in enumerate(cover):
        if match := _REGISTRATION.search(line.text.replace("*", " ")):
            return document.passage(line)[match.start("number") : match.end("number")].strip(" .,")
        # A letterhead may have its heads on one line and what they hold on the next.
        below = cover[place + 1] if place + 1 < len(cover) else None
        if (
            below is not None
            and _NUMBER_HEAD.search(line.text)
            and (found := _NUMBER_ALONE.search(below.text))
        ):
            return document.passage(below)[found.start() : found.end()]
    for line in cover:
        if found := _NUMBER_ALONE.fullmatch(line.text.strip("* ")):
            return document.passage(line).strip("* ")[found.start() : found.end()]
    return None


_OF_PERIOD = re.compile(
    r"\b(?:gäller|giltig\w*|avser|period\w*|t\.o\.m|fr\.o\.m|från\soch\smed|till\soch\smed)\b", re.IGNORECASE
)


def _date(document: Document, cover: list[Line]) -> Passage | None:
    """The document's own date: alone on a cover line, or after "Datum"; a decision's date is not it."""
    for line in cover:
        if ADOPTED.search(line.text) or "§" in line.text or _OF_PERIOD.search(line.text):
            continue
        for _, start, end in dates_in(line.text):
            before = line.text[:start].strip(" *_:,")
            if not before or re.search(
                r"(?:datum|daterad|den)$|\s{3,}", line.text[:start].rstrip(" :*"), re.IGNORECASE
            ):
                return document.passage(line)[start:end]
            if re.fullmatch(r"(?:[A-ZÅÄÖ]\w+\s?){1,3}(?:den|kommun|stad)?", before) or (
                len(line.text) <= 60 and re.search(r"\s{3,}", line.text)
            ):
                return document.passage(line)[start:end]
    # Else the last words of a line: "Rapport till revisorerna 2022-11-30".
    for line in cover:
        found = [end for _, start, end in dates_in(line.text) if end == len(line.text) and start > 0]
        if found and "§" not in line.text and not (ADOPTED.search(line.text) or _OF_PERIOD.search(line.text)):
            start = next(start for _, start, end in dates_in(line.text) if end == found[0])
            return document.passage(line)[start:]
    return _signed_on(document)


_LAST_LINES = 15
_PLACE_AND_DATE = re.compile(r"(?:[A-ZÅÄÖ][\wåäö]+(?:\s[A-ZÅÄÖ][\wåäö]+)?,?\s(?:den\s)?)?")


def _signed_on(document: Document) -> Passage | None:
    """The date above the signatures at the end, alone or after the place."""
    lines = [line for line in document.lines if not line.blank][-_LAST_LINES:]
    for line in lines:
        for _, start, end in dates_in(line.text):
            words = line.text[:start]
            if end == len(line.text) and _PLACE_AND_DATE.fullmatch(words):
                return document.passage(line)[start:end]
    return None


_LABELLED_YEAR = re.compile(
    r"^\W*(?:år|planår|verksamhetsår|avser\sår|period)\W{1,5}((?:19|20)\d\d)\b", re.IGNORECASE
)
_PLAN_YEAR = re.compile(
    r"\brevision(?:s|ens\s|ernas\s|orernas\s)?\w*plan\w*\s(?:för|avseende)\s(?:år(?:et)?\s)?((?:19|20)\d\d)"
    r"|\brevisorernas\s(?:\w+\s)?plan\sför\s(?:år\s)?((?:19|20)\d\d)",
    re.IGNORECASE,
)


_YEAR_ALONE = re.compile(
    r"(?<![\d/–-])(?<!\d\soch\s)(?<!\d\ssamt\s)(?<!\d,\s)(?<!åren\s)(?<!från\s)(?<!från\sår\s)(?:19|20)\d\d"
    r"(?!\d|\sårs\b|\s?[–-]\s?(?:19|20)?\d\d|(?:,|\soch|\ssamt|\still)\s(?:19|20)\d\d)"
)
"""A year that is no end of a span or list: "2019–2020" are the years that were followed up."""


def _year(document: Document, outline: Outline, cover: list[Line], title: Passage | None) -> Passage | None:
    """The year in the title, after a label, of the audit plan, of the date, or of the copyright line."""
    if title is not None and (years := list(_YEAR_ALONE.finditer(title.text))):
        return title[years[0].start() : years[0].end()]
    for line in cover:
        if match := _LABELLED_YEAR.match(line.text):
            return document.passage(line)[match.start(1) : match.end(1)]
    if match := _PLAN_YEAR.search(document.text):
        group = 1 if match[1] else 2
        return Passage.of(document.text, match.start(group), match.end(group))
    if (day := _date(document, cover)) is not None and re.search(r"(?:19|20)\d\d", day.text):
        return day
    adopted = next(
        (
            line
            for line in cover
            if ("§" in line.text or ADOPTED.search(line.text)) and any(dates_in(line.text))
        ),
        None,
    )
    if adopted is not None and (year := re.search(r"(?:19|20)\d\d", adopted.text)):
        return document.passage(adopted)[year.start() : year.end()]
    return _cover_year(document, cover) or _foot_year(document, outline) or _copyright_year(document)


def _cover_year(document: Document, cover: list[Line]) -> Passage | None:
    """A year that ends a short cover line: "April 2023"."""
    for line in cover:
        match = re.fullmatch(r"(?:[A-ZÅÄÖa-zåäö]+,?\s){0,3}((?:19|20)\d\d)", line.text)
        if match:
            return document.passage(line)[match.start(1) : match.end(1)]
    return None


def _foot_year(document: Document, outline: Outline) -> Passage | None:
    """The year of the follow-up in a running foot: "Uppföljning 2022"."""
    for number in sorted(outline.furniture):
        line = document.lines[number]
        if match := re.search(
            r"\b(?:uppföljning|granskning|rapport|plan|revision)\w*\s((?:19|20)\d\d)\b",
            line.text,
            re.IGNORECASE,
        ):
            return document.passage(line)[match.start(1) : match.end(1)]
    return None


def _copyright_year(document: Document) -> Passage | None:
    match = re.search(r"(?:©|\(c\)|copyright)\s*((?:19|20)\d\d)", document.text, re.IGNORECASE)
    return Passage.of(document.text, match.start(1), match.end(1)) if match else None
