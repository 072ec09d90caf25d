"""That two subjects may be the same, until a person has settled it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.mention import SUBJECT_KINDS, SubjectKind
from iaktta.register.models.owned import OwnedModel, existence_field
from iaktta.register.models.user import User


def _two_of_kind(kind: str) -> models.Q:
    firsts = {f"first_{name}__isnull": name != kind for name in SUBJECT_KINDS}
    return models.Q(kind=kind, **firsts, **{f"second_{n}__isnull": n != kind for n in SUBJECT_KINDS})


def _any_two() -> models.Q:
    condition = models.Q()
    for kind in SUBJECT_KINDS:
        condition |= _two_of_kind(kind)
    return condition


def _side(model: str, side: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        f"register.{model}", models.CASCADE, related_name=f"proposals_as_{side}", null=True, blank=True
    )


class Proposal(OwnedModel):
    """Two subjects of one kind that look alike: `first` stood here, `second` came with `reading`.

    Confirming joins the second into the first; parting leaves or restores both. `likeness`: from 0 to 1.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Öppet")
        CONFIRMED = "confirmed", _("Bekräftat")
        PARTED = "parted", _("Isär")

    kind = models.CharField(_("slag"), max_length=20, choices=SubjectKind.choices)
    first_audit = _side("Audit", "first")
    second_audit = _side("Audit", "second")
    first_recommendation = _side("Recommendation", "first")
    second_recommendation = _side("Recommendation", "second")
    first_plan = _side("Plan", "first")
    second_plan = _side("Plan", "second")
    first_risk = _side("Risk", "first")
    second_risk = _side("Risk", "second")
    first_control = _side("Control", "first")
    second_control = _side("Control", "second")
    first_occasion = _side("Occasion", "first")
    second_occasion = _side("Occasion", "second")

    reading = models.ForeignKey(
        Reading, models.SET_NULL, related_name="proposals", null=True, blank=True, verbose_name=_("läsning")
    )
    likeness = models.FloatField(_("likhet"))
    existence_secret = existence_field()
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(_("föreslaget"), default=timezone.now)
    settled_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("avgjort av")
    )
    settled_at = models.DateTimeField(_("avgjort"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("förslag"), _("förslag")
        constraints = [
            models.CheckConstraint(condition=_any_two(), name="proposal_of_two_alike"),
            models.CheckConstraint(
                condition=models.Q(state="open", settled_by__isnull=True, settled_at__isnull=True)
                | ~models.Q(state="open") & models.Q(settled_by__isnull=False, settled_at__isnull=False),
                name="settled_by_somebody",
            ),
            *(
                models.UniqueConstraint(
                    fields=["organisation", f"first_{kind}", f"second_{kind}"], name=f"{kind}_proposed_once"
                )
                for kind in SUBJECT_KINDS
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "kind", "-likeness"], name="proposal_to_settle")
        ]

    @property
    def first(self) -> Any:
        """The subject that stood in the register before."""
        return getattr(self, f"first_{self.kind}")

    @property
    def second(self) -> Any:
        """The subject that came later."""
        return getattr(self, f"second_{self.kind}")


class Ground(OwnedModel):
    """One reason for a proposal, with what it rests on in each of the two subjects."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="grounds", verbose_name=_("förslag"))
    position = models.PositiveIntegerField(_("ordning"), default=0)
    code = models.CharField(_("slag av grund"), max_length=40)
    first = models.TextField(_("i det första"), blank=True)
    second = models.TextField(_("i det andra"), blank=True)
    weight = models.FloatField(_("vikt"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("grund"), _("grunder")
        ordering = ["position"]
