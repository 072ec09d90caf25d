"""Which markings hold, what they cover in a reading, and the reading hidden anew after them.

Nothing here is remembered: what is hidden follows from the full words, the markings in force and what speaks
of what. So removing a marking gives exactly what was there before it was set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from iaktta.document import Span
from iaktta.register import gaps
from iaktta.register.gaps import Range
from iaktta.register.groups import perhaps_same, together
from iaktta.register.hiding import FREE_TEXT, ByPersons, Hidden, Key, hide
from iaktta.register.models import (
    Body,
    MarkedPassage,
    Marking,
    Mention,
    Reading,
    SecretWords,
    StatedAudit,
    StatedModel,
    StatedProblem,
    StatedReport,
    StatedSummaryRow,
    StatedSummaryTotals,
)
from iaktta.register.saved_rows import SavedRows
from iaktta.register.sides import same_side
from iaktta.register.stated_rows import Row
from iaktta.report import ProblemCode
from iaktta.rules.problems.summary import audit_of

LONG = 8
"""Words that are so many that they are the same secret in another document too."""

WORDS = "words"
"""The column that a marking's own words are said to stand in, in `SecretWords`."""

Subject = tuple[str, int]
"""Kind of subject, and its key."""
Entries = Mapping[Key, Subject]
"""Stated rows, and the subject that each speaks of."""


@dataclass(frozen=True)
class Coverage:
    """What markings mean for one reading: `existence` are entries that nobody else may know of.

    `covering` tells the markings of persons that cover a whole entry here.
    """

    by_persons: ByPersons
    existence: frozenset[Key] = frozenset()
    covering: Mapping[int, frozenset[Key]] = field(default_factory=dict)

    @property
    def is_something(self) -> bool:
        return bool(self.existence) or not self.by_persons.is_nothing


def entries_of(reading: Reading) -> dict[Key, Subject]:
    """What a reading's mentions speak of. One query."""
    found: dict[Key, Subject] = {}
    for mention in Mention.objects.filter(reading=reading):
        table: Any = Mention._meta.get_field(f"stated_{mention.kind}").related_model
        row = getattr(mention, f"stated_{mention.kind}_id")
        found[table, row] = (mention.kind, getattr(mention, f"{mention.kind}_id"))
    return found


def subjects_of(marking: Marking) -> set[int]:
    """The subjects that a marking covers: also those that may be the same, until a person has parted them.

    What a document states itself covers no more than what is joined.
    """
    by_person = marking.origin == Marking.Origin.PERSON
    return (perhaps_same if by_person else together)(marking.kind, {marking.item_id})


def markings_that_count(reading: Reading) -> list[Marking]:
    """Those of persons that are in force, and those of the document itself that persons have removed."""
    rows = Marking.objects.filter(organisation=reading.organisation_id).order_by("pk")
    by_persons = rows.filter(origin=Marking.Origin.PERSON, removed_at__isnull=True)
    lifted = rows.filter(
        origin=Marking.Origin.DOCUMENT, removed_at__isnull=False, stated_in=reading.document_id
    )
    return [*by_persons, *lifted]


def coverage(reading: Reading, entries: Entries | None = None) -> Coverage:
    """What the markings mean for a reading; `entries` where its mentions are not made yet."""
    markings = markings_that_count(reading)
    if not markings:
        return Coverage(ByPersons())
    entries = {**entries_of(reading), **(entries or {})}
    head: Key = (StatedReport, StatedReport.objects.values_list("pk", flat=True).get(reading=reading))
    here: dict[int, frozenset[Key]] = {}
    for marking in markings:
        if marking.kind == "document":
            own = [head] if marking.document_id == reading.document_id else []
        else:
            covered = subjects_of(marking)
            own = [key for key, (kind, one) in entries.items() if kind == marking.kind and one in covered]
        here[marking.pk] = frozenset(own)
    return _coverage(reading, markings, here)


def _coverage(reading: Reading, markings: Iterable[Marking], here: Mapping[int, frozenset[Key]]) -> Coverage:
    by_persons = [marking for marking in markings if marking.origin == Marking.Origin.PERSON]
    passages = defaultdict(list)
    for passage in MarkedPassage.objects.filter(marking__in=by_persons):
        passages[passage.marking_id].append(passage)
    words = words_of(by_persons)
    whole: set[Key] = set()
    existence: set[Key] = set()
    places: dict[tuple[Key, str], list[Range]] = defaultdict(list)
    in_entries: dict[Key, list[str]] = defaultdict(list)
    for marking in by_persons:
        if marking.degree == Marking.Degree.EXISTENCE:
            existence |= here[marking.pk]
        if not passages[marking.pk]:
            whole |= here[marking.pk]
        for passage in passages[marking.pk]:
            places[(_table(passage.table), passage.row), passage.field].append((passage.start, passage.end))
        for key in here[marking.pk] if passages[marking.pk] else ():
            in_entries[key] += words[marking.pk]
    side = set(same_side(Body.objects.get(pk=reading.owner_id)).values_list("pk", flat=True))
    elsewhere = {one for m in by_persons if m.owner_id in side for one in words[m.pk] if is_long(one)}
    lifted = {key for m in markings if m.origin == Marking.Origin.DOCUMENT for key in here[m.pk]}
    return Coverage(
        ByPersons(
            frozenset(whole),
            frozenset(lifted),
            {place: tuple(ranges) for place, ranges in places.items()},
            {key: tuple(several) for key, several in in_entries.items()},
            frozenset(elsewhere),
        ),
        frozenset(existence),
        {m.pk: here[m.pk] for m in by_persons if here[m.pk] and not passages[m.pk]},
    )


