"""The fields of a row or card, and the control that they tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.secret_marks import secrecy_in, without_mark
from iaktta.reading.controls.words import Role, execution_of, execution_told, level_of
from iaktta.report import Control, DeviationLevel, Execution

Row = Sequence[Sequence[Passage]]
"""For each column the lines of its cell."""

_SHORT = (Role.NUMBER, Role.REPORT_WHEN, Role.STATUS, Role.LEVEL, Role.FREQUENCY, Role.REPORT_TO)
_WHEN = re.compile(
    r"bokslut|delår|tertial|kvartal|månad|halvår|årsredovisning|årligen|löpande|\bvarje\b|\bvid\b|\bsenast\b|\bi\ssamband"
    r"|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b|\b20\d\d\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\A(?:risk\s(?:nr\.?\s)?)?(?P<number>\d{1,3}|[A-ZÅÄÖ]{1,3}[-.]?\d{1,3})\.?\Z", re.IGNORECASE
)
_OWN_FIELDS = {
    Role.NUMBER,
    Role.CATEGORY,
    Role.PROCESS,
    Role.METHOD,
    Role.FREQUENCY,
    Role.RESPONSIBLE,
    Role.REPORT_TO,
    Role.REPORT_WHEN,
    Role.DEVIATION,
    Role.ACTION,
}
_LONGEST_STATUS = 30
_NO_WORDS = re.compile(r"[-–—.\s]*\Z")


@dataclass(frozen=True)
class Fields:
    """The mended words of a row, by what they are, and the mark that makes it secret, where it has one."""

    words: dict[Role, Passage]
    secret: Passage | None = None

    def get(self, role: Role) -> Passage | None:
        return self.words.get(role)

    def text(self, role: Role) -> str | None:
        found = self.words.get(role)
        return found.text if found else None


def fields_of(
    cells: Cells, roles: Sequence[Role | None], row: Row, widths: Sequence[int | None] = ()
) -> Fields:
    """The words of a row; a role that stands twice keeps both texts, one after the other."""
    words: dict[Role, Passage] = {}
    secret: Passage | None = None
    for at, (role, lines) in enumerate(zip(roles, row, strict=False)):
        if role is None or not lines:
            continue
        text = cells.text(lines, widths[at] if at < len(widths) else None)
        if role in _SHORT:
            text, mark = without_mark(text)
            secret = secret or mark
        if not text or _NO_WORDS.match(text.text):
            continue
        words[role] = words[role] + Passage.made("\n") + text if role in words else text
    return Fields(_commented(_reported(words)), secret)


def _commented(words: dict[Role, Passage]) -> dict[Role, Passage]:
    """A status told in sentences is a comment."""
    status = words.get(Role.STATUS)
    if status is None or Role.COMMENT in words or len(status) < _LONGEST_STATUS:
        return words
    if execution_of(status.text) is None and level_of(status.text) is None:
        words[Role.COMMENT] = words.pop(Role.STATUS)
    return words


def _reported(words: dict[Role, Passage]) -> dict[Role, Passage]:
    """Words on reporting parted in to whom and when ("Socialnämnden, vid bokslut")."""
    said = words.pop(Role.REPORTED, None)
    if said is None:
        return words
    comma = said.text.find(", ")
    if comma > 0 and not _WHEN.search(said.text[:comma]) and _WHEN.search(said.text[comma:]):
        words[Role.REPORT_TO], words[Role.REPORT_WHEN] = said[:comma], said[comma + 2 :]
    else:
        words[Role.REPORT_WHEN if _WHEN.search(said.text) else Role.REPORT_TO] = said
    return words


def reference_of(fields: Fields) -> str | None:
    """The number of the risk that a row refers to, where its risk cell holds no more than that."""
    words = fields.text(Role.RISK)
    match = _REFERENCE.match(words) if words else None
    return match["number"] if match else None


def control_of(cells: Cells, fields: Fields, risk: str | None = None) -> Control | None:
    """The control of a row, answering the risk of a number; None where it names no control."""
    key = fields.get(Role.CONTROL)
    if key is None:
        return None
    execution, level, wording = result_of(fields)
    everything = "\n".join(words.text for words in fields.words.values())
    secrecy = secrecy_in(everything)
    return Control(
        number=fields.text(Role.NUMBER) or (fields.text(Role.RISK_NUMBER) if reference_of(fields) else None),
        risk=risk or reference_of(fields),
        category=fields.text(Role.CATEGORY),
        process=fields.text(Role.PROCESS),
        text=key.text,
        method=fields.text(Role.METHOD),
        frequency=fields.text(Role.FREQUENCY),
        responsible=fields.text(Role.RESPONSIBLE),
        report_to=fields.text(Role.REPORT_TO),
        report_when=fields.text(Role.REPORT_WHEN),
        deviation=fields.text(Role.DEVIATION) or fields.text(Role.COMMENT),
        action=fields.text(Role.ACTION),
        execution=execution,
        deviation_level=level,
        secret=fields.secret is not None or secrecy is not None,
        secrecy=secrecy,
        wording=wording,
        places=cells.places(secret=fields.secret, **field_places(fields)),
        source=cells.place(key),
    )


def field_places(fields: Fields) -> dict[str, Passage]:
    """Field name -> its words, for all but the key text."""
    named: dict[str, Passage] = {}
    for role, words in fields.words.items():
        if role is Role.CONTROL:
            continue
        if role in (Role.STATUS, Role.LEVEL):
            if level_of(words.text) is not None:
                named["deviation_level"] = words
            elif execution_of(words.text) is not None:
                named["execution"] = words
        elif role is Role.COMMENT and Role.DEVIATION not in fields.words:
            named["deviation"] = words
        elif role is Role.RISK_NUMBER and reference_of(fields):
            named["number"] = words
        elif role in _OWN_FIELDS or (role is Role.RISK and reference_of(fields)):
            named[role.value] = words
    return named


def result_of(fields: Fields) -> tuple[Execution | None, DeviationLevel | None, dict[str, str]]:
    """Execution and grade as the status columns state them, with the printed words."""
    execution, level, wording = None, None, {}
    for role in (Role.STATUS, Role.LEVEL):
        words = fields.text(role)
        if words is None:
            continue
        if level is None and (level := level_of(words)) is not None:
            wording["deviation_level"] = words
        elif execution is None and (execution := execution_of(words)) is not None:
            wording["execution"] = words
    for role in (Role.DEVIATION, Role.COMMENT):
        told = execution_told(fields.text(role) or "")
        if execution is None and told is not None:
            execution, wording["execution"] = told
    return execution, level, wording
