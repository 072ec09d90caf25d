"""What stands on the page but belongs to no text: page numbers, running heads, copyright lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from iaktta.document import Document, Line
from iaktta.reading.words import column_roles, roles_of

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:sida|sid\.?|page)\s*\d{1,3}(?:\s*(?:av|/|of)\s*\d{1,3}|\s*\(\d{1,3}\))?|\d{1,3}\s*\(\s*\d{1,3}\s*\)"
    r"|\d{1,3}\s*(?:av|/)\s*\d{1,3}|[-–]\s*\d{1,3}\s*[-–])\W*",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\d{1,3}")
_COPYRIGHT = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|document classification|all rights reserved|copyright", re.IGNORECASE
)
_COPYRIGHT_SIGNS = ("©", "(c)", "document classification", "all rights reserved", "copyright")
"""What every such line holds, folded; most documents have none."""
_COPYRIGHT_END = re.compile(r"rights reserved|förbehållna", re.IGNORECASE)
_COLUMN_WORD = re.compile(
    r"\b(?:rekommendation\w*|svar|yttrande|nuläge|aktuellt läge|status|åtgärd\w*|kommentar\w*|kontroll\w+|"
    r"risk\w*|"
    r"ansvarig\w*|metod|frekvens|avvikelse\w*|rutin\w*|process|område|resultat|id|nr|slutdatum|bedömning|utfall|"
    r"sannolikhet|konsekvens|iakttagelse\w*|uppföljning)\b",
    re.IGNORECASE,
)
_EDGE = 3  # how many lines at the head and foot of a page may be running heads
_COPYRIGHT_LINES = 4
_COUNTED = re.compile(r"^\d{1,3}(?:\s\D|(?=[A-ZÅÄÖ][a-zåäö]))|\D\s\d{1,3}$")
_FEWEST_WORDS = 3
"""A line of fewer words that ends in a number that rises ("Rekommendation 3") is a heading of its own."""


def furniture(document: Document) -> frozenset[int]:
    """The numbers of the lines that are page furniture."""
    found = set(_copyright_lines(document))
    found |= {line.number for line in document.lines if _PAGE_NUMBER.fullmatch(line.text)}
    if document.pages:
        found |= set(_running_heads(document, found))
    return frozenset(
        found | set(_counted_lines(document)) | set(_numbered_feet(document)) | set(_repeated_feet(document))
    )


def is_copyright(text: str) -> bool:
    """Whether a line states a copyright or a firm's classification of its own document."""
    return bool(_COPYRIGHT.search(text))


def _copyright_lines(document: Document) -> Iterator[int]:
    lines = document.lines
    if not any(sign in document.folded for sign in _COPYRIGHT_SIGNS):
        return
    for line in lines:
        if not _COPYRIGHT.search(line.text) or len(line.text) > 400:
            continue
        for follower in lines[line.number : line.number + _COPYRIGHT_LINES]:
            tops_page = follower.page != line.page or (follower.indent == 1 and follower is not line)
            if follower.blank or tops_page:
                break
            yield follower.number
            if follower.text.endswith(".") or _COPYRIGHT_END.search(follower.text):
                break


