"""One audit: its recommendations for each committee, with answers, the current state and the assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from iaktta.register.models import Audit, StatedStatement, StatedSummaryRow
from iaktta.register.queries import secrecy
from iaktta.register.queries.audits import Source, recommendations_of
from iaktta.register.queries.proposals import open_about
from iaktta.register.queries.states import AddresseeState, RecommendationState, counted, states_of
from iaktta.register.queries.treatments import Said, Treatment, new_recommendations, treatments
from iaktta.report import Basis
from iaktta.rules.names import basic_name
from iaktta.web import marks
from iaktta.web.answers import audit_answer
from iaktta.web.attachments import attachments_on
from iaktta.web.navigation import page
from iaktta.web.notes import notes_on
from iaktta.web.scope import Scope, scope_of
from iaktta.web.secrecy import secrecy_of

RESPONSE, NOW, CHECKED = COLUMNS = ("response", "now", "checked")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document; `same_as` names the committee in whose row they already stand."""

    statement: StatedStatement
    source: Source
    same_as: str = ""


@dataclass(slots=True)
class CommitteeRow:
    """One committee's part of a recommendation."""

    name: str
    state: AddresseeState | None
    quotes: dict[str, list[Quote]] = field(default_factory=lambda: {RESPONSE: [], NOW: [], CHECKED: []})

    @property
    def responses(self) -> list[Quote]:
        return self.quotes[RESPONSE]

    @property
    def now(self) -> list[Quote]:
        return self.quotes[NOW]

    @property
    def checked(self) -> list[Quote]:
        return self.quotes[CHECKED]

    @property
    def is_empty(self) -> bool:
        return not any(self.quotes.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A recommendation of the audit as the page shows it; `label` is its number, else its place."""

    label: str
    state: RecommendationState
    said: tuple[Said, ...]
    rows: tuple[CommitteeRow, ...]

    @property
    def newest(self) -> Said | None:
        return self.said[-1] if self.said else None

    @property
    def is_silent(self) -> bool:
        """Whether the documents say nothing of this recommendation by itself."""
        return all(row.is_empty for row in self.rows)


@require_safe
def audit(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One audit. `rad` and `kolumn` say which printed figure led here."""
    scope = scope_of(request, org)
    found = scope.see.one(Audit, pk, "shown_as")
    treated = treatments(scope.see, found)
    secrecy.tell(scope.see, [found])
    scope.see.reveal(*_rows_of(treated))
    states = states_of(scope.see, recommendations_of(scope.see, [found])[found.pk])
    secrecy.tell(scope.see, [state.recommendation for state in states])
    entries = [_entry(place, state, treated) for place, state in enumerate(states, start=1)]
    columns = _columns(states)
    context = {
        "audit": found,
        "joined_into": found.shown_as,
        "secrecy": secrecy_of(scope, found),
        "answer": audit_answer(found, states, treated),
        "columns": columns,
        "grid": [(entry, [(name, _cell(entry, name)) for name in columns]) for entry in entries],
        "entries": entries,
        "shows": [name for name in COLUMNS if any(row.quotes[name] for one in entries for row in one.rows)],
        "treated": treated,
        "assessed": [one for one in treated if one.assessment],
        "spoken": [one for one in reversed(treated) if one.statements],
        "new": new_recommendations(scope.see, treated),
        "counts": counted(states),
        "proposals": open_about(scope.see, "audit", found.pk),
        "attachments": attachments_on(scope, "audit", found),
        "notes": notes_on(scope, "audit", found),
        "printed": _printed(scope, request, found),
    }
    return page(request, scope, "audits", "audits/audit.html", context)


def _rows_of(treated: Iterable[Treatment]) -> Iterator[Any]:
    """The stated rows whose words the page shows."""
    for one in treated:
        yield from (one.stated, one.assessment, *one.statements)
        if one.assessment is not None:
            yield from one.assessment.grounds.all()
        for said in one.said.values():
            yield from (said.stated, *said.statements)
        for statement in one.statements:
            yield from statement.commitments.all()


def _columns(states: Iterable[RecommendationState]) -> list[str]:
    names = {one.name for state in states for one in state.addressees}
    return sorted(names, key=str.casefold)


def _cell(entry: Entry, name: str) -> AddresseeState | None:
    return next((one for one in entry.state.addressees if one.name == name), None)


def _entry(place: int, state: RecommendationState, treated: Sequence[Treatment]) -> Entry:
    key = state.recommendation.pk
    said = tuple(one.said[key] for one in treated if key in one.said)
    return Entry(
        label=state.recommendation.number or str(place),
        state=state,
        said=said,
        rows=tuple(committee_rows(state, said)),
    )


def committee_rows(state: RecommendationState, said: Sequence[Said]) -> list[CommitteeRow]:
    """A row for each addressee, and for whoever else has spoken; the newest document that says something."""
    rows = {basic_name(one.name): CommitteeRow(one.name, one) for one in state.addressees}
    for column in COLUMNS:
        newest = next((one for one in reversed(said) if _of_column(one, column)), None)
        for statement in _of_column(newest, column) if newest else ():
            _place(rows, column, statement, newest.source if newest else said[0].source)
    return list(rows.values())


def _of_column(said: Said, column: str) -> list[StatedStatement]:
    if column == RESPONSE:
        return list(said.of_kind(StatedStatement.Kind.RESPONSE))
    own_words = column == NOW
    found = said.of_kind(StatedStatement.Kind.OBSERVATION)
    return [one for one in found if (one.basis in ("", Basis.STATEMENT)) == own_words]


def _place(rows: dict[str, CommitteeRow], column: str, statement: StatedStatement, source: Source) -> None:
    names = [committee.name for committee in statement.committees.all()]
    if not names:
        only = next(iter(rows.values())).name if len(rows) == 1 else ""
        names = [only]
    # In the order of the rows, so that the words stand in the first of them and the others refer to it.
    places = {key: place for place, key in enumerate(rows)}
    first = ""
    for name in sorted(names, key=lambda name: places.get(basic_name(name), len(places))):
        key = basic_name(name) if name else ""
        row = rows.setdefault(key, CommitteeRow(name, None))
        row.quotes[column].append(Quote(statement, source, same_as=first))
        first = first or row.name


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """The printed figure that led here, for the sentence that says what it is and is not."""

    row: StatedSummaryRow
    document: object
    number: int
    word: str


def _printed(scope: Scope, request: HttpRequest, found: Audit) -> PrintedFigure | None:
    wanted, column = request.GET.get("rad", ""), request.GET.get("kolumn", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 12) or column not in marks.STATUS:
        return None
    rows = scope.see.of(StatedSummaryRow).select_related("reading__document__organisation")
    row = rows.filter(pk=int(wanted), reading__mentions__audit__in=_same(scope, found)).first()
    number = getattr(row, column, None) if row else None
    if row is None or number is None:
        return None
    return PrintedFigure(row, row.reading.document, number, str(marks.STATUS[column].word).lower())


def _same(scope: Scope, found: Audit) -> list[int]:
    return [found.pk, *scope.see.of(Audit).filter(shown_as=found).values_list("pk", flat=True)]
