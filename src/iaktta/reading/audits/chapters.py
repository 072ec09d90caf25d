"""Which sections treat an audit each, and what the document says of them where it lists its audits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaktta.document import Document, Passage
from iaktta.reading.audits.column_heads import head_at
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.outline import Outline, Section
from iaktta.reading.words import FOLLOW_UP_ROLES, ROMAN, Role, column_roles

_PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def find_chapters(document: Document, outline: Outline) -> list[Chapter]:
    """The sections that treat an audit each, in printed order."""
    return list(outline.once(_chapters, document))


def _chapters(document: Document, outline: Outline) -> list[Chapter]:
    found = list(_chapter_sections(outline.root))
    listed = listed_years(document, outline, [title_of(section.title).text for section in found])
    return [
        _chapter(outline, section, parent, listed) for section, parent in _with_parents(outline.root, found)
    ]


def title_of(heading: Passage) -> Passage:
    """A heading without its parenthesis on year or earlier follow-up and without a year at its end."""
    match = _PARENTHESIS.search(heading.text)
    if match and (
        _YEAR.search(match["inside"]) or re.search("uppfölj|granskn", match["inside"], re.IGNORECASE)
    ):
        heading = heading[: match.start()]
    if counted := ROMAN.match(heading.text):
        heading = heading[counted.end() :]
    return heading.strip()


def _chapter_sections(section: Section) -> Iterator[Section]:
    """The innermost topics under which something is followed up."""
    if section.heading is not None and section.heading.topic and _follows_up_itself(section):
        yield section
        return
    inner = [found for child in section.children for found in _chapter_sections(child)]
    if inner:
        yield from inner
    elif section.heading is not None and section.heading.topic and _follows_up(section):
        yield section


def _follows_up_itself(section: Section) -> bool:
    """Whether recommendations stand under a topic's own headings, not only under topics below it."""
    open_parts = list(section.children)
    roles: set[Role] = set()
    while open_parts:
        part = open_parts.pop()
        if part.heading is None or not part.heading.topic:
            roles |= set(part.roles)
            open_parts.extend(part.children)
    return Role.RECOMMENDATIONS in roles


def _follows_up(section: Section) -> bool:
    roles = {role for part in section.walk() for role in part.roles}
    roles |= {Role.RECOMMENDATIONS for part in section.walk() if part.heading and part.heading.item}
    roles |= {role for part in section.walk() for line in part.body for role, _, _ in column_roles(line.text)}
    if len(roles & FOLLOW_UP_ROLES) > 1 or Role.RECOMMENDATIONS in roles:
        return True
    return any(head_at(part.body, at) for part in section.walk() for at in range(len(part.body)))


def _with_parents(root: Section, wanted: list[Section]) -> Iterator[tuple[Section, tuple[Section, ...]]]:
    def visit(section: Section, above: tuple[Section, ...]) -> Iterator[tuple[Section, tuple[Section, ...]]]:
        if any(section is one for one in wanted):
            yield section, above
            return
        for child in section.children:
            yield from visit(child, (*above, section))

    return visit(root, ())


def _chapter(
    outline: Outline, section: Section, above: tuple[Section, ...], listed: dict[str, int]
) -> Chapter:
    title = title_of(section.title)
    year = listed.get(_key(title.text)) or _stated_year(section, above)
    inside = _PARENTHESIS.search(section.title.text)
    earlier = inside["inside"] if inside and "uppfölj" in inside["inside"].casefold() else None
    return Chapter(section, title, section.number, outline.all_lines(section), year, earlier)


def _stated_year(section: Section, above: tuple[Section, ...]) -> int | None:
    """The year in the heading's own parenthesis, in the heading it stands under, or in its sub-headings."""
    inside = _PARENTHESIS.search(section.title.text)
    if inside and "uppfölj" not in inside["inside"].casefold() and (years := _YEAR.findall(inside["inside"])):
        return int(years[-1])
    for part in section.walk():
        if Role.YEAR in part.roles and (years := _YEAR.findall(" ".join(line.text for line in part.body))):
            return int(years[0])
    for parent in reversed(above):
        named = parent.number or re.search("granskning|rapporter", parent.title.text, re.IGNORECASE)
        if named and (years := _YEAR.findall(parent.title.text)) and len(set(years)) == 1:
            return int(years[0])
    for part in section.walk():
        wanted = {Role.SUMMARY, Role.BACKGROUND, Role.RECOMMENDATIONS, Role.ORIGINAL_ASSESSMENT, Role.PURPOSE}
        if wanted & set(part.roles) and (years := _YEAR.findall(part.title.text)):
            return int(years[0])
    for part in section.walk():
        if match := _MADE_IN.search(" ".join(line.text for line in part.body)):
            return int(match[1])
    for part in section.walk():
        if {Role.BACKGROUND, Role.SUMMARY, Role.PURPOSE, Role.ORIGINAL_ASSESSMENT} & set(part.roles):
            told = _THAT_YEARS.search(" ".join(line.text for line in part.body))
            if told:
                return int(told[1] or told[2] or told[3])
    years = _YEAR.findall(section.title.text)
    return int(years[-1]) if len(set(years)) == 1 else None


