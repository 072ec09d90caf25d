"""Table heads: a line, or a few, that is nothing but names of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from iaktta.document import Line, Passage
from iaktta.reading.controls.words import LONGEST_HEAD, Role, opens_name, role_of
from iaktta.reading.mending import joined

_LONGEST_LINE = 160
_MOST_LINES = 12
_WORD = re.compile(r"\S+")
_WIDE = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head: what its columns hold, in printed order, and the lines [first, last] it stands on."""

    roles: tuple[Role, ...]
    first: int
    last: int


def head_at(lines: Sequence[Line], index: int) -> Head | None:
    """The head that begins on a line: at least three columns, among them the control, or the risk with its
    levels.

    Columns may be parted by single spaces, names wrapped on the next line ("Åter-/redovisas"). The longest
    run of
    lines that is nothing but names is the head.
    """
    if not _opens_with_name(lines[index].text):
        return None
    found: Head | None = None
    passages: list[Passage] = []
    for line in lines[index : index + _MOST_LINES]:
        if line.blank and not _may_go_on(lines, line, passages, found):
            break
        if line.blank:
            continue
        # A name with a colon is a label with its own words, not a column.
        if len(line.text) > _LONGEST_LINE or line.text.endswith(":"):
            break
        passages.append(Passage(line.text, tuple(range(line.start, line.end))))
        roles = roles_of(joined(passages).text)
        # "Status" with "Genomförd" below it is a label with its word.
        answered = len(passages) > 1 and (Role.STATUS, Role.STATUS) in pairwise(roles)
        if roles and _is_head(roles) and not answered:
            found = Head(roles, lines[index].number, line.number)
        elif found:
            break
    return found


def _may_go_on(lines: Sequence[Line], blank: Line, passages: Sequence[Passage], found: Head | None) -> bool:
    """Whether a head goes on below an empty line: names not yet seen stand there, and nothing else."""
    roles = roles_of(joined(passages).text)
    if len(roles) < 2:
        return False
    if found is None:
        return True
    below: list[Passage] = []
    for line in lines:
        if line.number <= blank.number or (line.blank and not below):
            continue
        if line.blank:
            break
        below.append(Passage(line.text, tuple(range(line.start, line.end))))
    more = roles_of(joined(below).text) if below else ()
    plain = {role_of(part.text) for part in below}
    return (bool(more) and not set(more) & set(roles)) or (bool(more) and plain == {Role.FREQUENCY})


def _opens_with_name(text: str) -> bool:
    """Whether a line's first words are the name of a column, or its last line's hyphen may hide one."""
    words = text.split(maxsplit=LONGEST_HEAD)[:LONGEST_HEAD]
    if text.endswith("-") and len(words) < LONGEST_HEAD:
        return True
    if not opens_name(text):
        return False
    return any(role_of(" ".join(words[:length])) is not None for length in range(1, len(words) + 1))


def _is_head(roles: Sequence[Role]) -> bool:
    if len(roles) < 3:
        return False
    if Role.CONTROL in roles or {Role.OCCASION, Role.DUE} <= set(roles):
        return True
    if roles[0] is Role.COMMITTEE and {Role.DEVIATION, Role.LEVEL, Role.STATUS} & set(roles):
        return True
    return Role.RISK in roles and bool({Role.LIKELIHOOD, Role.CONSEQUENCE, Role.VALUE} & set(roles))


def roles_of(text: str) -> tuple[Role, ...]:
    """What a line of column names stands for, name by name; empty where some of its words are no name."""
    words = _WORD.findall(text)
    found: list[Role] = []
    at = 0
    while at < len(words):
        if not opens_name(words[at]):
            return ()
        for length in range(min(LONGEST_HEAD, len(words) - at), 0, -1):
            role = role_of(" ".join(words[at : at + length]))
            if role is not None:
                found.append(role)
                at += length
                break
        else:
            return ()
    return tuple(role for role in settled(found) if role is not None)


def settled(roles: Sequence[Role | None]) -> tuple[Role | None, ...]:
    """The roles of columns that stand beside each other: words that mean two things are told apart.

    A number belongs to the risk where it stands right before it. "Uppföljning" is an occasion beside dates
    or grades, else a result; a second process is a category; a
    second
    result is a comment; a plain "Rapporteras" is when, beside to whom, and to whom, beside when.
    """
    found = list(roles)
    if found.count(Role.RISK) > 1:
        found[found.index(Role.RISK)] = Role.RISK_NUMBER
    elif found[:2] == [Role.NUMBER, Role.RISK]:
        found[0] = Role.RISK_NUMBER
    if Role.OCCASION in found and not {Role.DUE, Role.STATUS, Role.LEVEL} & set(found):
        found[found.index(Role.OCCASION)] = Role.DEVIATION if Role.DEVIATION not in found else Role.COMMENT
    if found.count(Role.PROCESS) > 1 and Role.CATEGORY not in found:
        found[found.index(Role.PROCESS)] = Role.CATEGORY
    if (
        Role.RISK in found
        and Role.CONTROL not in found
        and Role.CATEGORY not in found
        and Role.PROCESS in found
    ):
        found[found.index(Role.PROCESS)] = Role.CATEGORY
    if found.count(Role.DEVIATION) > 1 and Role.LEVEL not in found:
        last = len(found) - 1 - found[::-1].index(Role.DEVIATION)
        found[last] = Role.COMMENT
    if found.count(Role.FREQUENCY) > 1 and Role.REPORT_WHEN not in found:
        found[len(found) - 1 - found[::-1].index(Role.FREQUENCY)] = Role.REPORT_WHEN
    if Role.REPORTED in found and Role.REPORT_TO in found:
        found[found.index(Role.REPORTED)] = Role.REPORT_WHEN
    elif Role.REPORTED in found and Role.REPORT_WHEN in found:
        found[found.index(Role.REPORTED)] = Role.REPORT_TO
    return tuple(found)
