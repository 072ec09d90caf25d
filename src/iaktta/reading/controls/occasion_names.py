"""Names of occasions in the names of columns and labels: "Utfall tertial 1", "T2", "Delår"."""

from __future__ import annotations

import re

from iaktta.document import Passage

_NAME = re.compile(
    r"(?:(?:utfall|resultat|uppföljning|status|avvikelse|bedömning|kontroll)\s(?:av\s|per\s|vid\s|efter\s)?)?"
    r"(?P<name>(?:tertial|kvartal|halvår|delår|omgång|tillfälle|t|q|kv)\.?\s?[1-4](?:\s?20\d\d)?"
    r"|(?:första|andra|tredje|fjärde)\s(?:tertialet|kvartalet|halvåret|tillfället)"
    r"|delår(?:s(?:rapport|bokslut|uppföljning))?|helår(?:et|suppföljning)?|bokslut|årsbokslut)",
    re.IGNORECASE,
)


def occasion_named(name: Passage) -> Passage | None:
    """The occasion that a column or label is named after; None for any other name."""
    match = _NAME.fullmatch(name.text.strip(" :*_"))
    if match is None:
        return None
    start = name.text.index(match.group())
    return name[start + match.start("name") : start + match.end("name")]
