"""How alike two audits, recommendations, controls or risks are, with grounds that a person can judge.

A likeness is a reason to ask, never a reason to merge. It starts from the texts and is lowered by
what speaks against: other years, other committees, another audit. What speaks for only lowers the bar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

LIKE = 0.75
"""Share from which two entries are proposed as the same."""
LIKE_WITH_SUPPORT = 0.6
"""Share that is enough where the number and the audit (or the committee) are the same too."""

# What speaks against, as the share that is left of the texts' likeness.
_OTHER_YEAR = 0.6
_OTHER_COMMITTEE = 0.7
_OTHER_CONTEXT = 0.75
_CONTAINED = 0.9
_WORDS_TO_CONTAIN = 5
_SAME_CONTEXT = 0.85

# What an entry stands under, in words: the same, nearly the same, another.
_CONTEXT_WORDS = {
    "recommendation": ("Samma granskning", "Granskningar med nästan samma namn", "Olika granskningar."),
    "control": ("Samma process", "Nästan samma process", "Olika processer."),
    "risk": ("Samma kategori", "Nästan samma kategori", "Olika kategorier."),
}
_ANY_CONTEXT = ("Samma rubrik", "Nästan samma rubrik", "Olika rubriker.")
_NOT_WORD = re.compile(r"[^\w§%]+")
_COUNT_WORDS = (
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)


def plain_words(text: str) -> str:
    """A text as it is compared: lower case words with one space between, without punctuation and bullets."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()).strip()


