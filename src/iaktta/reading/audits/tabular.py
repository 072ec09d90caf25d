"""Chapters whose recommendations stand in tables: rows of recommendation, answer, current state, status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from iaktta.document import Document, Passage, Span
from iaktta.reading.audits.cells import NEW_LINE, Cell, Paragraph, words_of
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.committee_cells import committees_of_cell
from iaktta.reading.audits.row_splitting import split_rows
from iaktta.reading.audits.statements import Speakers, statements_of
from iaktta.reading.audits.statuses import leading_status
from iaktta.reading.audits.tables import Setting, Table
from iaktta.reading.codes import effect_of
from iaktta.reading.committees import Mention, committees_in, is_all_committees, mentions
from iaktta.reading.decisions import find_decisions
from iaktta.reading.sentences import sentences
from iaktta.report import Basis, Decision, Recommendation, Statement, Status

_NUMBER = re.compile(
    r"^(?:(?:rekommendation|rek\.?)\s?)?\(?([A-Z]{0,3}\d{1,3}(?:\.\d{1,2})?)[.):]?(?=\s|$)\s*", re.IGNORECASE
)
_UNFINISHED = re.compile(r"(?::|,|\b(?:att|så\satt|samt|följande))$", re.IGNORECASE)
_JOINT = re.compile(r"gemensam|samlat|nämndernas|förvaltningarnas", re.IGNORECASE)
_ANSWER_BASES = {
    Role.CURRENT: Basis.STATEMENT,
    Role.DOCUMENT_REVIEW: Basis.DOCUMENT_REVIEW,
    Role.COMMENT: Basis.COMMENT,
}


@dataclass(slots=True)
class TableAudit:
    """What an audit's tables say together."""

    decisions: list[Decision] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    responses: list[Statement] = field(default_factory=list)
    observations: list[Statement] = field(default_factory=list)
    answerers: list[str] = field(default_factory=list)


def read_tables(setting: Setting, tables: Sequence[Table], auditees: tuple[str, ...]) -> TableAudit:
    """What an audit's tables say; `auditees` are those that its text names as audited, if it does."""
    found = TableAudit()
    for table in tables:
        for words in table.lead:
            found.decisions.extend(find_decisions(setting.document, words))
        found.answerers.extend(name for name in _asked(table) if name not in found.answerers)
    for table in tables:
        _TableReader(setting, table, _asked(table) or tuple(found.answerers) or auditees, found).read()
    if not found.answerers:
        named = [name for item in found.recommendations for name in item.addressees]
        found.answerers.extend(dict.fromkeys(named))
    return found


def _asked(table: Table) -> tuple[str, ...]:
    """The committees whose answers a table holds, by the lines above it or its head."""
    names = [name for words in table.lead for name in committees_in(words.text)]
    names += [name for head in table.head.names for name in committees_in(head)]
    return tuple(dict.fromkeys(names))


@dataclass(slots=True)
class _TableReader:
    setting: Setting
    table: Table
    asked: tuple[str, ...]
    found: TableAudit

    def read(self) -> None:
        for row in split_rows(self.table.head.roles, self.table.rows):
            self._row(row)

    @property
    def _document(self) -> Document:
        return self.setting.document

    def _cell(self, row: Sequence[Cell], role: Role) -> Cell:
        column = self.table.head.column(role)
        return row[column] if column is not None else ()

    def _row(self, row: Sequence[Cell]) -> None:
        groups = grouped(self._cell(row, Role.RECOMMENDATION))
        named = self._committees(row)
        responses = self._responses(row, named)
        observations, status, status_words = self._observations(row, named)
        if not groups:
            self._goes_on(named, responses, observations)
            return
        several = len(groups) > 1
        for group in groups:
            item = self._recommendation(row, group, named)
            item = _graded(self._document, item, status, status_words)
            if not several:
                item = replace(item, responses=responses, observations=observations)
            self.found.recommendations.append(self._with_effect(item, row, alone=not several))
        if several:
            self.found.responses.extend(responses)
            self.found.observations.extend(observations)

    def _goes_on(
        self,
        named: tuple[str, ...],
        responses: tuple[Statement, ...],
        observations: tuple[Statement, ...],
    ) -> None:
        """A row without a recommendation goes on with the one above it."""
        if not self.found.recommendations:
            self.found.responses.extend(responses)
            self.found.observations.extend(observations)
            return
        last = self.found.recommendations[-1]
        self.found.recommendations[-1] = replace(
            last,
            addressees=tuple(dict.fromkeys(last.addressees + named)),
            responses=last.responses + responses,
            observations=last.observations + observations,
        )

    def _committees(self, row: Sequence[Cell]) -> tuple[str, ...]:
        words = words_of(self._cell(row, Role.COMMITTEE)).text
        names = committees_of_cell(words, self.setting.known)
        everybody = is_all_committees(words)
        return names or ((everybody[:1].upper() + everybody[1:],) if everybody else ())

    def _speakers(self, named: tuple[str, ...], joint: bool) -> Speakers:
        return Speakers(self.setting.known, named or self.asked, joint or bool(named))

    def _responses(self, row: Sequence[Cell], named: tuple[str, ...]) -> tuple[Statement, ...]:
        speakers = self._speakers(named, True)
        return statements_of(self._document, self._cell(row, Role.RESPONSE), speakers, answers=True)

    def _observations(
        self, row: Sequence[Cell], named: tuple[str, ...]
    ) -> tuple[tuple[Statement, ...], Status | None, Passage | None]:
        """What was found, the grade that the row gives, and the grade's words."""
        found: list[Statement] = []
        status: Status | None = None
        words: Passage | None = None
        for column, role in enumerate(self.table.head.roles):
            if role not in (*_ANSWER_BASES, Role.STATUS, Role.ASSESSMENT):
                continue
            cell = row[column]
            graded = _grade(cell, role)
            if graded is not None and words is None:
                status, words, cell = graded
            basis = _ANSWER_BASES.get(role, Basis.COMMENT if role is Role.ASSESSMENT else Basis.STATEMENT)
            found.extend(statements_of(self._document, cell, self._speakers(named, False), basis))
        return tuple(found), status, words

    def _recommendation(
        self, row: Sequence[Cell], group: Sequence[Paragraph], named: tuple[str, ...]
    ) -> Recommendation:
        words = words_of(group)
        number, number_words = self._number(row, group)
        places: dict[str, tuple[Span, ...]] = {}
        if number_words and (span := self._document.place(number_words)):
            places["number"] = (span,)
        addressees, spans = _addressed(self._document, words, self.setting.known)
        if named and (span := self._document.place(words_of(self._cell(row, Role.COMMITTEE)))):
            spans = (span,)
        if spans:
            places["addressees"] = spans
        return Recommendation(
            words.text,
            number=number,
            addressees=named or addressees or self.asked,
            places=places,
            source=self._document.place(words),
        )

    def _number(self, row: Sequence[Cell], group: Sequence[Paragraph]) -> tuple[str | None, Passage | None]:
        """The number that a column of its own gives, else the one that the recommendation begins with."""
        column = words_of(self._cell(row, Role.NUMBER))
        if match := _NUMBER.match(column.text):
            return match[1], column[match.start(1) : match.end(1)]
        return group[0].number, group[0].mark

    def _with_effect(self, item: Recommendation, row: Sequence[Cell], *, alone: bool) -> Recommendation:
        """The recommendation with its effect, from a column of its own or from what was found of it alone."""
        words = words_of(self._cell(row, Role.EFFECT))
        if not words and alone:
            told = sentences(NEW_LINE.join(words_of(self._cell(row, role)) for role in _ANSWER_BASES))
            words = next((one for one in told if "effekt" in one.text and effect_of(one.text)), words)
        effect = effect_of(words.text) if words else None
        if effect is None:
            return item
        span = self._document.place(words)
        places = {**item.places, **({"effect": (span,)} if span else {})}
        wording = {**item.wording, "effect": words.text[effect.start : effect.end]}
        return replace(item, effect=effect.code, wording=wording, places=places)


