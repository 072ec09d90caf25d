"""Which kind of report a document is: by its title, else by the words that its text is full of."""

from __future__ import annotations

import re

from iaktta.document import Document
from iaktta.reading.audits.chapters import find_chapters
from iaktta.reading.outline import Outline
from iaktta.reading.words import Role
from iaktta.report import Kind

_CONTROL = r"intern(?:a|ns)?\s?kontroll\w*"
_TITLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.OVERALL_EVALUATION,
        re.compile(
            rf"(?:samlad|samlat|övergripande|sammanfattande|årlig|sammanställning)\w*\b.*{_CONTROL}|"
            rf"{_CONTROL}.*\b(?:samlad|sammanställning)|"
            rf"(?:utvärdering|bedömning)\b.*{_CONTROL}.*\b(?:nämnder|samtliga|kommun)|kommunstyrelsens\s(?:uppsikt|bedömning).*{_CONTROL}",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.AUDIT_RESPONSE,
        re.compile(
            r"^(?:förslag\still\s)?(?:\S+\s){0,4}(?:svar|yttrande|revisionssvar|remissvar)\b.*\b(?:granskning|revision|rekommendation)|"
            r"\b(?:svar|yttrande)\s(?:på|över|till|avseende|med\sanledning)\b|\btjänste(?:skrivelse|utlåtande)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.CONTROL_FOLLOW_UP,
        re.compile(
            rf"\b(?:uppföljning\w*|återrapport\w*|redovisning|resultat|rapport\w*|utfall|uppföljningsrapport)\b.*"
            rf"(?:{_CONTROL}|kontrollplan\w*)|(?:{_CONTROL}|kontrollplan\w*).*\b(?:uppföljning\w*|redovisning|resultat|utfall|rapport)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.CONTROL_PLAN,
        re.compile(
            rf"plan\b.*{_CONTROL}|{_CONTROL}\w*plan|{_CONTROL}.*\bplan\b|kontrollplan|{_CONTROL}",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.AUDIT_FOLLOW_UP,
        re.compile(
            r"\b(?:uppföljning\w*|uppföljande|följa\supp)\b.*(?:granskning|revision|rekommendation|rapport|$)",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.AUDIT,
        re.compile(r"\b(?:granskning|revisionsrapport|granskningsrapport|förstudie)", re.IGNORECASE),
    ),
)
_AUDIT_OF_CONTROL = re.compile(rf"\bgranskning\b.*{_CONTROL}", re.IGNORECASE)
# Words counted in the folded text: many times faster than with re.IGNORECASE.
_CONTROL_WORDS = re.compile(
    r"\b(?:kontrollmoment\w*|riskvärde\w*|internkontrollplan\w*|kontrollansvarig\w*|riskbedömning\w*|riskmatris|"
    r"kontrollaktivitet\w*|kontrollmetod\w*|interna?\skontroll\w*|gemensam\w*\skontroll\w*|kontrollåtgärd\w*|återredovisas|egenkontroll\w*)"
)
_RESULT_WORDS = re.compile(
    r"\b(?:avvikelse[rn]?|utfall|konstaterad\w*|resultat\sav\s(?:kontroll|uppföljning)\w*|kontroll(?:en)?\s(?:är\s)?(?:utförd|genomförd))\b"
)
_AUDIT_WORDS = re.compile(
    r"\b(?:revisorer\w*|revisionen\w*|rekommendation\w*|revisionsfråg\w*|revisionskriteri\w*)"
)
_FOLLOW_UP_WORDS = re.compile(r"\b(?:uppföljning\w*|uppföljande|följts?\supp|följa\supp)", re.IGNORECASE)


def find_kind(document: Document, outline: Outline, title: str) -> Kind | None:
    """The kind of report; None where the text is no report of any kind that is known."""
    kind = kind_of_title(title)
    if kind in (Kind.CONTROL_PLAN, Kind.CONTROL_FOLLOW_UP):
        return _control_kind(document, kind)
    if kind is Kind.OVERALL_EVALUATION:
        return kind
    if kind is not None and (_AUDIT_WORDS.search(document.folded) or _CONTROL_WORDS.search(document.folded)):
        return kind
    controls, audits = (
        len(_CONTROL_WORDS.findall(document.folded)),
        len(_AUDIT_WORDS.findall(document.folded)),
    )
    if not controls and not audits:
        return None
    if controls > audits:
        return _control_kind(document, None)
    return _audit_kind(document, outline)


_OF_CONTROLS = {Kind.CONTROL_PLAN, Kind.CONTROL_FOLLOW_UP, Kind.OVERALL_EVALUATION}
_COVER = 40  # lines on which a document says what it is


def kind_of_other_family(document: Document, outline: Outline, kind: Kind) -> Kind | None:
    """What a document is if it is no report on audits, or none on controls; None without a word of that."""
    if kind in _OF_CONTROLS:
        return _audit_kind(document, outline) if _AUDIT_WORDS.search(document.folded) else None
    if not _CONTROL_WORDS.search(document.folded):
        return None
    overall = dict(_TITLES)[Kind.OVERALL_EVALUATION]
    if any(overall.search(line.text) for line in document.lines[:_COVER]):
        return Kind.OVERALL_EVALUATION
    return _control_kind(document, None)


def kind_of_title(title: str) -> Kind | None:
    """The kind that a document's title names."""
    for kind, pattern in _TITLES:
        if not pattern.search(title):
            continue
        if kind in (
            Kind.OVERALL_EVALUATION,
            Kind.CONTROL_PLAN,
            Kind.CONTROL_FOLLOW_UP,
        ) and _AUDIT_OF_CONTROL.search(title):
            continue
        return kind
    return None


def _control_kind(document: Document, named: Kind | None) -> Kind:
    """A plan that also holds results is a follow-up."""
    if named is Kind.CONTROL_FOLLOW_UP:
        return named
    if named is Kind.CONTROL_PLAN:
        return named
    results = len(_RESULT_WORDS.findall(document.folded))
    return Kind.CONTROL_FOLLOW_UP if results >= 3 else Kind.CONTROL_PLAN


def _audit_kind(document: Document, outline: Outline) -> Kind:
    chapters = find_chapters(document, outline)
    roles = {role for section in outline.root.walk() for role in section.roles}
    opening = document.text[:4000]
    if _FOLLOW_UP_WORDS.search(opening) or len(chapters) > 1:
        return Kind.AUDIT_FOLLOW_UP
    if Role.QUESTIONS in roles or Role.CRITERIA in roles:
        return Kind.AUDIT
    return Kind.AUDIT_FOLLOW_UP if len(chapters) == 1 else Kind.AUDIT
