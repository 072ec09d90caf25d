"""Controls with what their documents say of them: results, occasions, actions, samples and measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from iaktta.register.access import Sight
from iaktta.register.models import (
    Committee,
    Control,
    Mention,
    Occasion,
    Organisation,
    SourceDocument,
    StatedAction,
    StatedControl,
    StatedMeasure,
    StatedOccasion,
    StatedReport,
    StatedSample,
)
from iaktta.register.queries.joined import of_these
from iaktta.rules.persons import Shows, shown_person


@dataclass(frozen=True, slots=True)
class ShownOccasion:
    """One occasion as its newest document with a result states it."""

    stated: StatedOccasion
    document: SourceDocument | None
    actions: tuple[StatedAction, ...] = ()
    measures: tuple[StatedMeasure, ...] = ()
    samples: tuple[StatedSample, ...] = ()
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class SaidInDocument:
    """What one document says of a control; without the document in a list, which names none."""

    stated: StatedControl
    document: SourceDocument | None
    head: StatedReport | None
    occasions: tuple[ShownOccasion, ...]
    actions: tuple[StatedAction, ...]

    @property
    def has_result(self) -> bool:
        said = self.stated
        return bool(said.execution or said.deviation_level or said.deviation or said.action or self.occasions)


@dataclass(frozen=True, slots=True)
class ShownControl:
    """A control with all that documents say of it, oldest document first; `of` says how to name persons."""

    of: Organisation
    control: Control
    said: tuple[SaidInDocument, ...]
    occasions: tuple[ShownOccasion, ...] = field(default=())

    @property
    def newest(self) -> SaidInDocument | None:
        """The newest document that says something of the result, else the newest that names the control."""
        with_result = [one for one in self.said if one.has_result] or list(self.said)
        return with_result[-1] if with_result else None

    @property
    def responsible(self) -> str:
        """Whoever is named, on the control or on its occasions, each once, as the register shows persons."""
        return self._named(self.of.names_inside)

    @property
    def responsible_exported(self) -> str:
        """The same as lists that are taken out show persons."""
        return self._named(self.of.names_exported)

    def _named(self, shows: str) -> str:
        names = [one.stated.responsible for one in self.said] + [o.stated.responsible for o in self.occasions]
        shown = (shown_person(name, Shows(shows)) for name in names)
        return ", ".join(dict.fromkeys(name for name in shown if name))

    @property
    def actions(self) -> tuple[str, ...]:
        """The texts of what is to be done, each once."""
        texts = [one.stated.action for one in self.said]
        texts += [action.text for one in self.said for action in one.actions]
        texts += [action.text for occasion in self.occasions for action in occasion.actions]
        return tuple(dict.fromkeys(text for text in texts if text))

    @property
    def rows(self) -> Iterator[Any]:
        """Every stated row whose words are shown."""
        for one in self.said:
            yield from (one.stated, *one.actions)
            for occasion in one.occasions:
                yield from (occasion.stated, *occasion.actions, *occasion.measures, *occasion.samples)
                for sample in occasion.samples:
                    yield from sample.ids.all()

    @property
    def execution(self) -> str:
        return self._latest("execution")

    @property
    def deviation_level(self) -> str:
        return self._latest("deviation_level")

    @property
    def comment(self) -> str:
        """What was found, at the latest occasion or for the control as a whole."""
        return next((o.stated.comment for o in reversed(self.occasions) if o.stated.comment), "") or next(
            (one.stated.deviation for one in reversed(self.said) if one.stated.deviation), ""
        )

    def _latest(self, name: str) -> str:
        for occasion in reversed(self.occasions):
            if occasion.stated.execution or occasion.stated.deviation_level:
                return str(getattr(occasion.stated, name))
        return next((value for one in reversed(self.said) if (value := getattr(one.stated, name))), "")


def of_scope(sight: Sight, year: int, committee: Committee | None) -> QuerySet[Control]:
    """The controls of a year's plans, of one committee or of all."""
    found = sight.of(Control).filter(shown_as__isnull=True, plan__year=year)
    if committee is not None:
        held = sight.of(Occasion).filter(committee=committee)
        found = found.filter(Q(plan__committee=committee) | Q(pk__in=held.values("control")))
    return found.select_related("plan__committee", "risk")


NO_ACTION = Q(has_action=False, worst__in=("major", "minor", "not_performed"))
"""Something was wrong, or nothing was done, and no action is stated."""


@dataclass(frozen=True, slots=True)
class ControlCounts:
    """How many controls there are, how many lack an action that they call for, and their areas."""

    number: int
    without_action: int
    categories: tuple[str, ...]


def counts(rows: QuerySet[Any]) -> ControlCounts:
    """Of some controls; one query."""
    found = list(rows.order_by("category").values_list("category", "worst", "has_action"))
    calls_for = {"major", "minor", "not_performed"}
    missing = sum(worst in calls_for and not has_action for _, worst, has_action in found)
    categories = tuple(dict.fromkeys(category for category, _, _ in found if category))
    return ControlCounts(len(found), missing, categories)


