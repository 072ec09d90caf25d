"""How alike two audits, recommendations, controls or risks are, with grounds that a person can judge.

A likeness is a reason to ask, never a reason to merge. It starts from the texts and is lowered by
what speaks against: other years, other committees, another audit. What speaks for only lowers the bar.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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
# Small things that leave the question open, but keep 1 for those that agree in all that was compared.
_OTHER_NUMBER = 0.99
_ANOTHER_YEAR = 0.98
_NEARLY_CONTEXT = 0.98
_SOME_COMMITTEES = 0.97
_CONTAINED = 0.9
_WORDS_TO_CONTAIN = 5
_SAME_CONTEXT = 0.85
_FEW_WORDS = 5

_NOT_WORD = re.compile(r"[^\w§%]+")


class GroundCode(StrEnum):
    """What speaks for or against two entries being the same; `register.grounds` has the sentences."""

    SAME_TEXT = "same_text"
    NEARLY_SAME_TEXT = "nearly_same_text"
    PART_OF_TEXT = "part_of_text"
    LIKE_TEXT = "like_text"
    SAME_CONTEXT = "same_context"
    NEARLY_SAME_CONTEXT = "nearly_same_context"
    OTHER_CONTEXT = "other_context"
    SAME_NUMBER = "same_number"
    OTHER_NUMBER = "other_number"
    SAME_COMMITTEES = "same_committees"
    SOME_SAME_COMMITTEES = "some_same_committees"
    OTHER_COMMITTEES = "other_committees"
    SAME_YEAR = "same_year"
    OTHER_YEAR = "other_year"


_SUPPORT = {
    GroundCode.SAME_CONTEXT,
    GroundCode.NEARLY_SAME_CONTEXT,
    GroundCode.SAME_NUMBER,
    GroundCode.SAME_COMMITTEES,
    GroundCode.SOME_SAME_COMMITTEES,
}
_AGREE = {*_SUPPORT, GroundCode.SAME_YEAR} - {GroundCode.SOME_SAME_COMMITTEES}


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground, with what it rests on in each of the two, as they have it.

    `weight` is the texts' likeness for a ground of the text, else the share that is left of it.
    """

    code: GroundCode
    first: str
    second: str
    weight: float = 1.0


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
    """`share` from 0 to 1; `grounds` for and against, that of the text first.

    `supported`: two other things than the text speak for it.
    """

    share: float
    grounds: tuple[Ground, ...]
    supported: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it is worth asking a person."""
        return self.share >= (LIKE_WITH_SUPPORT if self.supported else LIKE)

    @property
    def agreements(self) -> int:
        """How many grounds beside the text say the same of both."""
        return sum(ground.code in _AGREE for ground in self.grounds)

    def mirrored(self) -> Likeness:
        """The same likeness with the two in the other order."""
        turned = (Ground(it.code, it.second, it.first, it.weight) for it in self.grounds)
        return Likeness(self.share, tuple(turned), self.supported)


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
    compared = (compare(first, second) for compare in (_text, _contexts, _numbers, _committees, _years))
    grounds = tuple(ground for ground in compared if ground)
    share = math.prod(ground.weight for ground in grounds)
    support = sum(ground.code in _SUPPORT for ground in grounds)
    return Likeness(share, grounds, supported=support >= 2)


def words_apart(first: str, second: str) -> int:
    """How many words to change, add or take away to come from one text to the other."""
    return Levenshtein.distance(plain_words(first).split(), plain_words(second).split())


def alike(entry: Compared, candidates: Sequence[Compared], limit: int = 5) -> list[tuple[Compared, Likeness]]:
    """The candidates that are enough alike, the most alike first; at most `limit`.

    For many entries against the same many candidates, `candidates.Candidates` is faster.
    """
    cutoff = LIKE_WITH_SUPPORT * 100
    plain = [candidate.plain for candidate in candidates]
    most = 40 * limit
    rough = {
        it[2]
        for it in process.extract(entry.plain, plain, scorer=fuzz.ratio, score_cutoff=cutoff, limit=most)
    }
    if entry.plain.count(" ") + 1 >= _WORDS_TO_CONTAIN:
        found = process.extract(
            entry.plain, plain, scorer=fuzz.token_set_ratio, score_cutoff=cutoff / _CONTAINED, limit=most
        )
        rough |= {it[2] for it in found}
    pairs = [(candidates[place], likeness(entry, candidates[place])) for place in sorted(rough)]
    kept = [pair for pair in pairs if pair[1].is_enough]
    return sorted(kept, key=lambda pair: (-pair[1].share, -pair[1].agreements))[:limit]


def _text(first: Compared, second: Compared) -> Ground | None:
    share = text_likeness(first.plain, second.plain)
    one, other = first.plain.split(), second.plain.split()
    apart = Levenshtein.distance(one, other)
    if first.plain == second.plain:
        code = GroundCode.SAME_TEXT
    elif apart <= _FEW_WORDS and 3 * apart <= max(len(one), len(other)):
        code = GroundCode.NEARLY_SAME_TEXT
    elif set(one) < set(other) or set(other) < set(one):
        code = GroundCode.PART_OF_TEXT
    else:
        code = GroundCode.LIKE_TEXT
    return Ground(code, first.text, second.text, share)


def _contexts(first: Compared, second: Compared) -> Ground | None:
    one, other = first.plain_context, second.plain_context
    if one is None or other is None:
        return None
    stated = first.context or "", second.context or ""
    if one == other:
        return Ground(GroundCode.SAME_CONTEXT, *stated)
    if text_likeness(one, other) >= _SAME_CONTEXT:
        return Ground(GroundCode.NEARLY_SAME_CONTEXT, *stated, _NEARLY_CONTEXT)
    return Ground(GroundCode.OTHER_CONTEXT, *stated, _OTHER_CONTEXT)


def _numbers(first: Compared, second: Compared) -> Ground | None:
    if not first.number or not second.number:
        return None
    if first.number.casefold() == second.number.casefold():
        return Ground(GroundCode.SAME_NUMBER, first.number, second.number)
    # Documents number anew, so another number says little.
    return Ground(GroundCode.OTHER_NUMBER, first.number, second.number, _OTHER_NUMBER)


def _committees(first: Compared, second: Compared) -> Ground | None:
    if not first.names or not second.names:
        return None
    stated = ", ".join(sorted(first.names)), ", ".join(sorted(second.names))
    if first.names == second.names:
        return Ground(GroundCode.SAME_COMMITTEES, *stated)
    if first.names & second.names:
        return Ground(GroundCode.SOME_SAME_COMMITTEES, *stated, _SOME_COMMITTEES)
    return Ground(GroundCode.OTHER_COMMITTEES, *stated, _OTHER_COMMITTEE)


def _years(first: Compared, second: Compared) -> Ground | None:
    if first.year is None or second.year is None:
        return None
    stated = str(first.year), str(second.year)
    if first.year == second.year:
        return Ground(GroundCode.SAME_YEAR, *stated)
    tells = first.year_tells or second.year_tells
    return Ground(GroundCode.OTHER_YEAR, *stated, _OTHER_YEAR if tells else _ANOTHER_YEAR)


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


def plan_likeness(first: Compared, second: Compared) -> Likeness | None:
    """Two documents of one committee's plan for one year; None where these differ or are not stated.

    Titles tell little: a plan and its follow-up seldom have the same.
    """
    if not first.names or first.names != second.names or first.year is None or first.year != second.year:
        return None
    grounds = tuple(ground for ground in (_committees(first, second), _years(first, second)) if ground)
    return Likeness(1.0, grounds, supported=True)
