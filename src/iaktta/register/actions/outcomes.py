"""What counts of all that was said, kept with each addressee and recommendation so that lists can ask for it.

Derived from the statements alone, and derived anew whenever one is added or subjects are joined or parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from iaktta.register.actions.tallies import refresh_tallies
from iaktta.register.models import Addressee, Audit, Mention, Recommendation, StatusSet
from iaktta.register.speakers import in_force, newest_of_each_speaker
from iaktta.report import Status
from iaktta.rules.counting import recommendation_outcome

Key = tuple[int, int | str]
"""A recommendation as lists show it, and a committee's key or the words that stand for several."""


def refresh_outcomes(recommendations: Iterable[int]) -> None:
    """Derive anew what counts for these recommendations and all that are joined with them."""
    wanted = set(recommendations)
    shown = {
        shown_as or pk
        for pk, shown_as in Recommendation.objects.filter(pk__in=wanted).values_list("pk", "shown_as")
    }
    subjects = {
        pk: shown_as or pk
        for pk, shown_as in Recommendation.objects.filter(
            Q(pk__in=wanted | shown) | Q(shown_as__in=wanted | shown)
        ).values_list("pk", "shown_as")
    }
    together = _addressees(subjects)
    said = _said(subjects)
    counting: dict[Key, Status | None] = {}
    for key, addressees in together.items():
        newest = newest_of_each_speaker(status for one in addressees for status in said[one.pk])
        counting[key] = Status(newest[0].status) if newest and newest[0].status else None
    _keep(subjects, together, counting)


def refresh_verdicts(audits: Iterable[int]) -> None:
    """Derive anew the verdict on these audits and all joined with them: the newest that a document gives."""
    wanted = set(audits)
    rows = list(
        Audit.objects.filter(Q(pk__in=wanted) | Q(shown_as__in=wanted) | Q(shown_here__in=wanted)).distinct()
    )
    said = (
        # What only a document says that not everybody may know of does not count.
        Mention.objects.filter(audit__in=rows, reading__is_current=True)
        .filter(Q(existence_secret=False) | Q(audit__existence_secret=True))
        .exclude(stated_audit__assessment__verdict="")
        .order_by(
            F("reading__report__date").asc(nulls_first=True),
            F("reading__report__year").asc(nulls_first=True),
            "pk",
        )
        .values_list("audit", "audit__shown_as", "stated_audit__assessment__verdict")
    )
    newest: dict[int, str] = {}
    for audit, shown_as, verdict in said:
        if verdict and audit is not None:
            newest[shown_as or audit] = verdict
    for row in rows:
        row.verdict = newest.get(row.shown_as_id or row.pk)
    Audit.objects.bulk_update(rows, ["verdict"], batch_size=500)


def _addressees(subjects: dict[int, int]) -> dict[Key, list[Addressee]]:
    together: dict[Key, list[Addressee]] = defaultdict(list)
    for addressee in Addressee.objects.filter(recommendation__in=list(subjects)):
        subject = subjects[addressee.recommendation_id]
        together[subject, addressee.committee_id or addressee.named].append(addressee)
    return together


def _said(subjects: dict[int, int]) -> dict[int, list[StatusSet]]:
    said: dict[int, list[StatusSet]] = defaultdict(list)
    known = ~Q(mention__existence_secret=True) | Q(addressee__recommendation__existence_secret=True)
    rows = StatusSet.objects.filter(known, addressee__recommendation__in=list(subjects))
    for status in in_force(rows):
        said[status.addressee_id].append(status)
    return said


def _keep(
    subjects: dict[int, int], together: dict[Key, list[Addressee]], counting: dict[Key, Status | None]
) -> None:
    changed: list[Addressee] = []
    of_subject: dict[int, list[Status | None]] = defaultdict(list)
    for key, addressees in together.items():
        of_subject[key[0]].append(counting[key])
        for addressee in addressees:
            addressee.status = counting[key]
            changed.append(addressee)
    Addressee.objects.bulk_update(changed, ["status"], batch_size=500)
    rows = list(Recommendation.objects.filter(pk__in=list(subjects)))
    for row in rows:
        row.outcome = recommendation_outcome(of_subject[subjects[row.pk]])
    Recommendation.objects.bulk_update(rows, ["outcome"], batch_size=500)
    refresh_tallies(row.audit_id for row in rows if row.audit_id)
