"""Where the entries of an older reading are found in a newer reading of the same file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from iaktta.rules.likeness import Compared, Likeness, best_pairs


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a reading; `kind` is "audit", "control" ..., `context` what it stands under."""

    key: Hashable
    kind: str
    text: str
    number: str | None = None
    context: str | None = None

    @property
    def identity(self) -> tuple[str, str | None, str]:
        """Same kind, number and text: the same entry. Line ends and spaces make no difference."""
        return self.kind, self.number, " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Proposed:
    """An older entry and the nearest newer one."""

    older: Entry
    newer: Entry
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Matching:
    """What becomes of the older entries; `added` are the newer ones that no older one is found in."""

    moves: tuple[tuple[Entry, Entry], ...]
    proposals: tuple[Proposed, ...]
    missing: tuple[Entry, ...]
    added: tuple[Entry, ...]


def match_readings(older: Iterable[Entry], newer: Iterable[Entry]) -> Matching:
    """Each older entry in exactly one of moves, proposals and missing; each newer one used at most once.

    Both lists stand in reading order. Where the same words stand several times, the one in the
    same context is taken first, then the first free one.
    """
    olds, news = list(older), list(newer)
    moves = _same(olds, news, with_context=True)
    moves |= _same(
        [old for old in olds if old not in moves],
        [new for new in news if new not in set(moves.values())],
        with_context=False,
    )
    taken = set(moves.values())
    rest_old = [old for old in olds if old not in moves]
    rest_new = [new for new in news if new not in taken]
    proposals = _nearest(rest_old, rest_new)
    settled = {proposal.older for proposal in proposals}
    used = {proposal.newer for proposal in proposals}
    return Matching(
        moves=tuple((old, moves[old]) for old in olds if old in moves),
        proposals=tuple(proposals),
        missing=tuple(old for old in rest_old if old not in settled),
        added=tuple(new for new in rest_new if new not in used),
    )


def _same(olds: Sequence[Entry], news: Sequence[Entry], *, with_context: bool) -> dict[Entry, Entry]:
    free: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for new in reversed(news):
        free[(new.identity, new.context if with_context else None)].append(new)
    pairs = {}
    for old in olds:
        if same := free[(old.identity, old.context if with_context else None)]:
            pairs[old] = same.pop()
    return pairs


def _nearest(olds: Sequence[Entry], news: Sequence[Entry]) -> list[Proposed]:
    found = []
    for kind in dict.fromkeys(old.kind for old in olds):
        by_old = {old.key: old for old in olds if old.kind == kind}
        by_new = {new.key: new for new in news if new.kind == kind}
        pairs = best_pairs(map(_compared, by_old.values()), map(_compared, by_new.values()))
        found += [Proposed(by_old[old.key], by_new[new.key], how) for old, new, how in pairs]
    return found


def _compared(entry: Entry) -> Compared:
    return Compared(entry.key, entry.text, entry.kind, entry.number, context=entry.context)