_LISTED = ("owner", "execution", "deviation_level", "responsible")
_LISTED_OF_CONTROL = (*_LISTED, "deviation", "action")
_LISTED_OF_OCCASION = (*_LISTED, "pk", "control_id", "name", "committee", "comment", "due")
"""Columns of stated rows that a list shows; the rest, with all their places, cost more to read than these."""


def shown(sight: Sight, controls: Sequence[Control], whole: bool = True) -> list[ShownControl]:
    """The controls with what their documents say; six queries whatever the number.

    Three where `whole` is false: then without documents, heads, measures and samples, which no list shows,
    and each stated occasion is a named tuple of the columns that one does.
    """
    keys = {control.pk for control in controls}
    # A plan comes before its follow-up, an earlier year before a later.
    head = sight.of(StatedReport).filter(reading=OuterRef("reading"))
    mentions = (
        sight.of(Mention)
        .filter(of_these(sight, Control, keys), reading__is_current=True)
        .annotate(
            head_year=Subquery(head.values("year")[:1]),
            is_plan=Exists(head.filter(kind="control_plan")),
            shown_as=F("control__shown_as"),
        )
        .select_related("stated_control", *(("reading__document",) if whole else ()))
        .order_by(F("head_year").asc(nulls_first=True), "-is_plan", "reading_id", "id")
    )
    if not whole:
        of_control = (f"stated_control__{name}" for name in _LISTED_OF_CONTROL)
        mentions = mentions.only("control", "reading", *of_control)
    by_control: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        assert mention.control_id is not None  # filtered on it
        # A joined control that is looked at by itself keeps what its own documents say.
        own = mention.control_id in keys
        by_control[mention.control_id if own else mention.shown_as or 0].append(mention)
    for control in controls:
        if control.risk is not None and not sight.knows(control.risk):
            control.risk = None  # what it answers is not for this user to know
    details = _details(sight, [mention for found in by_control.values() for mention in found], whole)
    of = sight.organisation
    return [_shown(of, control, by_control[control.pk], details) for control in controls]


@dataclass(frozen=True, slots=True)
class _Details:
    whole: bool
    heads: dict[int, StatedReport]
    occasions: dict[int, list[StatedOccasion]]
    on_control: dict[int, list[StatedAction]]
    on_occasion: dict[int, list[StatedAction]]
    measures: dict[int, list[StatedMeasure]]
    samples: dict[int, list[StatedSample]]


def _details(sight: Sight, mentions: Iterable[Mention], whole: bool) -> _Details:
    mentions = list(mentions)
    readings = {mention.reading_id for mention in mentions}
    stated = {mention.stated_control_id for mention in mentions}
    of_controls = sight.of(StatedOccasion).filter(control__in=stated)
    listed = of_controls.values_list(*_LISTED_OF_OCCASION, named=True)
    occasions = _by("control_id", of_controls if whole else listed)
    actions = list(sight.of(StatedAction).filter(Q(control__in=stated) | Q(occasion__control__in=stated)))
    on_control, on_occasion = _by("control_id", actions), _by("occasion_id", actions)
    if not whole:
        return _Details(False, {}, occasions, on_control, on_occasion, {}, {})
    heads = {head.reading_id: head for head in sight.of(StatedReport).filter(reading__in=readings)}
    measures = sight.of(StatedMeasure).filter(occasion__control__in=stated)
    samples = sight.of(StatedSample).filter(occasion__control__in=stated).prefetch_related("ids")
    return _Details(
        True,
        heads,
        occasions,
        on_control,
        on_occasion,
        _by("occasion_id", measures),
        _by("occasion_id", samples),
    )


def _by(column: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups


def _shown(of: Organisation, control: Control, mentions: list[Mention], details: _Details) -> ShownControl:
    said = [_said(mention, details, Shows(of.names_inside)) for mention in mentions]
    newest: dict[tuple[str, str], ShownOccasion] = {}
    for document in said:
        for occasion in document.occasions:
            key = (occasion.stated.name.casefold(), occasion.stated.committee.casefold())
            if key not in newest or _tells(occasion.stated):
                newest[key] = occasion
    return ShownControl(of, control, tuple(said), tuple(newest.values()))


def _tells(occasion: StatedOccasion) -> bool:
    return bool(occasion.execution or occasion.deviation_level or occasion.comment)


def _said(mention: Mention, details: _Details, shows: Shows) -> SaidInDocument:
    stated = mention.stated_control
    assert stated is not None  # a mention of a control has its row
    document = mention.reading.document if details.whole else None
    occasions = tuple(
        ShownOccasion(
            occasion,
            document,
            tuple(details.on_occasion.get(occasion.pk, ())),
            tuple(details.measures.get(occasion.pk, ())),
            tuple(details.samples.get(occasion.pk, ())),
            shown_person(occasion.responsible, shows),
        )
        for occasion in details.occasions.get(stated.pk, ())
    )
    actions = tuple(details.on_control.get(stated.pk, ()))
    return SaidInDocument(stated, document, details.heads.get(mention.reading_id), occasions, actions)
