"""What a reading speaks of that the register may know already: proposals, with their grounds.

Nothing is merged here. Secret words are compared too, since a gap is like every other gap; the grounds then
have gaps in their turn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from iaktta.register.actions.following import flag_proposals, gap_compared
from iaktta.register.models import (
    Audit,
    Control,
    Ground,
    Mention,
    Plan,
    Proposal,
    Reading,
    Recommendation,
    Risk,
    SecretWords,
    StatedCommittee,
    Subject,
)
from iaktta.register.revealing import reveal_among
from iaktta.register.sides import same_side
from iaktta.rules.candidates import Candidates
from iaktta.rules.likeness import Compared, Likeness, plan_likeness

MOST_PROPOSALS = 3
"""How many things in the register one new thing is proposed to be the same as, at most."""

CLEARLY_BETTER = 0.1
"""How much more alike one must be for the others not to be worth asking about."""

_COMPARED_KINDS: Mapping[str, type[Subject]] = {
    "audit": Audit,
    "recommendation": Recommendation,
    "plan": Plan,
    "risk": Risk,
    "control": Control,
}


def propose_alike(reading: Reading, made: Mapping[str, Sequence[Any]]) -> list[Proposal]:
    """Proposals between what a reading brought (kind -> new subjects) and what other documents brought."""
    proposals: list[Proposal] = []
    for kind in _COMPARED_KINDS:
        if new := [subject.pk for subject in made.get(kind, ())]:
            proposals += _propose(reading, kind, new)
    return proposals


def propose_next(parted: Proposal) -> list[Proposal]:
    """After a person has parted two: what else the newer one may be the same as, if anything."""
    if parted.kind not in _COMPARED_KINDS or parted.reading is None:
        return []
    return _propose(parted.reading, parted.kind, [parted.second.pk])


def _propose(reading: Reading, kind: str, new: Sequence[int]) -> list[Proposal]:
    rows: Any = _COMPARED_KINDS[kind]._default_manager
    others = rows.filter(organisation=reading.organisation, owner__in=same_side(reading.owner))
    # What one document speaks of, in any reading, is not proposed as the same as each other.
    own = Mention.objects.filter(reading__document=reading.document, kind=kind).values(kind)
    candidates = Candidates(_compared(kind, others.exclude(pk__in=own)))
    asked = _asked(kind, new)
    groups = _groups(reading, kind)
    found: list[tuple[Any, Any, Likeness]] = []
    for entry in _compared(kind, rows.filter(pk__in=new)):
        # The entry's own group is being asked about; those that it was parted from, one by one.
        settled = asked[entry.key] | _together(groups, entry.key)
        for candidate, how in _worth_asking(_alike(kind, entry, candidates, settled), groups):
            found.append((candidate.key, entry.key, how))
    return keep_proposals(reading, kind, found)


_PARTED = Proposal.State.PARTED


def _asked(kind: str, subjects: Sequence[int]) -> dict[Any, set[int]]:
    """For each subject those that a person has been asked about, whatever the answer."""
    found: dict[Any, set[int]] = defaultdict(set)
    first, second = f"first_{kind}", f"second_{kind}"
    rows = Proposal.objects.filter(Q(**{f"{first}__in": subjects}) | Q(**{f"{second}__in": subjects}))
    for one, other in rows.values_list(first, second):
        found[one].add(other)
        found[other].add(one)
    return found


def _groups(reading: Reading, kind: str) -> dict[Any, int]:
    """Subject -> its group: those that are joined, or that a person is already asked about.

    Asking about one of a group is enough: the answers tell of the others.
    """
    groups: dict[Any, int] = {}
    rows = Proposal.objects.filter(
        organisation=reading.organisation, owner__in=same_side(reading.owner), kind=kind
    )
    for first, second in rows.exclude(state=_PARTED).values_list(f"first_{kind}", f"second_{kind}"):
        one, other = groups.get(first, first), groups.get(second, second)
        groups |= {first: one, second: one}
        if one != other:
            groups |= {subject: one for subject, group in groups.items() if group == other}
    return groups


def keep_proposal(reading: Reading, kind: str, first: Any, second: Any, how: Likeness) -> Proposal:
    """One proposal with its grounds; `first` and `second` are keys of subjects."""
    return keep_proposals(reading, kind, [(first, second, how)])[0]


def keep_proposals(reading: Reading, kind: str, found: Sequence[tuple[Any, Any, Likeness]]) -> list[Proposal]:
    """Proposals with their grounds: the keys of two subjects each, and how they are alike."""
    keys: dict[str, Any] = {"organisation": reading.organisation, "owner": reading.owner}
    proposals = Proposal.objects.bulk_create(
        Proposal(
            kind=kind,
            likeness=how.share,
            reading=reading,
            **{f"first_{kind}_id": first, f"second_{kind}_id": second},
            **keys,
        )
        for first, second, how in found
    )
    Ground.objects.bulk_create(
        Ground(
            proposal=proposal,
            position=position,
            code=ground.code.value,
            first=ground.first,
            second=ground.second,
            weight=ground.weight,
            **keys,
        )
        for proposal, (_first, _second, how) in zip(proposals, found, strict=True)
        for position, ground in enumerate(how.grounds)
    )
    subjects = {kind: {key for first, second, _how in found for key in (first, second)}}
    if SecretWords.objects.filter(organisation=reading.organisation).exists():
        gap_compared(subjects, ())
        flag_proposals(kind, subjects[kind])
    return list(proposals)


def _together(groups: Mapping[Any, int], subject: Any) -> set[Any]:
    """The subject's group, itself among them."""
    return {subject, *(other for other, group in groups.items() if group == groups.get(subject, subject))}


