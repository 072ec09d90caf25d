"""Notes that have been kept long enough, proposed for disposal."""

from __future__ import annotations

from django.utils import timezone

from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.retention import Terms, prepare_disposal, set_rule
from iaktta.register.models import DisposalProposal, Mention, RecordKind, RetentionRule
from tests.granvik import Granvik

NOTES = ("Ring Maja", "Fråga förvaltningen")
GROUND = "Dokumenthanteringsplan § 12"


def come_of_age(granvik: Granvik) -> DisposalProposal:
    """Two notes on what a document says, and the proposal made when two whole years have passed."""
    for text in NOTES:
        annotate(Mention.objects.earliest("pk"), text, by=granvik.person)
    terms = Terms(RetentionRule.Fate.DISPOSE, 2, GROUND)
    set_rule(granvik.board, RecordKind.NOTE, terms, by=granvik.person)
    later = timezone.localdate().replace(year=timezone.localdate().year + 3, day=1)
    [made] = prepare_disposal(granvik.organisation, by=granvik.person, today=later)
    return made
