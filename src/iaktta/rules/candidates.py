"""Many entries that others are compared with: a rough choice by their rarer words goes first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from iaktta.rules.likeness import Compared, Likeness, alike

FEW = 300
"""So few candidates are all compared."""

# A word is known by its beginning, so that "dokumentera" and "dokumenteras" meet.
_BEGINNING = 6
_RARE_SHARE = 0.02
_RARE_COUNT = 50
_MANY_RARE = 4


class Candidates:
    """Entries to compare others with; making it costs a pass over them, a comparison then milliseconds."""

    def __init__(self, entries: Iterable[Compared]) -> None:
        self.entries = list(entries)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        if len(self.entries) > FEW:
            for place, entry in enumerate(self.entries):
                for word in _beginnings(entry):
                    self._by_word[word].append(place)
        self._rare = max(_RARE_COUNT, _RARE_SHARE * len(self.entries))

    def alike(
        self, entry: Compared, limit: int = 5, *, free: Callable[[Compared], bool] = lambda _: True
    ) -> list[tuple[Compared, Likeness]]:
        """As `likeness.alike`, among those that are `free`."""
        return alike(entry, [candidate for candidate in self._near(entry) if free(candidate)], limit)

    def _near(self, entry: Compared) -> list[Compared]:
        """Those that share rare words with the entry; all where it has none, or where there are few."""
        if len(self.entries) <= FEW:
            return self.entries
        known = (self._by_word.get(word, ()) for word in _beginnings(entry))
        rare = [places for places in known if 0 < len(places) <= self._rare]
        if not rare:
            return self.entries
        shared = Counter(place for places in rare for place in places)
        # One word in common says little where there are many to have in common.
        enough = 2 if len(rare) >= _MANY_RARE else 1
        return [self.entries[place] for place in sorted(shared) if shared[place] >= enough]


def _beginnings(entry: Compared) -> set[str]:
    return {word[:_BEGINNING] for word in entry.plain.split()}
