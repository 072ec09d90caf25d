"""What headings, column heads and labels of the field mean: wordings -> roles.

The wordings are those of audit reports and their follow-ups in general (glossary: domain.md 4 and 5), matched
after numbers, years, committee names and bullets are taken away. A heading may have several roles
("Iakttagelser och bedömning") or none: then it is a topic.
"""

from __future__ import annotations

import re
from functools import lru_cache

from iaktta.reading.committees import mentions
from iaktta.reading.roles import FOLLOW_UP_ROLES, Role, role_of_words

__all__ = [
    "CONTINUED",
    "FOLLOW_UP_ROLES",
    "ROMAN",
    "SECTION_NUMBER",
    "Role",
    "column_roles",
    "is_continued",
    "plain_heading",
    "roles_of",
]


SECTION_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\\?\.\d{1,2}){0,3})(?:\\?\.(?=\D|$)|(?=\s)|$)\s*")
"""A section number before a heading, as "3", "3.1" or "3.1."; Markdown may write a backslash in it."""

ROMAN = re.compile(r"^(?:[IVX]{1,4}|[A-H])\.\s+(?=[A-ZÅÄÖ])")
"""A chapter counted in Roman figures or capitals: "II. Granskning av hamnen"."""

CONTINUED = re.compile(
    r"\(?\b(?:fortsättning|forts\b\.?|fortsatt)\)?\s*[-–—:]?\s*|,?\s*\(?forts\.?\)?\s*$", re.IGNORECASE
)
"""The mark of a heading that goes on from the page before."""

_APPENDIX = re.compile(r"^bilaga\s*(?:\d{1,2}|[a-zåäö](?=\W))?\s*[:.–—-]?\s+(?=\S)", re.IGNORECASE)
_YEAR = re.compile(r"\(?\b(?:år\s)?(?:19|20)\d\d\b(?:[-–/](?:19|20)?\d\d)?(?:\sårs)?\)?")
_TOPIC = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|:\s+")
_JOINT = re.compile(r"\s*(?:,|/|&|\boch\b|\bsamt\b|\+)\s*", re.IGNORECASE)
_MARKS = re.compile(r"^[#>\s*_•▪■▶➢–—-]+|[*_]+|[:?.!\s]+$")


def plain_heading(text: str) -> str:
    """A heading without marks, section number, "fortsättning", years and white space that differs."""
    text = " ".join(_MARKS.sub("", text).split())
    text = ROMAN.sub("", SECTION_NUMBER.sub("", text))
    text = _APPENDIX.sub("", text)
    text = CONTINUED.sub("", text)
    text = " ".join(_YEAR.sub(" ", text).split())
    return re.sub(r"^[\s,–—-]+|[\s,:–—-]+$", "", text)


_WHEN = re.compile(
    r",?\s*\(?(?:den\s)?(?:\d{1,2}\s(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*(?:\s\d{4})?"
    r"|(?:19|20)\d\d-\d\d-\d\d)\)?,?(?:\s*§+\s?\d{1,4}\b)?",
    re.IGNORECASE,
)
"""When something was decided or said: no part of what a heading means."""


@lru_cache(maxsize=4096)
def roles_of(text: str) -> tuple[Role, ...]:
    """The roles of a heading, column head or label, in printed order; none for a topic or a sentence.

    Words before a dash decide where words after it only repeat the topic:
    "Nämndens svar – Granskning av inköp" is a heading of responses.
    """
    plain = plain_heading(text)
    if not plain or len(plain) > 160:
        return ()
    if plain.isupper():
        text, plain = text.lower(), plain.lower()
    found = _roles(plain) or _roles(plain_heading(_WHEN.sub("", text)))
    if found:
        return found
    for cut in _TOPIC.finditer(plain):
        if found := _roles(plain[: cut.start()]):
            return found
    return ()


_VIEWS = re.compile(
    r"(?:\w+a\s)?(?:synpunkter|kommentar(?:er)?|inställning|redogörelse|redovisning|syn)", re.IGNORECASE
)
"""What a committee by name has to say is its answer, what the auditors have is their advice."""


def _roles(plain: str) -> tuple[Role, ...]:
    bare = _without_committees(plain)
    if not bare:
        return ()
    if bare != plain and _VIEWS.fullmatch(bare):
        return (Role.RESPONSES,)
    whole = role_of_words(bare)
    if whole is not None:
        return (whole,)
    parts = [part for part in _JOINT.split(bare) if part]
    if not 1 < len(parts) <= 6:
        return ()
    roles = [role_of_words(part) for part in parts]
    if any(role is None for role in roles):
        return ()
    return tuple(dict.fromkeys(role for role in roles if role is not None))


def _without_committees(text: str) -> str:
    kept, end = [], 0
    for mention in mentions(text):
        kept.append(text[end : mention.start])
        end = max(end, mention.end)
    rest = " ".join("".join([*kept, text[end:]]).split())
    if end:
        rest = re.sub(
            r"^(?:(?:,|och|samt|&|/|från|för|till|av|hos|gällande|avseende)\s*)+|[\s,–—-]*(?:,|och|samt|&|/|från|för|till|av|hos|gällande|avseende|\s[-–—])?$",
            "",
            rest,
        )
    return rest.strip(" ,:–—-")


_CAPITAL = re.compile(r"(?<![\w/-])(?=[A-ZÅÄÖ])")
_CELL = re.compile(r"\s*(?:\||\t| {3,})\s*")


@lru_cache(maxsize=4096)
def column_roles(text: str) -> tuple[tuple[Role, int, int], ...]:
    """The roles of a table head whose columns stand on one line, each with its [start, end).

    Empty where the line is no such head: every part that begins with a capital must have a role, and there
    are at least two. Heads of control tables have other words and are not found here.
    """
    if len(text) > 200 or text.rstrip().endswith((".", ";")):
        return ()
    cells = [cell for cell in _CELL.split(text.strip(" |")) if cell]
    if len(cells) < 2 and ": " in text:
        return ()  # a label with its text, as "Bedömning: Åtgärdad"
    pieces = cells if len(cells) > 1 else [piece.strip() for piece in _CAPITAL.split(text) if piece.strip()]
    found, start = [], 0
    for piece in pieces:
        start = text.index(piece, start)
        if roles := roles_of(piece):
            found.append((roles[0], start, start + len(piece)))
        elif len(cells) < 2:
            return ()
        start += len(piece)
    distinct = {role for role, _, _ in found}
    return tuple(found) if len(distinct) > 1 else ()


def is_continued(text: str) -> bool:
    """Whether a heading says that it goes on from the page before."""
    return bool(CONTINUED.search(text))
