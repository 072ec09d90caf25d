"""The head of a table of recommendations: which column holds what.

A head is one line, or a few short ones, that consists of nothing but names of columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from iaktta.document import Line, Passage
from iaktta.reading.mending import joined


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    AUDIT = "audit"
    YEAR = "year"
    RECOMMENDATION = "recommendation"
    RESPONSE = "response"
    CURRENT = "current"
    STATUS = "status"
    ASSESSMENT = "assessment"
    EFFECT = "effect"
    COMMENT = "comment"
    DOCUMENT_REVIEW = "document_review"
    COMMITTEE = "committee"
    RESPONSIBLE = "responsible"
    DUE = "due"
    OTHER = "other"


_NOUNS: dict[Role, str] = {
    Role.NUMBER: r"(?:rek(?:ommendation)?\.?\s?)?(?:nr|nummer|id)\.?|#",
    Role.AUDIT: r"granskning(?:sområde|srapport|ens\snamn)?|revisionsrapport|rapport",
    Role.YEAR: r"(?:gransknings)?år",
    Role.RECOMMENDATION: (
        r"rekommendation(?:er|erna|en)?|förbättringsområden?|förbättringsförslag|förbättringspunkt(?:er)?"
        r"|synpunkt(?:er|erna)?|påpekanden?|åtgärdsförslag|förslag(?:\still\sförbättring(?:ar)?)?|rek\."
    ),
    Role.RESPONSE: (
        r"(?:yttrande|svar|remissvar|revisionssvar)(?:\spå\srekommendation(?:en|erna)?)?|besvarande"
        r"|(?:planerad|beslutad|föreslag?en|utlovad)(?:e|a|na)?\såtgärd(?:er)?|åtgärd(?:er)?\senligt\s(?:svar|yttrande)(?:t)?"
        r"|åtgärdsplan|handlingsplan"
    ),
    Role.CURRENT: (
        r"(?:aktuellt|nuvarande)\släge|läget?(?:\si\s?dag)?|nuläget?|läges(?:beskrivning|bild)|uppföljning(?:en)?"
        r"|vad\shar\s(?:gjorts|hänt)|konstaterat"
        r"|resultat(?:et)?(?:\sav\suppföljning(?:en)?)?|(?:uppföljande\s)?iakttagelser?"
        r"|(?:vidtagen|vidtagna|genomförd|genomförda)\såtgärd(?:er)?|åtgärd(?:er)?"
    ),
    Role.STATUS: r"status|(?:åtgärda|genomför|uppfyll)[dt]\??|grad\sav\sgenomförande|uppfyllelsegrad",
    Role.ASSESSMENT: r"bedömning(?:en)?|slutsats",
    Role.EFFECT: r"(?:avsedd\s)?effekt",
    Role.COMMENT: r"kommentar(?:er)?|notering(?:ar)?|anmärkning",
    Role.DOCUMENT_REVIEW: r"dokumentgranskning|granskning\sav\sdokument",
    Role.COMMITTEE: (
        r"(?:berörd\s|ansvarig\s)?(?:nämnd(?:er)?|styrelse)(?:\s?/\s?(?:nämnd|styrelse|bolag))*"
        r"|adressat(?:er)?|riktad\still|ställd\still|mottagare"
    ),
    Role.RESPONSIBLE: r"ansvarig(?:\sfunktion|\sförvaltning)?|ansvar|vem",
    Role.DUE: (
        r"tid(?:plan|punkt)?|(?:när\s)?klart?(?:\ssenast|\snär)?|färdigt?(?:\ssenast)?|slutdatum|datum|när|senast"
    ),
    Role.OTHER: (
        r"område|process|verksamhet|ämne|prioritet|(?:identifierade?\s)?brist(?:er)?|motivering|bakgrund"
    ),
}
_OWNER = (
    r"(?:[\wåäöÅÄÖ]+(?:ska|la|da|na|sa|ma)\s(?=nämnd))?[\wåäöÅÄÖ-]*(?:nämndens|nämndernas|styrelsens|direktionens"
    r"|förvaltningens|förvaltningarnas|revisionens|revisorernas|revisorers|kommunens|bolagets|granskningens|regionens)"
)
_BEFORE = (
    rf"(?:{_OWNER}|gemensam(?:t|ma)?|samla(?:d|t)|lämna(?:d|de|t)|tidigare|givn?a|given|avlämnade?|vår(?:a|t)?"
    r"|ursprungliga?|nuvarande|aktuell(?:a|t)?|inkomm(?:et|na)|ny|nya|förnyad|uppföljande)"
)
_AFTER = (
    r"(?:\((?:[^()]{1,60})\)|(?:(?:år|våren|hösten|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\s)?(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?(?:\s§\s?\d+)?|från\s[\wåäö-]+|enligt\s[\wåäö-]+"
    r"|ja\s?/\s?(?:delvis\s?/\s?)?nej|i\s(?:sammandrag|korthet)|till\s[\wåäö-]*(?:nämnden|styrelsen)|vid\suppföljning(?:en)?|i\sgranskningen|av\såtgärder(?:na)?)"
)
_PHRASES = [
    (
        role,
        re.compile(
            rf"(?:{_BEFORE}\s)*(?:{noun})(?:\s?(?:/|\boch\b|&)\s?(?:{'|'.join(_NOUNS.values())}))*(?:\s{_AFTER})*(?=[\s:|*]|$)[\s:|*]*",
            re.I,
        ),
    )
    for role, noun in _NOUNS.items()
]
_BEGINS = re.compile(
    rf"[\s|*]*(?:\d{{1,3}}\s?)?(?:(?:{_BEFORE})\s|(?:{'|'.join(_NOUNS.values())})(?=[\s:|/]|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head: the role and the printed name of each column, and its first and last line's numbers."""

    roles: tuple[Role, ...]
    names: tuple[str, ...]
    first: int
    last: int

    def column(self, role: Role) -> int | None:
        """The first column with a role; None where the table has none."""
        return self.roles.index(role) if role in self.roles else None

    def same_as(self, other: Head) -> bool:
        """Whether the other head is this one printed again."""
        return [name.casefold() for name in self.names] == [name.casefold() for name in other.names]


