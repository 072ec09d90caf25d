"""What persons mark as secret, how the marking ends, and whether a document has been checked."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import SourceDocument
from iaktta.register.models.mention import SUBJECT_KINDS
from iaktta.register.models.owned import OwnedModel, exactly_one, existence_field
from iaktta.register.models.user import User


def _item(model: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        f"register.{model}", models.PROTECT, related_name="markings", null=True, blank=True
    )


class Marking(OwnedModel):
    """A sekretessmarkering on one item: provision, date and authority (OSL 5:5), and how it ended.

    The item is a subject or a whole document. A marking that a document states itself (`origin`) is on the
    subject it stands at and counts only in that document (`stated_in`); no person has set it. Without
    passages it covers the whole item.
    """

    class Degree(models.TextChoices):
        CONTENT = "content", _("Innehållet är sekretessbelagt")
        EXISTENCE = "existence", _("Att uppgiften finns är sekretessbelagt")

    class Origin(models.TextChoices):
        PERSON = "person", _("Satt här")
        DOCUMENT = "document", _("Står i dokumentet")

    origin = models.CharField(_("ursprung"), max_length=10, choices=Origin.choices, default=Origin.PERSON)
    audit = _item("Audit")
    recommendation = _item("Recommendation")
    plan = _item("Plan")
    risk = _item("Risk")
    control = _item("Control")
    occasion = _item("Occasion")
    document = _item("SourceDocument")
    stated_in = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("står i")
    )
    degree = models.CharField(_("grad"), max_length=10, choices=Degree.choices, default=Degree.CONTENT)
    provision = models.TextField(_("bestämmelse"), blank=True)
    date = models.DateField(_("datum"), null=True, blank=True)
    authority = models.TextField(_("myndighet"), blank=True)
    set_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("satt av")
    )
    set_at = models.DateTimeField(_("satt"), default=timezone.now)
    removed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("hävd av")
    )
    removed_at = models.DateTimeField(_("hävd"), null=True, blank=True)
    decided_by = models.TextField(_("beslutat av"), blank=True)
    decided_on = models.DateField(_("beslutat den"), null=True, blank=True)
    paragraph = models.TextField(_("paragraf"), blank=True)
    existence_secret = existence_field()

    class Meta:
        verbose_name, verbose_name_plural = _("sekretessmarkering"), _("sekretessmarkeringar")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*SUBJECT_KINDS, "document"), name="marking_of_one_item"
            ),
            models.CheckConstraint(
                condition=models.Q(origin="person", set_by__isnull=False, stated_in__isnull=True)
                | models.Q(origin="document", set_by__isnull=True, stated_in__isnull=False),
                name="marked_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_by__isnull=True, removed_at__isnull=True)
                | models.Q(removed_by__isnull=False, removed_at__isnull=False),
                name="marking_removed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "removed_at", "-id"], name="marking_in_force")]

    def __str__(self) -> str:
        return self.provision or str(Marking._meta.verbose_name)

    @property
    def kind(self) -> str:
        """What is marked: one of `SUBJECT_KINDS`, or "document"."""
        return next(kind for kind in (*SUBJECT_KINDS, "document") if getattr(self, f"{kind}_id") is not None)

    @property
    def item_id(self) -> int:
        return int(getattr(self, f"{self.kind}_id"))

    @property
    def item(self) -> Any:
        """The subject or document."""
        return getattr(self, self.kind)

    @property
    def is_in_force(self) -> bool:
        return self.removed_at is None


class MarkedPassage(OwnedModel):
    """[start, end) in one column of a stated row, in code points of its full text, as the person chose it.

    Its words stand in `SecretWords` (`MarkedPassage`, this key, "words"), so that they are found where other
    readings state them.
    """

    marking = models.ForeignKey(
        Marking, models.CASCADE, related_name="passages", verbose_name=_("sekretessmarkering")
    )
    table = models.CharField(_("tabell"), max_length=60)
    row = models.BigIntegerField(_("rad"))
    field = models.CharField(_("fält"), max_length=60)
    start = models.IntegerField(_("början"))
    end = models.IntegerField(_("slut"))

    class Meta:
        verbose_name, verbose_name_plural = _("markerat avsnitt"), _("markerade avsnitt")
        ordering = ["pk"]


class SecrecyCheck(OwnedModel):
    """That somebody has tried a document's secrecy before it is published; the newest counts."""

    class Result(models.TextChoices):
        PUBLIC = "public", _("Kan publiceras")
        WITH_GAPS = "with_gaps", _("Kan publiceras utan det som är sekretessmarkerat")
        WITHHELD = "withheld", _("Ska inte publiceras")

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="secrecy_checks", verbose_name=_("dokument")
    )
    result = models.CharField(_("resultat"), max_length=10, choices=Result.choices)
    note = models.TextField(_("motivering"), blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("prövad av"))
    checked_at = models.DateTimeField(_("prövad"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("sekretessprövning"), _("sekretessprövningar")
        ordering = ["-checked_at", "-pk"]