@dataclass(frozen=True)
class Compared:
    """One entry as it is compared; `kind` is "audit", "recommendation", "control", "risk" ...

    `names` are basic forms of the committees it concerns, `context` what it stands under: the
    audit's title for a recommendation, the process for a control. `year_tells`: whether another
    year makes it another thing (an audit) or is to be expected (a control comes back each year).
    """

    key: Hashable
    text: str
    kind: str = ""
    number: str | None = None
    year: int | None = None
    names: frozenset[str] = frozenset()
    context: str | None = None
    year_tells: bool = field(default=False, compare=False)

    @cached_property
    def plain(self) -> str:
        return plain_words(self.text) or self.text.casefold()

    @cached_property
    def plain_context(self) -> str | None:
        return (plain_words(self.context) or None) if self.context else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` from 0 to 1; `grounds` are Swedish sentences for and against, the weightiest first."""

    share: float
    grounds: tuple[str, ...]
    supported: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it is worth asking a person."""
        return self.share >= (LIKE_WITH_SUPPORT if self.supported else LIKE)

    @property
    def per_cent(self) -> int:
        """The share in whole per cent, rounded down so that only the identical is 100."""
        return int(self.share * 100)


def text_likeness(first: str, second: str) -> float:
    """How alike two texts are in `plain_words` form, 0 to 1. Symmetric; 1 where they are equal."""
    if first == second:
        return 1.0
    share = min(fuzz.ratio(first, second), 99.0)
    if min(first.count(" "), second.count(" ")) + 1 >= _WORDS_TO_CONTAIN:
        # A later document often shortens a recommendation: its words are then a part of the older ones.
        share = max(share, _CONTAINED * fuzz.token_set_ratio(first, second))
    return share / 100


def likeness(first: Compared, second: Compared) -> Likeness:
    """How alike two entries are, all told."""
    share = text_likeness(first.plain, second.plain)
    grounds = [_text_ground(first.plain, second.plain, share)]
    support = 0
    for speaks, factor, ground in (_numbers(first, second), _contexts(first, second), _names(first, second)):
        support += speaks
        share *= factor
        grounds.append(ground)
    factor, ground = _years(first, second)
    return Likeness(
        share * factor, tuple(text for text in (*grounds, ground) if text), supported=support >= 2
    )


def alike(entry: Compared, candidates: Sequence[Compared], limit: int = 5) -> list[tuple[Compared, Likeness]]:
    """The candidates that are enough alike, the most alike first; at most `limit`.

    A rough comparison in compiled code goes first, so that 10,000 candidates take milliseconds.
    """
    cutoff = LIKE_WITH_SUPPORT * 100
    plain = [candidate.plain for candidate in candidates]
    rough = {
        place
        for _, _, place in process.extract(
            entry.plain, plain, scorer=fuzz.ratio, score_cutoff=cutoff, limit=40 * limit
        )
    }
    if entry.plain.count(" ") + 1 >= _WORDS_TO_CONTAIN:
        rough |= {
            place
            for _, _, place in process.extract(
                entry.plain,
                plain,
                scorer=fuzz.token_set_ratio,
                score_cutoff=cutoff / _CONTAINED,
                limit=40 * limit,
            )
        }
    found = [(candidates[place], likeness(entry, candidates[place])) for place in sorted(rough)]
    kept = [pair for pair in found if pair[1].is_enough]
    return sorted(kept, key=lambda pair: (-pair[1].share, not pair[1].supported))[:limit]


def _text_ground(first: str, second: str, share: float) -> str:
    if first == second:
        return "Samma text."
    one, other = first.split(), second.split()
    apart = Levenshtein.distance(one, other)
    if apart <= 5 and 3 * apart <= max(len(one), len(other)):
        return f"Samma text sånär som på {_COUNT_WORDS[apart]} ord."
    if set(one) < set(other) or set(other) < set(one):
        return "Den ena texten ingår i den andra."
    return f"Texterna är lika till {int(share * 100)} procent."


def _numbers(first: Compared, second: Compared) -> tuple[bool, float, str]:
    if not first.number or not second.number:
        return False, 1, ""
    if first.number.casefold() == second.number.casefold():
        return True, 1, f"Samma nummer, {first.number}."
    # Documents number anew, so another number says little: it is told but weighs nothing.
    low, high = sorted((first.number, second.number))
    return False, 1, f"Olika nummer, {low} och {high}."


def _contexts(first: Compared, second: Compared) -> tuple[bool, float, str]:
    one, other = first.plain_context, second.plain_context
    if one is None or other is None:
        return False, 1, ""
    words = _CONTEXT_WORDS.get(first.kind, _ANY_CONTEXT)
    same, nearly, different = words if first.kind == second.kind else _ANY_CONTEXT
    if text_likeness(one, other) >= _SAME_CONTEXT:
        ground = same if one == other else nearly
        return True, 1, f"{ground}: {min(first.context or '', second.context or '')}."
    return False, _OTHER_CONTEXT, different


def _names(first: Compared, second: Compared) -> tuple[bool, float, str]:
    if not first.names or not second.names:
        return False, 1, ""
    if first.names == second.names:
        return True, 1, "Samma nämnd." if len(first.names) == 1 else "Samma nämnder."
    if first.names & second.names:
        return True, 1, "Delvis samma nämnder."
    return False, _OTHER_COMMITTEE, "Olika nämnder."


def _years(first: Compared, second: Compared) -> tuple[float, str]:
    if first.year is None or second.year is None:
        return 1, ""
    if first.year == second.year:
        return 1, f"Samma år, {first.year}."
    low, high = sorted((first.year, second.year))
    tells = first.year_tells or second.year_tells
    return (_OTHER_YEAR if tells else 1), f"Olika år, {low} och {high}."


def best_pairs(
    olders: Iterable[Compared], newers: Iterable[Compared]
) -> list[tuple[Compared, Compared, Likeness]]:
    """Pairs of the two lists that are enough alike, each entry in at most one pair, the most alike first."""
    new_list = list(newers)
    found = [(old, new, how) for old in olders for new, how in alike(old, new_list)]
    order = sorted(range(len(found)), key=lambda place: (-found[place][2].share, place))
    used_old: set[Hashable] = set()
    used_new: set[Hashable] = set()
    pairs = []
    for place in order:
        old, new, how = found[place]
        if old.key in used_old or new.key in used_new:
            continue
        used_old.add(old.key)
        used_new.add(new.key)
        pairs.append((old, new, how))
    return pairs
