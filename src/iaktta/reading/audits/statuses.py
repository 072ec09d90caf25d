"""What a document grades a recommendation as: wordings of a status column -> codes (domain.md 4)."""

from __future__ import annotations

import re

from iaktta.report import Status

_STATUSES: tuple[tuple[Status | None, str], ...] = (
    (
        None,
        r"(?:ej|inte|kan\s(?:ej|inte)|har\sinte\skunnat)\s(?:kunnat\s)?bedöm\w*|ej\ssvar\w*|svar\ssaknas|inget\ssvar",
    ),
    (
        Status.NO_LONGER_RELEVANT,
        r"inaktuell\w*|(?:ej|inte)\s(?:längre\s)?(?:aktuell\w*|relevant\w*|tillämplig\w*)|avskriv\w+\sutan\såtgärd|utgår|utgått",
    ),
    (
        Status.PARTLY_IMPLEMENTED,
        r"delvis(?:\s(?:åtgärda|genomför|uppfyll|hörsamma|beakta|implementera|klar)\w*)?|(?:pågår|pågående|påbörja\w*)"
        r"|till\s(?:viss\sdel|övervägande\sdel)|i\s(?:begränsad\somfattning|huvudsak)|gul\w*|under\s(?:genomförande|arbete)",
    ),
    (
        Status.NOT_IMPLEMENTED,
        r"(?:ej|inte|icke|har\sinte)\s(?:åtgärda|genomför|uppfyll|påbörja|hörsamma|beakta|implementera|vidta|klar)\w*|nej|kvarstår|kvarstående"
        r"|inte\svidtagits|ej(?=\s*$|\s+[A-ZÅÄÖ])|röd\w*|oåtgärda\w*|ingen\såtgärd\w*",
    ),
    (
        Status.IMPLEMENTED,
        r"(?:helt\s|fullt\sut\s|är\s|har\s)?(?:åtgärda|genomför|uppfyll|implementera)\w*|ja|klart?|avsluta\w*|(?:har\s)?hörsamma\w*"
        r"|(?:kan\s)?avskriv\w*|grön\w*|helt|ok|slutför\w*|verkställ\w*",
    ),
)
_LEADING = [(status, re.compile(rf"^(?:{words})(?![\w-])", re.IGNORECASE)) for status, words in _STATUSES]
_LABEL = re.compile(
    r"^(?:status|bedömning|åtgärda[dt]|genomför[dt]|uppfyllt|grad\sav\sgenomförande)\s?[:?]\s*", re.IGNORECASE
)


def leading_status(text: str) -> tuple[Status | None, int] | None:
    """The grade that a text begins with and where its words end; None where it begins with no grade.

    The grade itself is None where the words say that none could be set.
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    best: tuple[Status | None, int] | None = None
    for status, pattern in _LEADING:
        match = pattern.match(text[start:])
        if match and (best is None or start + match.end() > best[1]):
            best = status, start + match.end()
    return best


_VERIFY = ("verifier", "styrk", "bekräfta", "belägg")
_UNVERIFIED = re.compile(
    r"\b(?:kan|kunde|kunnat|har|gick|går)\s(?:vi\s)?(?:inte|ej)\s(?:vi\s|kunnat\s|att\s|har\s)*(?:verifier|styrk|bekräfta|belägg)\w*"
    r"|\b(?:inte|ej)\s(?:kunnat|kunna|gått\satt)\s(?:verifier|styrk|bekräfta|belägg)\w*|\binte\sverifierats\b",
    re.IGNORECASE,
)


def is_unverified(text: str) -> bool:
    """Whether the auditors say that they could not verify something."""
    return any(verb in text.casefold() for verb in _VERIFY) and bool(_UNVERIFIED.search(text))