def _alike(
    kind: str, entry: Compared, candidates: Candidates, settled: set[Any]
) -> list[tuple[Compared, Likeness]]:
    """The candidates that are alike and not settled; in the likeness the entry is the second."""
    if kind == "plan":
        free = [it for it in candidates.entries if it.key not in settled]
        found = [(candidate, plan_likeness(candidate, entry)) for candidate in free]
        return [(candidate, how) for candidate, how in found if how]
    near = candidates.alike(entry, 4 * MOST_PROPOSALS, free=lambda it: it.key not in settled)
    return [(it, how.mirrored()) for it, how in near]


def _worth_asking(
    found: Sequence[tuple[Compared, Likeness]], groups: Mapping[Any, int]
) -> list[tuple[Compared, Likeness]]:
    """The most alike of each group, as long as none is clearly better."""
    kept: dict[Any, tuple[Compared, Likeness]] = {}
    for candidate, how in found:
        if how.share >= found[0][1].share - CLEARLY_BETTER:
            kept.setdefault(groups.get(candidate.key, candidate.key), (candidate, how))
    return list(kept.values())[:MOST_PROPOSALS]


def _compared(kind: str, subjects: Any) -> list[Compared]:
    readers: dict[str, Callable[[Any], list[Compared]]] = {
        "audit": _audits,
        "recommendation": _recommendations,
        "plan": _plans,
        "risk": _risks,
        "control": _controls,
    }
    return readers[kind](subjects.order_by("pk"))


def _full(subjects: Any) -> list[Any]:
    """The subjects with all their words, which leave this module only as grounds, and then with gaps."""
    rows = list(subjects)
    reveal_among([*rows, *(row.audit for row in rows if getattr(row, "audit", None) is not None)])
    return rows


def _audits(subjects: Any) -> list[Compared]:
    named = StatedCommittee.objects.filter(audit__mention__audit__in=subjects.values("pk"))
    names: dict[int, set[str]] = {}
    for subject, name in named.values_list("audit__mention__audit", "basic_name"):
        names.setdefault(subject, set()).add(name)
    return [
        Compared(
            row.pk, row.title, "audit", year=row.year, names=frozenset(names.get(row.pk, ())), year_tells=True
        )
        for row in _full(subjects)
        if row.title
    ]


def _recommendations(subjects: Any) -> list[Compared]:
    rows = _full(subjects.select_related("audit").prefetch_related("addressees__committee"))
    return [
        Compared(
            row.pk,
            row.text,
            "recommendation",
            row.number or None,
            row.year,
            _names(addressee.committee for addressee in row.addressees.all()),
            row.audit.title if row.audit else None,
        )
        for row in rows
    ]


def _plans(subjects: Any) -> list[Compared]:
    return [
        Compared(row.pk, row.title, "plan", year=row.year, names=_names([row.committee]))
        for row in _full(subjects.select_related("committee"))
    ]


def _risks(subjects: Any) -> list[Compared]:
    return [
        Compared(
            row.pk,
            row.text,
            "risk",
            row.number or None,
            row.plan.year if row.plan else None,
            _names([row.plan.committee if row.plan else None]),
            row.category or None,
        )
        for row in _full(subjects.select_related("plan__committee"))
    ]


def _controls(subjects: Any) -> list[Compared]:
    return [
        Compared(
            row.pk,
            row.text,
            "control",
            row.number or None,
            row.plan.year if row.plan else None,
            _names([row.plan.committee if row.plan else None]),
            row.process or None,
        )
        for row in _full(subjects.select_related("plan__committee"))
    ]


def _names(committees: Iterable[Any]) -> frozenset[str]:
    return frozenset(committee.basic_name for committee in committees if committee)
