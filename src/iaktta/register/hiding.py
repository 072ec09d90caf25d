"""Which words of a report are secret, and the rows and the plain text with gaps in their place.

- Passages that a marking names are secret. A marking without passages, or with one that does not fit its
  field, covers the whole entry: its free text and that of everything under it. Numbers, names of committees,
  dates and codes stay, so that the row can be found and handled.
- A control that is marked as secret without more keeps its kontrollmoment, which stands in the adopted plan;
  its deviation, its action and everything under it are secret.
- Three words or more of something secret are secret wherever they stand.
- A problem that quotes something secret, or whose place is secret, has a secret message.
- Where secret words cannot be found in the plain text, all of the plain text is secret.

What persons have marked (`ByPersons`) is hidden in the same way, and what they have decided is no longer
secret stays. All of it follows from the full words and the markings in force: hiding anew after a marking is
removed gives what was there before it.
"""

from __future__ import annotations

import dataclasses
import json
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
    models.StatedReport: ("conclusion", "fact_check"),
    models.StatedLine: ("text",),
    models.StatedAudit: ("title", "purpose", "original_assessment", "earlier"),
    models.StatedRecommendation: ("text", "wording"),
    models.StatedStatement: ("text",),
    models.StatedCommitment: ("text",),
    models.StatedAssessment: ("text", "wording"),
    models.StatedGround: ("text",),
    models.StatedRisk: ("text",),
    models.StatedControl: ("text", "process", "method", "deviation", "action", "wording"),
    models.StatedOccasion: ("comment", "reason", "postponed_to", "wording"),
    models.StatedAction: ("text",),
    models.StatedSample: ("population", "selection"),
    models.StatedSampleItem: ("text",),
    models.StatedMeasure: ("name", "value", "limit"),
}
"""What a marking of a whole entry hides of each of its rows."""

_RESULTS = ("deviation", "action", "wording")
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
Key = tuple[type[StatedModel], int]
"""A saved row: its table and its key."""


