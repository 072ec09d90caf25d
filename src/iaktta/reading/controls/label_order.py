"""In which order the labels of cards stand, so that a card whose last labels are missing is seen to end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from iaktta.reading.controls.words import Role

_MOST_BREAKS = 1.3  # breaks of the order for each card


def label_order(roles: Sequence[Role]) -> dict[Role, int]:
    """The place of each label on a card, from all labels of a document; empty where cards differ in order."""
    longest: list[Role] = []
    start = 0
    for end, role in enumerate(roles):
        if role in roles[start:end]:
            start += roles[start:end].index(role) + 1
        if end + 1 - start > len(longest):
            longest = list(roles[start : end + 1])
    order = {role: place for place, role in enumerate(longest)}
    known = [order[role] for role in roles if role in order]
    breaks = sum(after <= before for before, after in pairwise(known))
    cards = max((roles.count(role) for role in longest), default=0)
    return order if cards > 1 and breaks <= _MOST_BREAKS * cards else {}
