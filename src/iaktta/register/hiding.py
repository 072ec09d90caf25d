"""Which words of a report are secret, and the rows and the plain text with gaps in their place.

- Passages that a marking names are secret. A marking without passages, or with one that does not fit its
  field, covers the whole entry: its free text and that of everything under it. Numbers, names of committees,
  dates and codes stay, so that the row can be found and handled.
- A control that is marked as secret without more keeps its kontrollmoment, which stands in the adopted plan;
  its deviation, its action and everything under it are secret.
- Three words or more of something secret are secret wherever they stand.
- A problem that quotes something secret, or whose place is secret, has a secret message.
- Where secret words cannot be found in the plain text, all of the plain text is secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models as fields

from iaktta.document import Span
from iaktta.register import gaps, models
from iaktta.register.gaps import Cut, Range
from iaktta.register.models import OwnedModel, StatedModel
from iaktta.register.stated_rows import Row

FREE_TEXT: Mapping[type[StatedModel], tuple[str, ...]] = {
    models.StatedAudit: ("title", "purpose", "original_assessment", "earlier"),
    models.StatedRecommendation: ("text",),
    models.StatedStatement: ("text",),
    models.StatedCommitment: ("text",),
    models.StatedAssessment: ("text",),
    models.StatedGround: ("text",),
    models.StatedRisk: ("text",),
    models.StatedControl: ("text", "process", "method", "deviation", "action"),
    models.StatedOccasion: ("comment", "reason", "postponed_to"),
    models.StatedAction: ("text",),
    models.StatedSample: ("population", "selection"),
    models.StatedSampleItem: ("text",),
    models.StatedMeasure: ("name", "value", "limit"),
}
"""What a marking of a whole entry hides of each of its rows."""

_RESULTS = ("deviation", "action")
_KEY_TEXT = ("text", "title", "name")  # what `source` is the place of
_NEVER_SEARCHED = (models.StatedCommittee, models.StatedFile, models.StatedProblem, models.StatedPassage)


class _Reach(Enum):
    NOTHING = 0
    RESULTS = 1
    WHOLE = 2


@dataclass(frozen=True)
class Hidden:
    """One place in a row where words were taken out; the row may not be saved yet."""

    instance: OwnedModel
    field: str
    start: int
    words: str


Marked = Mapping[tuple[Row, str], list[Range]]


def hide(rows: list[Row], text: str) -> tuple[list[Hidden], str, list[Cut]]:
    """Put gaps into the rows. Returns what was hidden, the plain text with its gaps, what was cut there."""
    marked = _marked(rows)
    if not marked:
        return [], text, []
    telling = {words for words in _words(marked) if gaps.is_telling(words)}
    places = list(_places(marked, text, telling))
    for row in rows:
        if not isinstance(row.instance, _NEVER_SEARCHED):
            _add_repeated(row, telling, marked)
    _mark_problems(rows, marked, places)
    hidden = [found for (row, name), ranges in marked.items() for found in _cut(row.instance, name, ranges)]
    blocked, cuts = gaps.blocked(text, places)
    return hidden, blocked, cuts


def _marked(rows: list[Row]) -> dict[tuple[Row, str], list[Range]]:
    """The places of the rows' columns that the document's own markings cover."""
    marked: dict[tuple[Row, str], list[Range]] = defaultdict(list)
    reaches: dict[int, _Reach] = {}
    for row in rows:
        held = reaches.get(id(row.holder), _Reach.NOTHING)
        passages = [] if held is not _Reach.NOTHING else _passages(row)
        reach = _Reach.WHOLE if held is not _Reach.NOTHING else _reach(row, passages)
        reaches[id(row)] = reach
        if reach is _Reach.NOTHING:
            for name, place in passages or ():
                marked[row, name].append(place)
            continue
        names = _RESULTS if reach is _Reach.RESULTS else FREE_TEXT.get(row.table, ())
        for name in names:
            if (value := getattr(row.instance, name)) not in (None, ""):
                marked[row, name].append((0, len(str(value))))
    return dict(marked)


def _reach(row: Row, passages: list[tuple[str, Range]] | None) -> _Reach:
    if passages is None:
        return _Reach.WHOLE
    if isinstance(row.instance, models.StatedControl) and row.instance.secret and not passages:
        return _Reach.RESULTS
    return _Reach.NOTHING


def _passages(row: Row) -> list[tuple[str, Range]] | None:
    """The passages that the row's marking names; None where it covers the whole entry."""
    secrecy = getattr(row.entry, "secrecy", None)
    if secrecy is None:
        return []
    found = [(passage.field, (passage.start, passage.end)) for passage in secrecy.passages]
    return found if found and all(_fits(row.instance, name, place) for name, place in found) else None