def grouped(cell: Cell) -> list[list[Paragraph]]:
    """The recommendations of a cell: items are one each, those under an unfinished sentence one with it."""
    groups: list[list[Paragraph]] = []
    led = False
    for paragraph in cell:
        if not paragraph.item:
            if groups and not (groups[-1][0].item and led):
                groups[-1].append(paragraph)
            else:
                groups.append([paragraph])
            led = bool(_UNFINISHED.search(paragraph.words.text))
        elif led and groups:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _grade(cell: Cell, role: Role) -> tuple[Status | None, Passage, Cell] | None:
    """The grade of a cell: a status or assessment cell that begins with one, or any that is nothing else."""
    if not cell:
        return None
    words = cell[0].words
    graded = leading_status(words.text)
    if graded is None:
        return None
    status, end = graded
    rest = words[end + len(words.text[end:]) - len(words.text[end:].lstrip(" \n\t.,;:–-")) :].strip()
    alone = not rest.text
    if role not in (Role.STATUS, Role.ASSESSMENT) and not (alone and len(cell) == 1):
        return None
    if not alone and re.match(r"\s*\w", words.text[end:]) and role is Role.ASSESSMENT:
        return None
    if not alone and re.match(r"\s+[a-zåäö]", words.text[end:]):
        return status, words[:end].strip(), cell if role is not Role.STATUS or len(words.text) > 40 else ()
    kept = ((Paragraph(rest),) if rest.text else ()) + tuple(cell[1:])
    return status, words[:end].strip(), kept


def _graded(
    document: Document, item: Recommendation, status: Status | None, words: Passage | None
) -> Recommendation:
    if words is None or not words:
        return item
    span = document.place(words)
    places = {**item.places, **({"status": (span,)} if span else {})}
    wording = {**item.wording, "status": words.text} if status is not None else item.wording
    return replace(item, status=status, wording=wording, places=places)


def _addressed(
    document: Document, words: Passage, known: frozenset[str]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The committees that a recommendation itself addresses: it opens with them."""
    if everybody := is_all_committees(words.text):
        at = words.text.find(everybody)
        span = document.place(words[at : at + len(everybody)])
        return (everybody[:1].upper() + everybody[1:],), (span,) if span else ()
    first: dict[str, Passage] = {}
    for mention in _addressing(words.text, known):
        first.setdefault(mention.name, words[mention.start : mention.end])
    spans = [document.place(place) for place in first.values()]
    return tuple(first), tuple(span for span in spans if span)


def _addressing(text: str, known: frozenset[str]) -> list[Mention]:
    """The committees that a text addresses: those that open it, else all that it names."""
    named = list(mentions(text, known))
    if not named or named[0].start > 0:
        return named
    opening = [named[0]]
    for mention in named[1:]:
        between = re.sub(r"\b(?:och|samt)\b", "", text[opening[-1].end : mention.start])
        if between.strip(" ,/&"):
            break
        opening.append(mention)
    return opening


def lines_of(tables: Iterable[Table]) -> frozenset[int]:
    """The numbers of the lines that tables take."""
    return frozenset(number for table in tables for number in table.lines)
