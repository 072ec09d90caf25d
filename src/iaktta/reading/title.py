"""A document's own title: the line on its cover that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iaktta.document import Document, Line, Passage
from iaktta.reading.committees import mentions
from iaktta.reading.dates import dates_in
from iaktta.reading.heading import Heading
from iaktta.reading.mending import joined
from iaktta.reading.outline import Outline
from iaktta.reading.words import SECTION_NUMBER, Role, plain_heading, roles_of

COVER_LINES = 40
"""No cover has more lines."""

_SAYS_WHAT = re.compile(
    r"\b(?:\w*granskning\w*|uppföljning\w*|uppföljande|\w*rapport|\w*plan|intern\w*\s?kontroll\w*|svar|yttrande|\w*bedömning|"
    r"utvärdering|förstudie|rekommendation\w*|redovisning)\b",
    re.IGNORECASE,
)
_KIND_ONLY = re.compile(
    r"(?:revisions|gransknings|uppföljnings)?rapport|tjänste(?:skrivelse|utlåtande)|missiv|protokollsutdrag|slutrapport|"
    r"\w*skrivelse|rapport\s(?:nr\s)?[\d/:]+",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\b(?:\w*skrivelse|missiv|följebrev)\b", re.IGNORECASE)
"""A covering letter bound in before the report has a heading of its own."""
_UNFINISHED = re.compile(
    r"(?:\b(?:av|och|för|i|avseende|gällande|med|på|över|till|inom|vid|samt|om|kring)|[-–,:])$", re.IGNORECASE
)
_NO_TITLE_ROLE = frozenset(Role) - {
    Role.OBSERVATIONS,
    Role.RECOMMENDATIONS,
    Role.RESPONSES,
    Role.ASSESSMENT,
    Role.CONCLUSION,
}
_ON_COVERS = frozenset({Role.OTHER, Role.AUDITEES, Role.YEAR, Role.DEADLINE})
_OPENS_TITLE = re.compile(
    r"(?:uppfölj|årlig|samlad|svar|yttrande|granskning|redovisning|rapport|\w+s\s(?:svar|yttrande))",
    re.IGNORECASE,
)
_MARK = re.compile(r"^#{1,6}\s+|^\*\*|\*\*$")


def find_title(document: Document, outline: Outline, cover: Sequence[Line]) -> Passage | None:
    """The title; None where the text begins with a chapter."""
    chapters = _chapters_first(outline)
    candidates = [one for one in _candidates(document, cover) if _same_words(one[0]) not in chapters]
    if first := next((words for words, marked in candidates if marked), None):
        return first
    telling = [words for words, _ in candidates if _SAYS_WHAT.search(words.text)]
    own = [words for words in telling if not _KIND_ONLY.fullmatch(words.text)]
    own = [words for words in own if not _LETTER.search(words.text)] or own
    return next(iter(own or telling), None)


_FOLLOWS_UP = re.compile(
    r"uppfölj|tidigare\srekommend|lämnade\srekommend|aktuellt\släge|nuläge|vad\shar\s|sedan\sdess|vidtagna\såtgärder",
    re.IGNORECASE,
)


def _chapters_first(outline: Outline) -> frozenset[str]:
    """The titles of unnumbered chapters that follow up an audit: such a one is no title of the report."""
    return frozenset(
        _same_words(child.title)
        for child in outline.root.children
        if child.heading
        and child.heading.topic
        and not child.heading.marks
        and not child.number
        and any(
            part.heading and _FOLLOWS_UP.search(part.title.text) for part in child.walk() if part is not child
        )
    )


def _same_words(words: Passage) -> str:
    return plain_heading(words.text).casefold()


def ends_cover(heading: Heading) -> bool:
    """Whether a heading opens the report's text: a numbered chapter or known section, not the title."""
    if heading.rest is not None or "§" in heading.text.text:
        return False
    return bool(heading.depth or heading.item or set(heading.roles) & (_NO_TITLE_ROLE - _ON_COVERS))


def _candidates(document: Document, cover: Sequence[Line]) -> Iterator[tuple[Passage, bool]]:
    """The cover's short texts, each with whether it is marked as the first heading."""
    lines = list(cover)
    while lines:
        line = lines.pop(0)
        parts = [document.passage(line)]
        while (
            lines and lines[0].number == line.number + len(parts) and _goes_on(parts[-1].text, lines[0].text)
        ):
            parts.append(document.passage(lines.pop(0)))
        words = joined(parts)
        marked = bool(re.match(r"#\s", words.text))
        words = words.remove(_MARK).strip(" *_")
        if re.search(r"\s{3,}", words.text):
            words = next(
                (part for part in words.split(re.compile(r"\s{3,}")) if _SAYS_WHAT.search(part.text)), words
            )
        if _may_be_title(words.text, marked):
            yield words, marked


_YEARS_ALONE = re.compile(r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?")


def _goes_on(before: str, after: str) -> bool:
    if _YEARS_ALONE.fullmatch(after) and not before.endswith("."):
        return _SAYS_WHAT.search(before) is not None
    return (
        bool(after)
        and (after[:1].islower() or bool(_UNFINISHED.search(before)))
        and not before.endswith((".", ":"))
    )


def _may_be_title(words: str, marked: bool) -> bool:
    if not 4 < len(words) <= 160 or words.endswith((".", ":", ";")):
        return False
    if SECTION_NUMBER.match(words) and not marked:
        return False
    roles = set(roles_of(words))
    if roles & _NO_TITLE_ROLE or (roles and not marked and not _OPENS_TITLE.match(words)):
        return False
    if re.match(
        r"(?:antagen|beslutad|fastställd|godkänd|dnr|diarie\w+|handläggare|datum|till|sida|nämnd\w*|år)\b",
        words,
        re.IGNORECASE,
    ):
        return False
    first = next(mentions(words), None)
    if first and first.start == 0 and first.end == len(words):
        return False
    return not any(start == 0 and end == len(words) for _, start, end in dates_in(words))
