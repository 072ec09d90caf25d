"""Pairing of entities, and the counts of leaves expected, produced and correct."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.scorer.leaves import (
    EXACT_KEYS,
    IGNORED,
    KEY_FIELDS,
    PAIRING,
    is_nothing,
    label,
    leaves,
    normalise,
    same_leaf,
    similarity,
)


def key_of(name: str, entity: Any) -> str:
    """Return the text by which an entity of the list called name is recognised."""
    if not isinstance(entity, dict):
        return str(entity)
    return " ".join(
        str(entity[key]) for key in KEY_FIELDS.get(name, ("text",)) if entity.get(key) is not None
    )


def pair(gold: list[str], read: list[str], exact: bool = False) -> list[tuple[int, int]]:
    """Pair keys one to one: equal keys in order first, then, unless exact, the most similar ones."""
    pairs: list[tuple[int, int]] = []
    free_gold, free_read = list(range(len(gold))), list(range(len(read)))
    for i in list(free_gold):
        match = next((j for j in free_read if normalise(gold[i]) == normalise(read[j])), None)
        if match is not None:
            pairs.append((i, match))
            free_gold.remove(i)
            free_read.remove(match)
    if exact:
        return pairs
    ranked = sorted((-similarity(gold[i], read[j]), i, j) for i in free_gold for j in free_read)
    for negative, i, j in ranked:
        if -negative >= PAIRING and i in free_gold and j in free_read:
            pairs.append((i, j))
            free_gold.remove(i)
            free_read.remove(j)
    return pairs


@dataclass
class Score:
    """Leaf counts of one document, or of all."""

    document: str
    expected: int = 0
    produced: int = 0
    correct: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the produced leaves that are correct."""
        return self.correct / self.produced if self.produced else float(not self.expected)

    @property
    def recall(self) -> float:
        """Share of the expected leaves that were produced correctly."""
        return self.correct / self.expected if self.expected else float(not self.produced)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def missed(self, path: str, value: Any) -> None:
        """Count a gold leaf that the reader lacks."""
        self.expected += 1
        self.misses.append({"what": "missed", "path": path, "gold": value})

    def extra(self, path: str, value: Any) -> None:
        """Count a read leaf that gold lacks."""
        self.produced += 1
        self.misses.append({"what": "extra", "path": path, "read": value})

    def both(self, path: str, name: str, gold: Any, read: Any) -> None:
        """Count a leaf that both sides have."""
        self.expected += 1
        self.produced += 1
        if same_leaf(name, gold, read):
            self.correct += 1
        else:
            self.misses.append({"what": "differs", "path": path, "gold": gold, "read": read})

    def as_dict(self, with_misses: bool) -> dict[str, Any]:
        """Return the score as plain data."""
        result: dict[str, Any] = {
            "document": self.document,
            "expected": self.expected,
            "produced": self.produced,
            "correct": self.correct,
        }
        result |= {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }
        return result | ({"misses": self.misses} if with_misses else {})


def compare(gold: Any, read: Any, score: Score, path: str = "", name: str = "") -> None:
    """Count the leaves of gold and read, which stand in the field called name, into score."""
    if isinstance(gold, dict) and isinstance(read, dict):
        compare_objects(gold, read, score, path)
    elif isinstance(gold, list) and isinstance(read, list):
        compare_lists(gold, read, score, path, name)
    elif is_leaf(gold) and is_leaf(read):
        score.both(path, name, gold, read)
    else:
        one_sided(gold, read, score, path, name)


def is_leaf(value: Any) -> bool:
    """Return whether value is a leaf by itself."""
    return not is_nothing(value) and not isinstance(value, (dict, list))


def one_sided(gold: Any, read: Any, score: Score, path: str, name: str) -> None:
    """Count all leaves of gold as missed and all of read as extra."""
    for where, value in leaves(gold, path, name):
        score.missed(where, value)
    for where, value in leaves(read, path, name):
        score.extra(where, value)


def compare_objects(gold: dict[str, Any], read: dict[str, Any], score: Score, path: str) -> None:
    """Compare two objects field by field."""
    for key in list(gold) + [key for key in read if key not in gold]:
        if key not in IGNORED:
            compare(gold.get(key), read.get(key), score, f"{path}.{key}".lstrip("."), key)


def compare_lists(gold: list[Any], read: list[Any], score: Score, path: str, name: str) -> None:
    """Pair the items of two lists and compare the pairs; the rest is missed or extra."""
    gold, read = [g for g in gold if not is_nothing(g)], [r for r in read if not is_nothing(r)]
    pairs = pair([key_of(name, g) for g in gold], [key_of(name, r) for r in read], name in EXACT_KEYS)
    partner, taken = dict(pairs), {j for _, j in pairs}
    for i, item in enumerate(gold):
        where = f"{path}[{label(name, item)}]"
        compare(item, read[partner[i]] if i in partner else None, score, where, name)
    for j, item in enumerate(read):
        if j not in taken:
            one_sided(None, item, score, f"{path}[{label(name, item)}]", name)


def score_document(document: str, gold: dict[str, Any], read: dict[str, Any]) -> Score:
    """Return the score of one document."""
    score = Score(document)
    compare(gold, read, score)
    return score


def total_of(scores: list[Score]) -> Score:
    """Return the sum of scores (micro average)."""
    return Score(
        "total",
        sum(s.expected for s in scores),
        sum(s.produced for s in scores),
        sum(s.correct for s in scores),
    )