def _fits(instance: StatedModel, name: str, place: Range) -> bool:
    if name not in {field.name for field in _text_fields(type(instance))}:
        return False
    start, end = place
    return 0 <= start < end <= len(getattr(instance, name))


def _text_fields(table: type[StatedModel]) -> Iterator[Any]:
    """The columns for the document's own words; codes are no words."""
    for field in table._meta.concrete_fields:
        if isinstance(field, fields.TextField) and field.name != "source_part":
            yield field


def _words(marked: Marked) -> Iterator[str]:
    for (row, name), ranges in marked.items():
        value = str(getattr(row.instance, name))
        yield from (value[start:end] for start, end in gaps.merged(ranges))


def _add_repeated(row: Row, telling: Iterable[str], marked: dict[tuple[Row, str], list[Range]]) -> None:
    for field in _text_fields(row.table):
        value = getattr(row.instance, field.name)
        found = [place for words in telling for place in gaps.occurrences(words, value)] if value else []
        if found:
            marked[row, field.name] = [*marked.get((row, field.name), ()), *found]


def _places(marked: Marked, text: str, telling: Iterable[str]) -> Iterator[Range]:
    """Where the secret words stand in the plain text."""
    for (row, name), ranges in marked.items():
        value = str(getattr(row.instance, name))
        spans = [place for span in _spans(row, name) for place in span.ranges()]
        known = gaps.merged((start, min(end, len(text))) for start, end in spans)
        for start, end in gaps.merged(ranges):
            everywhere = gaps.occurrences(value[start:end], text)
            within = [place for place in everywhere if any(_within(place, span) for span in known)]
            # The whole of a known place where the words in it are not plain to see; without a place every
            # occurrence; and everything where the words cannot be found at all.
            yield from within or known or everywhere or [(0, len(text))]
    for words in telling:
        yield from gaps.occurrences(words, text)


def _within(place: Range, span: Range) -> bool:
    return span[0] <= place[0] and place[1] <= span[1]


def _spans(row: Row, name: str) -> tuple[Span, ...]:
    """The places that the document gives for one column of a row."""
    if isinstance(row.entry, str):
        listed = row.holder.entry.places.get(row.child.field, ()) if row.holder and row.child else ()
        position = row.instance.position
        return listed[position : position + 1] or tuple(listed)
    stated: tuple[Span, ...] = tuple(getattr(row.entry, "places", {}).get(name, ()))
    source: Span | None = getattr(row.entry, "source", None)
    return stated or ((source,) if source is not None and name in _KEY_TEXT else ())


def _mark_problems(rows: list[Row], marked: dict[tuple[Row, str], list[Range]], places: list[Range]) -> None:
    secrets = list(_words(marked))
    for row in rows:
        if not isinstance(row.instance, models.StatedProblem):
            continue
        source = row.entry.source
        there = source.ranges() if source is not None else ()
        is_there = any(start < b and a < end for start, end in there for a, b in places)
        for name in ("message", "where"):
            value = getattr(row.instance, name)
            if value and ((is_there and name == "message") or gaps.quotes(value, secrets)):
                marked[row, name] = [(0, len(value))]


def _cut(instance: StatedModel, name: str, ranges: list[Range]) -> Iterator[Hidden]:
    value = getattr(instance, name)
    if not isinstance(value, str):  # a number has no gap to show, so it is left out
        setattr(instance, name, None)
        yield Hidden(instance, name, 0, repr(value))
        return
    gapped, cuts = gaps.cut(value, ranges)
    setattr(instance, name, gapped)
    for start, words in cuts:
        yield Hidden(instance, name, start, words)