@dataclass(frozen=True)
class ByPersons:
    """What persons have marked and unmarked in one reading, by its saved rows.

    Attributes:
        whole: Entries that are secret with all that stands under them; the report's head means everything.
        lifted: Entries whose marking in the document itself no longer holds.
        places: Chosen passages: row and column -> places in its full text.
        words: Entries -> the words that are secret in them and in what stands under them.
        elsewhere: Words marked somewhere else, secret wherever this document repeats them.
    """

    whole: frozenset[Key] = frozenset()
    lifted: frozenset[Key] = frozenset()
    places: Mapping[tuple[Key, str], tuple[Range, ...]] = dataclasses.field(default_factory=dict)
    words: Mapping[Key, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()

    @property
    def is_nothing(self) -> bool:
        return not (self.whole or self.lifted or self.places or self.words or self.elsewhere)


NOBODY = ByPersons()


def hide(rows: list[Row], text: str, by_persons: ByPersons = NOBODY) -> tuple[list[Hidden], str, list[Cut]]:
    """Put gaps into the rows. Returns what was hidden, the plain text with its gaps, what was cut there."""
    marked = _marked(rows, by_persons)
    repeated = _repeated(rows, text, by_persons.elsewhere)
    if not marked and not repeated:
        return [], text, []
    telling = repeated | {words for words in _words(marked) if gaps.is_telling(words)}
    places = list(_places(marked, text, telling))
    if any(_key(row) in by_persons.whole for row in rows[:1]):
        places.append((0, len(text)))
    for row in rows:
        if not isinstance(row.instance, _NEVER_SEARCHED):
            _add_repeated(row, telling, marked)
    _mark_problems(rows, marked, places)
    hidden = [found for (row, name), ranges in marked.items() for found in _cut(row.instance, name, ranges)]
    blocked, cuts = gaps.blocked(text, places)
    return hidden, blocked, cuts


def _repeated(rows: list[Row], text: str, words: Iterable[str]) -> set[str]:
    """Those of the words that the document may repeat: a quick look, since most documents repeat none."""
    wanted = set(words)
    if not wanted:
        return set()
    said = [text]
    for row in rows:
        said += (getattr(row.instance, field.name) for field in _text_fields(row.table))
    everything = gaps.squeezed("\n".join(said))
    return {one for one in wanted if gaps.squeezed(one) in everything}


def _marked(rows: list[Row], by_persons: ByPersons) -> dict[tuple[Row, str], list[Range]]:
    """The places of the rows' columns that markings cover: the document's own and those of persons."""
    marked: dict[tuple[Row, str], list[Range]] = defaultdict(list)
    reaches: dict[int, _Reach] = {}
    for row in rows:
        held = reaches.get(id(row.holder), _Reach.NOTHING)
        if _key(row) in by_persons.whole:
            held = _Reach.WHOLE
        passages = [] if held is not _Reach.NOTHING or _is_lifted(row, by_persons) else _passages(row)
        reach = _Reach.WHOLE if held is not _Reach.NOTHING else _reach(row, passages, by_persons)
        reaches[id(row)] = reach
        if reach is not _Reach.WHOLE:
            for name, place in (*(passages or ()), *_chosen(row, by_persons)):
                marked[row, name].append(place)
        if reach is _Reach.NOTHING:
            continue
        names = _RESULTS if reach is _Reach.RESULTS else FREE_TEXT.get(row.table, ())
        for name in names:
            if (value := getattr(row.instance, name)) not in (None, "", {}):
                marked[row, name].append((0, len(str(value))))
    return dict(marked)


def _key(row: Row) -> Key:
    return row.table, row.instance.pk or 0


def _is_lifted(row: Row, by_persons: ByPersons) -> bool:
    """Whether the document's own marking of an entry, or of a statement under it, no longer holds."""
    if not by_persons.lifted:
        return False
    own = row.holder if isinstance(row.instance, models.StatedStatement) and row.holder else row
    return _key(own) in by_persons.lifted


def _chosen(row: Row, by_persons: ByPersons) -> Iterator[tuple[str, Range]]:
    """The passages of a row that persons have chosen, and words of it that are chosen in its entry."""
    if by_persons.places:
        for field in _text_fields(row.table):
            for place in by_persons.places.get((_key(row), field.name), ()):
                yield field.name, place
    words: list[str] = []
    above: Row | None = row
    while by_persons.words and above is not None:
        words += by_persons.words.get(_key(above), ())
        above = above.holder
    for name in FREE_TEXT.get(row.table, ()) if words else ():
        value = getattr(row.instance, name)
        if isinstance(value, str):
            for place in (place for one in words for place in gaps.occurrences(one, value)):
                yield name, place


def _reach(row: Row, passages: list[tuple[str, Range]] | None, by_persons: ByPersons) -> _Reach:
    if passages is None:
        return _Reach.WHOLE
    control = isinstance(row.instance, models.StatedControl)
    if control and row.entry.secret and not passages and not _is_lifted(row, by_persons):
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
        value = getattr(row.instance, name)
        if isinstance(value, dict):
            yield from (words for words in map(str, value.values()) if gaps.is_telling(words))
        else:
            yield from (str(value)[start:end] for start, end in gaps.merged(ranges))


def _add_repeated(row: Row, telling: Iterable[str], marked: dict[tuple[Row, str], list[Range]]) -> None:
    for field in _text_fields(row.table):
        value = getattr(row.instance, field.name)
        found = [place for words in telling for place in gaps.occurrences(words, value)] if value else []
        if found:
            marked[row, field.name] = [*marked.get((row, field.name), ()), *found]
    wording = getattr(row.instance, "wording", None)
    if wording and any(gaps.occurrences(words, str(said)) for said in wording.values() for words in telling):
        marked[row, "wording"] = [(0, len(str(wording)))]


def _places(marked: Marked, text: str, telling: Iterable[str]) -> Iterator[Range]:
    """Where the secret words stand in the plain text."""
    for (row, name), ranges in marked.items():
        value = getattr(row.instance, name)
        if isinstance(value, dict):
            continue  # printed words behind codes, which stay
        spans = [place for span in _spans(row, name) for place in span.ranges()]
        known = gaps.merged((start, min(end, len(text))) for start, end in spans)
        for start, end in gaps.merged(ranges):
            everywhere = gaps.occurrences(str(value)[start:end], text)
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
    if isinstance(value, dict):
        setattr(instance, name, {})
        yield Hidden(instance, name, 0, json.dumps(value, ensure_ascii=False))
        return
    if not isinstance(value, str):  # a number has no gap to show, so it is left out
        setattr(instance, name, None)
        yield Hidden(instance, name, 0, repr(value))
        return
    gapped, cuts = gaps.cut(value, ranges)
    setattr(instance, name, gapped)
    for start, words in cuts:
        yield Hidden(instance, name, start, words)
