"""Marks that make an item secret, as distinct from texts that speak of secrecy."""

from __future__ import annotations

import re

from iaktta.document import Passage
from iaktta.reading.dates import date_in
from iaktta.report import Secrecy

_MARK = re.compile(
    r"[\s,;(–-]*(?<!\w)"
    r"(?:sekretess(?:belagd|belagt|markerad|markering|markerat)?|omfattas av sekretess)\b[.)!]*",
    re.IGNORECASE,
)
_PROVISION = re.compile(
    r"(?:enligt\s|jfr\s|stöd\sav\s)?(?P<provision>(?:OSL\s(?:\(2009:400\)\s)?\d+(?::|\skap\.?\s)\d+(?:\s?§)?(?:\s?p\.?\s?\d+)?)"
    r"|(?:\d+\skap\.?\s\d+\s?(?:[a-z]\s)?§§?(?:\s(?:första|andra|tredje)\sstycket)?(?:\sp(?:unkt|\.)?\s?\d+)?"
    r"\s(?:OSL|offentlighets-\soch\ssekretesslagen)(?:\s\(2009:400\))?))",
    re.IGNORECASE,
)
_LONGEST_CELL = 60
_AUTHORITY = re.compile(
    r"(?:(?:beslutad?|prövad)\sav|myndighet:?|av|,)\s*(?P<authority>(?:[A-ZÅÄÖ][\w-]+\s){0,2}"
    r"[\w-]*(?:förvaltningen|kontoret|nämnden|styrelsen|kommun|enheten|avdelningen|direktionen))(?!\w)",
    re.IGNORECASE,
)


def without_mark(cell: Passage) -> tuple[Passage, Passage | None]:
    """The words of a short cell without a mark of secrecy, and that mark ("Bokslut sekretess")."""
    match = _MARK.search(cell.text)
    if match is None or len(cell.text) > _LONGEST_CELL:
        return cell, None
    kept = cell[: match.start()].strip() + cell[match.end() :]
    return kept.strip(), cell[match.start() : match.end()].strip(" ,;(–-.)!\n")


def secrecy_in(text: str) -> Secrecy | None:
    """The marking that a text states: provision, and date and authority where they stand beside it (OSL
    5:5)."""
    match = _PROVISION.search(text)
    if match is None or "sekretess" not in text.casefold():
        return None
    beside = text[match.end() : match.end() + 120].split("\n")[0]
    authority = _AUTHORITY.search(beside)
    return Secrecy(
        provision=match["provision"],
        date=date_in(beside),
        authority=authority["authority"].strip() if authority else None,
    )
