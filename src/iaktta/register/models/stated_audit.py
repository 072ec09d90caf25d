"""Audits and recommendations as a document states them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import exactly_one
from iaktta.register.models.stated import (
    PlacedModel,
    SourcedModel,
    StatedModel,
    code_field,
    day_field,
    number_field,
    text_field,
    wording_field,
)
from iaktta.register.models.words import BASIS, EFFECT, STATUS, VERDICT


class StatedAudit(PlacedModel):
    """One audit, as a document treats it."""

    title = text_field(_("titel"))
    section = text_field(_("avsnitt"))
    year = number_field(_("år"))
    purpose = text_field(_("syfte"))
    response_due = day_field(_("svar senast"))
    original_assessment = text_field(_("bedömning vid granskningen"))
    earlier = text_field(_("tidigare uppföljning"))

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("granskning i dokument"), _("granskningar i dokument")

    def __str__(self) -> str:
        return self.title


class StatedRecommendation(PlacedModel):
    """A recommendation of an audit, or (`is_new`, then without audit) one that a follow-up itself gives."""

    audit = models.ForeignKey(
        StatedAudit, models.CASCADE, related_name="recommendations", null=True, verbose_name=_("granskning")
    )
    is_new = models.BooleanField(_("ny i uppföljningen"), default=False)
    number = text_field(_("nummer"))
    text = text_field(_("text"))
    status = code_field(_("status"), STATUS)
    effect = code_field(_("effekt"), EFFECT)
    section = text_field(_("avsnitt"))
    renews = models.BooleanField(_("förnyar en tidigare"), null=True)
    wording = wording_field()

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("rekommendation i dokument"), _("rekommendationer i dokument")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_new=True, audit__isnull=True)
                | models.Q(is_new=False, audit__isnull=False),
                name="new_or_of_an_audit",
            )
        ]

    def __str__(self) -> str:
        return self.text


class StatedStatement(PlacedModel):
    """A response or an observation, on an audit as a whole or on one recommendation."""

    class Kind(models.TextChoices):
        RESPONSE = "response", _("Svar")
        OBSERVATION = "observation", _("Iakttagelse")

    audit = models.ForeignKey(StatedAudit, models.CASCADE, related_name="statements", null=True)
    recommendation = models.ForeignKey(
        StatedRecommendation, models.CASCADE, related_name="statements", null=True
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    text = text_field(_("text"))
    basis = code_field(_("grund"), BASIS)
    verified = models.BooleanField(_("verifierad"), null=True)

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("uppgift i dokument"), _("uppgifter i dokument")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("audit", "recommendation"), name="statement_on_one_entry"
            )
        ]

    def __str__(self) -> str:
        return self.text


class StatedCommitment(SourcedModel):
    """What a committee promises in a statement, and by when."""

    statement = models.ForeignKey(StatedStatement, models.CASCADE, related_name="commitments")
    text = text_field(_("text"))
    due = day_field(_("senast"))

    class Meta(SourcedModel.Meta):
        verbose_name, verbose_name_plural = _("utlovad åtgärd"), _("utlovade åtgärder")

    def __str__(self) -> str:
        return self.text


class StatedDecision(PlacedModel):
    """A decision as cited: on an audit, or (without audit) the one that adopted the document."""

    audit = models.ForeignKey(StatedAudit, models.CASCADE, related_name="decisions", null=True)
    committee = text_field(_("nämnd"))
    date = day_field(_("datum"))
    paragraph = text_field(_("paragraf"))
    registration = text_field(_("diarienummer"))

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("beslut i dokument"), _("beslut i dokument")

    def __str__(self) -> str:
        return self.committee


class StatedAssessment(PlacedModel):
    """The auditors' verdict on an audit's recommendations."""

    audit = models.OneToOneField(StatedAudit, models.CASCADE, related_name="assessment")
    verdict = code_field(_("bedömning"), VERDICT)
    text = text_field(_("text"))
    verified = models.BooleanField(_("verifierad"), null=True)
    wording = wording_field()

    class Meta(PlacedModel.Meta):
        verbose_name, verbose_name_plural = _("bedömning i dokument"), _("bedömningar i dokument")

    def __str__(self) -> str:
        return self.text


class StatedGround(StatedModel):
    """One of the grounds that an assessment lists."""

    assessment = models.ForeignKey(StatedAssessment, models.CASCADE, related_name="grounds")
    text = text_field(_("text"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("grund för bedömning"), _("grunder för bedömning")

    def __str__(self) -> str:
        return self.text


class StatedCommittee(StatedModel):
    """A committee that an entry names: an auditee, an addressee, or whose statement it is.

    `basic_name` is the same as that of the `Committee` it means.
    """

    audit = models.ForeignKey(StatedAudit, models.CASCADE, related_name="auditees", null=True)
    recommendation = models.ForeignKey(
        StatedRecommendation, models.CASCADE, related_name="addressees", null=True
    )
    statement = models.ForeignKey(StatedStatement, models.CASCADE, related_name="committees", null=True)
    name = text_field(_("namn"))
    basic_name = text_field(_("namnets grundform"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("nämnd i dokument"), _("nämnder i dokument")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("audit", "recommendation", "statement"), name="committee_of_one_entry"
            )
        ]

    def __str__(self) -> str:
        return self.name
