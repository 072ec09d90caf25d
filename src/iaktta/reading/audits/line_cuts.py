"""Lines on which short cells of a row were printed together: "7 Utred", "Äldrenämnden Delvis Avtal finns"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaktta.document import Passage
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.statuses import leading_status
from iaktta.reading.committees import mentions

_NUMBERED = re.compile(r"^(\d{1,3})[.)]?\s+(?=[A-ZÅÄÖ\"”])")
_NEXT = 3
"""How far a row's number may be ahead of the one before it."""


class LineCutter:
    """Cuts a table's lines into the cells that surely stand on them; it remembers the last row's number."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._numbered = list(roles[:1]) == [Role.NUMBER]
        followers = {role: roles[place + 1 : place + 2] for place, role in enumerate(roles)}
        self._committee = list(followers.get(Role.COMMITTEE, ())) == [Role.STATUS]
        self._status = bool(followers.get(Role.STATUS))
        self._last = 0

    def cut(self, words: Passage, opens: bool) -> list[Passage]:
        """The pieces of a line, mostly one; `opens` tells that a blank line stands before it."""
        if self._numbered and (match := _NUMBERED.match(words.text)):
            number = int(match[1])
            if self._last < number <= self._last + _NEXT or not self._last:
                self._last = number
                return [words[: match.end(1)], words[match.end() :]]
        if opens and self._committee and (end := _committee_end(words.text)):
            rest = words[end:].strip()
            if pieces := self._graded(rest):
                return [words[:end], *pieces]
        return [words] if not opens else self._graded(words) or [words]

    def _graded(self, words: Passage) -> list[Passage]:
        """A grade and the words after it; nothing where the words begin with no grade."""
        graded = leading_status(words.text) if self._status else None
        if graded is None:
            return []
        rest = words[graded[1] :]
        if not rest.text.strip():
            return [words]
        return [words[: graded[1]], rest.strip()] if re.match(r"\s+[A-ZÅÄÖ]", rest.text) else []


def _committee_end(text: str) -> int:
    """Where the committee that opens a line ends; 0 where none does."""
    first = next(mentions(text), None)
    return first.end if first and first.start == 0 else 0