@lru_cache(maxsize=4096)
def head_names(text: str) -> tuple[tuple[Role, str], ...]:
    """The columns that a text names, if it names nothing else; an empty tuple otherwise.

    Where marks or wide gaps part the names, one that is not known is a column of its own, too.
    """
    text = _PAGE_NUMBER.sub("", text.strip(" |\t*"))
    cells = [cell for cell in _PARTED.split(text) if cell]
    if len(cells) < 2:
        return _settled(_named(text))
    found: list[tuple[Role, str]] = []
    for cell in cells:
        found.extend(_named(cell) or ((Role.OTHER, cell),))
    return _settled(found) if all(len(cell) < 60 for cell in cells) else ()


_PAGE_NUMBER = re.compile(r"^\d{1,3}\s?(?=[A-ZÅÄÖ])")
_PARTED = re.compile(r"\s*\|\s*|\t+|\s{2,}")


def _named(text: str) -> tuple[tuple[Role, str], ...]:
    found: list[tuple[Role, str]] = []
    at = 0
    while at < len(text):
        best = max(
            ((match.end(), role) for role, phrase in _PHRASES if (match := phrase.match(text, at))),
            key=lambda hit: hit[0],
            default=None,
        )
        if best is None or best[0] == at:
            return ()
        found.append((best[1], text[at : best[0]].strip(" :*|\t")))
        at = best[0]
    return tuple(found)


def _settled(names: Sequence[tuple[Role, str]]) -> tuple[tuple[Role, str], ...]:
    """Of two columns of what was done the first one is the answer, where no other is."""
    roles = [role for role, _ in names]
    if roles.count(Role.CURRENT) == 2 and Role.RESPONSE not in roles:
        first = roles.index(Role.CURRENT)
        return (*names[:first], (Role.RESPONSE, names[first][1]), *names[first + 1 :])
    return tuple(names)


def is_table_head(names: Sequence[tuple[Role, str]]) -> bool:
    """Whether columns with these names make a table of recommendations."""
    roles = [role for role, _ in names]
    known = [role for role in roles if role is not Role.OTHER]
    told = {Role.RESPONSE, Role.CURRENT, Role.STATUS, Role.ASSESSMENT, Role.COMMENT}
    return (
        len(roles) > 1
        and Role.RECOMMENDATION in roles
        and len(known) == len(set(known))
        and bool(told & set(roles))
    )


@lru_cache(maxsize=4096)
def _may_begin(text: str) -> bool:
    """Whether a line's first words may be the name of a column."""
    return _BEGINS.match(text) is not None


_MOST_LINES = 16
LONGEST_HEAD = 120
"""Letters in the longest line that may be a head."""


def head_at(lines: Sequence[Line], index: int) -> Head | None:
    """The table head that begins at a line, over as many lines as it takes; None where none begins there."""
    first = lines[index]
    if first.blank or len(first.text) > LONGEST_HEAD or not _may_begin(first.text):
        return None
    found = _longest_head(tuple(line.text for line in lines[index : index + _MOST_LINES]))
    if found is None:
        return None
    names, last = found
    return Head(
        tuple(role for role, _ in names),
        tuple(name for _, name in names),
        first.number,
        lines[index + last].number,
    )


@lru_cache(maxsize=1024)
def _longest_head(texts: tuple[str, ...]) -> tuple[tuple[tuple[Role, str], ...], int] | None:
    """The columns that the most of some lines name from the first on, and the last of those, by index.

    A document's tables are looked for more than once, so what a line begins is kept.
    """
    best = None
    for parts, alone, last in _growing(texts):
        names = head_names(joined(Passage.made(part) for part in parts).text)
        if is_table_head(names) and (len(parts) == 1 or alone or all(len(part) < 60 for part in parts)):
            best = names, last
    return best


def _growing(texts: Sequence[str]) -> list[tuple[list[str], bool, int]]:
    """The first line alone, with the next one, and so on, with the last one's index.

    Beside them: whether each names a column by itself.
    """
    grown: list[tuple[list[str], bool, int]] = []
    parts: list[str] = []
    alone = True
    for at, text in enumerate(texts):
        if not text:
            if not alone or len(parts) > 8:
                break
            continue
        if len(text) > LONGEST_HEAD or (parts and len(text) > 60):
            break
        alone = alone and len(head_names(text)) == 1
        parts.append(text)
        grown.append((list(parts), alone, at))
        if len(_PARTED.split(text.strip(" |"))) > 1:
            break
        if len(parts) >= 8:
            break
    return grown