def _table(name: str) -> type[StatedModel]:
    table: type[StatedModel] = apps.get_model("register", name)
    return table


def words_of(markings: Iterable[Marking]) -> dict[int, list[str]]:
    """The words that each marking covers, by its key. Two queries."""
    keys = [marking.pk for marking in markings]
    found: dict[int, list[str]] = defaultdict(list)
    own = SecretWords.objects.filter(table="Marking", row__in=keys).order_by("start")
    for key, words in own.values_list("row", "words"):
        found[key].append(words)
    of = dict(MarkedPassage.objects.filter(marking__in=keys).values_list("pk", "marking"))
    chosen = SecretWords.objects.filter(table="MarkedPassage", row__in=list(of)).order_by("row")
    for key, words in chosen.values_list("row", "words"):
        found[of[key]].append(words)
    return found


def is_long(words: str) -> bool:
    """Whether the words are a quotation wherever they stand, and no coincidence."""
    return len(words.split()) >= LONG


def hide_anew(reading: Reading, entries: Entries | None = None) -> set[Key]:
    """Let a reading's gaps follow the markings. Returns the rows that differ from before."""
    covered = coverage(reading, entries)
    saved = SavedRows.of(reading)
    _let_know(saved.rows, covered.existence)
    hidden, shown_text, cuts = hide(saved.rows, saved.text, covered.by_persons)
    in_text = [Hidden(saved.plain_text, "text", start, words) for start, words in cuts]
    return saved.keep([*hidden, *in_text], shown_text)


def gather_words(reading: Reading, entries: Entries | None = None) -> set[str]:
    """Add the words that markings of whole entries cover in a reading to the markings' own, apart.

    To be done for every reading before any is hidden: what is secret in one may stand in another. Returns
    the words that are new.
    """
    covering = coverage(reading, entries).covering
    rows = SavedRows.of(reading).rows if covering else []
    added: set[str] = set()
    for key, own in covering.items():
        there = set(SecretWords.objects.filter(table="Marking", row=key).values_list("words", flat=True))
        new = dict.fromkeys(words for words in _words_under(rows, own) if words not in there)
        marking = Marking.objects.get(pk=key)
        SecretWords.objects.bulk_create(
            SecretWords(
                organisation_id=marking.organisation_id,
                owner_id=marking.owner_id,
                table="Marking",
                row=key,
                field=WORDS,
                start=len(there) + place,
                words=words,
            )
            for place, words in enumerate(new)
        )
        added |= set(new)
    return added


def _words_under(rows: Iterable[Row], entries: frozenset[Key]) -> list[str]:
    """The telling words of some entries and all under them."""
    within: set[int] = set()
    found = []
    for row in rows:
        if (row.table, row.instance.pk) in entries or id(row.holder) in within:
            within.add(id(row))
            found += [value for value in _free_text(row) if gaps.is_telling(value)]
    return found


def _let_know(rows: list[Row], existence: frozenset[Key]) -> None:
    """Set on each row whether only some may know of it: the entries, what is under them, what counts them."""
    within: set[int] = set()
    for row in rows:
        if (row.table, row.instance.pk) in existence or id(row.holder) in within:
            within.add(id(row))
    if existence:
        within |= {id(row) for row in rows if _counts_hidden(row, rows, within)}
        within |= {id(row) for row in rows if id(row.holder) in within}
    for row in rows:
        row.instance.existence_secret = id(row) in within


def _counts_hidden(row: Row, rows: list[Row], within: set[int]) -> bool:
    """Whether a row tells of hidden ones: its line in the counting table, the sums, a problem with them."""
    hidden = [one for one in rows if id(one) in within]
    if isinstance(row.instance, StatedSummaryRow):
        found = audit_of(row.entry, rows[0].entry.audits)
        return any(one.entry is found for one in hidden)
    if isinstance(row.instance, StatedSummaryTotals):
        return any(isinstance(one.instance, StatedAudit) for one in hidden)
    if not isinstance(row.instance, StatedProblem):
        return False
    if row.entry.code in _COUNTING or row.instance.where in _labels(hidden):
        return True
    there = row.entry.source.ranges() if row.entry.source else ()
    sources = (getattr(one.entry, "source", None) for one in hidden)
    places = [place for source in sources if isinstance(source, Span) for place in source.ranges()]
    secrets = [words for one in hidden for words in _free_text(one)]
    return any(start < b and a < end for start, end in there for a, b in places) or any(
        gaps.quotes(words, secrets) for words in (row.instance.message, row.instance.where) if words
    )


_COUNTING = (ProblemCode.SUMMARY_TOTAL_MISMATCH, ProblemCode.SUMMARY_COUNT_MISMATCH)


def _labels(hidden: Iterable[Row]) -> set[str]:
    """What a problem says that it is about when it is about one of these."""
    names = ("number", "title", "text", "name")
    return {value for row in hidden for name in names if (value := getattr(row.instance, name, ""))}


def _free_text(row: Row) -> list[str]:
    values = (getattr(row.instance, name) for name in FREE_TEXT.get(row.table, ()))
    return [value for value in values if isinstance(value, str) and value]