def listed_years(document: Document, outline: Outline, titles: list[str]) -> dict[str, int]:
    """Title (as a key) -> the year that stands in parentheses behind it where the document lists its audits.

    Without such a list, the one year of the audits that the document's introduction names.
    """
    found: dict[str, int] = {}
    keys = {_key(title) for title in titles}
    for line in outline.lines:
        for match in _YEAR_IN_PARENTHESES.finditer(line.text):
            key = _key(_CELL_BREAK.split(line.text[: match.start()])[-1])
            if key in keys:
                found.setdefault(key, int(match[1]))
    for key, told in _under_years(outline, keys):
        found.setdefault(key, told)
    introduction = " ".join(line.text for part in _before_chapters(outline.root) for line in part.body)
    for match in _YEAR_OF_SUBJECTS.finditer(introduction):
        for subject in re.split(r",\s|\soch\s|\ssamt\s", match[2].casefold()):
            for title in titles:
                if len(subject) > _SHORTEST_SUBJECT and subject in title.casefold():
                    found.setdefault(_key(title), int(match[1]))
    if not found and (year := _common_year(document, outline)):
        found = dict.fromkeys(keys, year)
    return found


def _under_years(outline: Outline, keys: set[str]) -> Iterator[tuple[str, int]]:
    """Titles in a list that is ordered by years: "2019 • Avtal", then " • Bemanning"; "Avtal, 2019"."""
    year: int | None = None
    initials = {key[:1] for key in keys}
    for line in outline.lines:
        opening = _YEAR_OPENS.match(line.text)
        words = line.text[opening.end() :] if opening else line.text
        closing = None if opening or not _DIGIT_LAST.search(words[-3:]) else _YEAR_CLOSES.search(words)
        words = words[: closing.start()] if closing else words
        words = _BULLET.sub("", words)
        first = _LETTER.search(words)
        # Most lines begin with another letter than any title does: they need no key.
        key = _key(words) if first is None or first.group().casefold()[:1] in initials else None
        stated = opening or closing
        if opening and (key == "" or key in keys):
            year = int(opening[1])
        elif line.text and key not in keys:
            year = None
        if key is not None and key in keys and (told := int(stated[1]) if stated else year):
            yield key, told


_YEAR_OPENS = re.compile(
    r"^(?:[•▪–—-]\s*)?(?:år\s)?((?:19|20)\d\d)\b(?![-–/]\d)\s*[:.|•▪▶–—-]*\s*", re.IGNORECASE
)
_YEAR_CLOSES = re.compile(r"[\s,;:|(–—-]+(?:från\s)?(?:år\s)?((?:19|20)\d\d)\)?[.;,]?$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_DIGIT_LAST = re.compile(r"\d[).;,]*$")
_BULLET = re.compile(r"^(?:[•▪▶–—*-]|\d{1,2}[.)])\s*")
_YEAR_IN_PARENTHESES = re.compile(r"\(((?:19|20)\d\d)\)")
_YEAR_OF_SUBJECTS = re.compile(r"\b((?:19|20)\d\d)\s\(([^()\d]{5,120})\)")
_SHORTEST_SUBJECT = 6
_CELL_BREAK = re.compile(r"[|\t•▶()]")
_AUDITS_OF = re.compile(
    r"\b((?:19|20)\d\d)\sårs\sgranskning"
    r"|granskning(?:en|ar|arna)?\s(?:som\s(?:genomfördes|gjordes|genomförts)\s)?(?:från|under|år|i|avseende)\s"
    r"(?:år(?:et|en)?\s)?((?:19|20)\d\d)(?!\s*(?:och|-|–|till)\s*(?:19|20)?\d\d)",
    re.IGNORECASE,
)


_MADE_IN = re.compile(
    r"\b(?:granskningen|rapporten)\s(?:\w+\s)?(?:gjordes|genomfördes|avslutades|utfördes|lämnades|är\sfrån|från)\s"
    r"(?:\w+\s){0,2}?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_THAT_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\sårs\sgranskning|\bbedömning(?:en)?\s((?:19|20)\d\d)\s(?:var|är)\b|\bgranskningen\s((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _common_year(document: Document, outline: Outline) -> int | None:
    parts = _before_chapters(outline.root)
    text = " ".join(
        words for part in parts for words in (part.title.text, *(line.text for line in part.body))
    )
    years = {match[1] or match[2] for match in _AUDITS_OF.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


def _before_chapters(root: Section) -> list[Section]:
    return [root, *(part for child in root.children if not _follows_up(child) for part in child.walk())]


def _key(title: str) -> str:
    return "".join(filter(str.isalnum, title)).casefold()
