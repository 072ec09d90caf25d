"""How long records are kept, and what is proposed for disposal until a person has decided."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User


class RecordKind(models.TextChoices):
    """What a rule can be about. What each means and how it goes: `register.disposal`."""

    FILE = "file", _("Originalfiler")
    ATTACHMENT = "attachment", _("Bilagor")
    REMOVED_ATTACHMENT = "removed_attachment", _("Bilagor som har tagits bort")
    NOTE = "note", _("Anteckningar")
    DRAFT = "draft", _("Utkast som inte har skickats")
    INVITATION = "invitation", _("Inbjudningar")
    PERSON = "person", _("Personer som inte längre har någon roll")
    TRAIL_VALUE = "trail_value", _("Värden i loggen")


class RetentionRule(OwnedModel):
    """How long a body keeps records of a kind, on which ground; a new rule ends the one before.

    `years` are whole calendar years after the one that the record is counted from; null: preserved.
    """

    class Fate(models.TextChoices):
        DISPOSE = "dispose", _("Gallras")
        PRESERVE = "preserve", _("Bevaras")

    kind = models.CharField(_("slag av uppgifter"), max_length=20, choices=RecordKind.choices)
    fate = models.CharField(_("gallras eller bevaras"), max_length=10, choices=Fate.choices)
    years = models.PositiveSmallIntegerField(_("antal år"), null=True, blank=True)
    ground = models.TextField(_("stöd för regeln"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("satt av"))
    set_at = models.DateTimeField(_("gäller från"), default=timezone.now)
    ended_at = models.DateTimeField(_("gällde till"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("gallringsregel"), _("gallringsregler")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "owner", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="one_retention_rule_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(fate="dispose", years__isnull=False)
                | models.Q(fate="preserve", years__isnull=True),
                name="what_is_disposed_of_has_years",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_fate_display()}"


class DisposalProposal(OwnedModel):
    """What a body holds that has come of age by a rule, as it was on a day; a person decides row by row."""

    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="proposals", verbose_name=_("regel"))
    before = models.DateField(_("räknat från före"))
    prepared_at = models.DateTimeField(_("framtaget"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("gallringsförslag"), _("gallringsförslag")
        indexes = [models.Index(fields=["organisation", "-prepared_at"], name="disposal_newest")]


class DisposalRow(OwnedModel):
    """One record of a proposal, by its key; in the trail the key is the year whose values are proposed.

    What it says is not copied here: it would outlive the record.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Väntar på beslut")
        DISPOSED = "disposed", _("Gallrad")
        KEPT = "kept", _("Behålls")

    proposal = models.ForeignKey(
        DisposalProposal, models.CASCADE, related_name="rows", verbose_name=_("förslag")
    )
    kind = models.CharField(_("slag av uppgifter"), max_length=20, choices=RecordKind.choices)
    record = models.BigIntegerField(_("uppgift"))
    counted_from = models.DateField(_("räknat från"))
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.TextField(_("skäl"), blank=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("beslutat av")
    )
    settled_at = models.DateTimeField(_("beslutat"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("uppgift att gallra"), _("uppgifter att gallra")
        ordering = ["counted_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "owner", "kind", "record"],
                condition=models.Q(state="open"),
                name="proposed_for_disposal_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", settled_by__isnull=True, settled_at__isnull=True)
                | ~models.Q(state="open") & models.Q(settled_by__isnull=False, settled_at__isnull=False),
                name="disposal_settled_by_somebody",
            ),
        ]