def _running_heads(document: Document, known: set[int]) -> Iterator[int]:
    """Lines at the edge of a page that stand on most pages, but for their digits."""
    pages: dict[int, list[Line]] = {}
    for line in document.lines:
        if not line.blank and line.number not in known:
            pages.setdefault(line.page, []).append(line)
    yield from (
        line.number for page in pages.values() for line in (page[0], page[-1]) if _is_foot(line, page)
    )
    edges = {page: [*lines[:_EDGE], *lines[-_EDGE:]] for page, lines in pages.items()}
    counts = Counter(key for lines in edges.values() for key in {_key(line.text) for line in lines})
    least, most = max(2, len(pages) // 2), max(4, len(pages) * 4 // 5)
    for lines in edges.values():
        for line in lines:
            # A heading of the report may come again at the head of some pages, never of nearly all.
            needed = most if roles_of(line.text) else least
            common = counts[_key(line.text)] >= needed and _may_be_head(line.text)
            if common or _LONE_NUMBER.fullmatch(line.text):
                yield line.number


_NUMBERED_FOOT = re.compile(r"^\S.{12,}?\S {6,}(?:(?:sida?|sid\.|s\.)\s)?\d{1,3}$", re.IGNORECASE)


def _numbered_feet(document: Document) -> Iterator[int]:
    """Words and, far to the right, a page number, where the lines around have no columns."""
    lines = [line for line in document.lines if not line.blank]
    for place, line in enumerate(lines):
        if not (line.text[-1].isdigit() or line.text.endswith(")")):
            continue
        if _PAGE_OF_PAGES.match(line.text) and not roles_of(line.text):
            yield line.number
            continue
        if not _NUMBERED_FOOT.match(line.text) or not _may_be_head(line.text):
            continue
        near = [*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3]]
        if not any(_WIDE_GAP.search(other.text) for other in near):
            yield line.number


_PAGE_OF_PAGES = re.compile(
    r"^\S.*\S\s{3,}(?:sida\s)?\d{1,3}\s?(?:\(\d{1,3}\)|av\s\d{1,3}|/\s?\d{1,3})$", re.IGNORECASE
)


def _repeated_feet(document: Document) -> Iterator[int]:
    """Lines that come again word for word, each time as the last of a page (a lone space may tell pages)."""
    lines = [line for line in document.lines if not line.blank]
    feet: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        if place and lines[place - 1].page != line.page:
            continue  # what opens a page is no foot, also where it stands there alone
        if below is None or below.page != line.page or (below.indent == 1 and line.indent != 1):
            feet.setdefault(line.text, []).append(line.number)
    counts = Counter(line.text for line in lines)
    for text, numbers in feet.items():
        if len(numbers) >= 2 and counts[text] == len(numbers) and _may_be_head(text) and not roles_of(text):
            yield from numbers


_WIDE_GAP = re.compile(r"\S {3,}\S|\t| \| ")


def _is_foot(line: Line, page: list[Line]) -> bool:
    """A line of several parts far apart at the edge of a page whose other lines near it have no columns."""
    if len(page) < 4 or not (re.search(r"\S {3,}\S.*\S {3,}\S", line.text) and _may_be_head(line.text)):
        return False
    near = page[1:4] if line is page[0] else page[-4:-1]
    return not any(_WIDE_GAP.search(other.text) for other in near)


def _counted_lines(document: Document) -> Iterator[int]:
    """Lines that come again with a page number that rises, in files whose pages are lost."""
    seen: dict[str, list[Line]] = {}
    for line in document.lines:
        counted = (line.text[:1].isdigit() or line.text[-1:].isdigit()) and _COUNTED.search(line.text)
        if counted and len(line.text.split()) > _FEWEST_WORDS and _may_be_head(line.text):
            seen.setdefault(_key(line.text), []).append(line)
    for lines in seen.values():
        numbers = [int(re.findall(r"^\d+|\d+$", line.text)[-1]) for line in lines]
        if len(lines) >= 3 and all(a < b for a, b in pairwise(numbers)):
            yield from (line.number for line in lines)


def _key(text: str) -> str:
    """A line without page numbers; years stay, for a label and its year is no running head."""
    return " ".join(re.sub(r"(?<!\d)\d{1,3}(?!\d)", " ", text).split()).casefold()


def _may_be_head(text: str) -> bool:
    """Short, with letters, and no table head: those come again on each page too."""
    if len(text) > 110 or text.endswith((".", ":", ",")) or not re.search(r"[^\W\d]{3}", text):
        return False
    return not column_roles(text) and len(_COLUMN_WORD.findall(text)) < 2
