"""A recommendation over the years, its addressees, and what was said of its state."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.audit import Audit
from iaktta.register.models.committee import Committee
from iaktta.register.models.mention import Mention
from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.subject import Subject
from iaktta.register.models.user import User
from iaktta.register.models.words import EFFECT, STATUS, choices


class Recommendation(Subject):
    """A recommendation; `audit` is null where a follow-up gave it. Text and number as first stated.

    `outcome` follows from what was said of its addressees (`register.actions.outcomes`).
    """

    audit = models.ForeignKey(
        Audit,
        models.PROTECT,
        related_name="recommendations",
        null=True,
        blank=True,
        verbose_name=_("granskning"),
    )
    number = models.TextField(_("nummer"), blank=True)
    text = models.TextField(_("text"))
    year = models.IntegerField(_("år"), null=True, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, related_name="renewed_by", null=True, blank=True, verbose_name=_("förnyar")
    )
    # Null is not stated. Nullable, so that SQLite adds the column without making the table anew.
    outcome = models.CharField(  # noqa: DJ001
        _("läget i stort"), max_length=20, choices=choices(STATUS), null=True, editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("rekommendation"), _("rekommendationer")
        indexes = [
            models.Index(fields=["organisation", "outcome"], name="recommendation_by_outcome"),
            models.Index(fields=["organisation", "-year", "id"], name="recommendation_by_year"),
            models.Index(fields=["organisation", "audit", "id"], name="recommendation_by_audit"),
        ]

    def __str__(self) -> str:
        return self.text


class Addressee(OwnedModel):
    """One committee to which a recommendation is addressed; its state over the years hangs here.

    `committee` is null only for words such as "samtliga nämnder", which `named` keeps. `status` is what
    counts of all that was said (`register.actions.outcomes`), null where nobody has said anything.
    """

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="addressees", verbose_name=_("rekommendation")
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="addressed", null=True, blank=True, verbose_name=_("nämnd")
    )
    named = models.TextField(_("som det står"), blank=True)
    status = models.CharField(  # noqa: DJ001 - as Recommendation.outcome
        _("status som gäller"), max_length=20, choices=choices(STATUS), null=True, editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("adressat"), _("adressater")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "recommendation", "committee"], name="addressed_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "committee", "recommendation"], name="addressee_of")]

    def __str__(self) -> str:
        return self.committee.name if self.committee else self.named


class StatusSet(OwnedModel):
    """What somebody said of the state, and when: the newest of each speaker counts, none is overwritten."""

    class Speaker(models.TextChoices):
        DOCUMENT = "document", _("Dokumentet")
        ADMINISTRATION = "administration", _("Förvaltningen")
        AUDITORS = "auditors", _("Revisorerna")

    addressee = models.ForeignKey(
        Addressee, models.CASCADE, related_name="statuses", verbose_name=_("adressat")
    )
    status = models.CharField(_("status"), max_length=20, choices=choices(STATUS), blank=True)
    effect = models.CharField(_("effekt"), max_length=20, choices=choices(EFFECT), blank=True)
    speaker = models.CharField(_("enligt"), max_length=14, choices=Speaker.choices)
    said_on = models.DateField(_("gäller från"), null=True, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    mention = models.ForeignKey(
        Mention,
        models.PROTECT,
        related_name="statuses",
        null=True,
        blank=True,
        verbose_name=_("enligt dokument"),
    )
    set_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("satt av")
    )
    set_at = models.DateTimeField(_("satt"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("statusuppgift"), _("statusuppgifter")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(speaker="document", mention__isnull=False)
                | ~models.Q(speaker="document") & models.Q(set_by__isnull=False),
                name="said_by_a_document_or_a_person",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "addressee", "speaker", "-set_at"], name="status_newest")
        ]
