"""What differs between two readings of the same document."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.mention import Mention, SubjectKind
from iaktta.register.models.owned import OwnedModel, existence_field
from iaktta.register.models.stated_report import StatedLine, StatedReport


class ReadingDifference(OwnedModel):
    """What `reading` has otherwise than `earlier`; before and after keep the gaps of secret words."""

    class Change(models.TextChoices):
        MISSING = "missing", _("Saknas i nya läsningen")
        ADDED = "added", _("Tillkommit i nya läsningen")
        CHANGED = "changed", _("Ändrat i nya läsningen")

    reading = models.ForeignKey(
        Reading, models.CASCADE, related_name="differences", verbose_name=_("ny läsning")
    )
    earlier = models.ForeignKey(Reading, models.CASCADE, related_name="+", verbose_name=_("tidigare läsning"))
    position = models.PositiveIntegerField(_("ordning"), default=0)
    change = models.CharField(_("skillnad"), max_length=10, choices=Change.choices)
    kind = models.CharField(_("slag"), max_length=20, choices=SubjectKind.choices, blank=True)
    before_mention = models.ForeignKey(
        Mention,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("i den tidigare"),
    )
    after_mention = models.ForeignKey(
        Mention, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("i den nya")
    )
    where = models.TextField(_("gäller"), blank=True)
    field = models.CharField(_("fält"), max_length=60, blank=True)
    existence_secret = existence_field()
    before = models.TextField(_("före"), blank=True)
    after = models.TextField(_("efter"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("skillnad mellan läsningar"), _("skillnader mellan läsningar")
        ordering = ["position"]

    @property
    def field_words(self) -> str:
        """What the field is called, for people; empty for an entry as a whole."""
        if self.field in _GATHERED:
            return str(_GATHERED[self.field])
        stated = Mention._meta.get_field(f"stated_{self.kind}").related_model if self.kind else StatedReport
        return str(stated._meta.get_field(self.field).verbose_name) if self.field else ""  # type: ignore[union-attr]


# Fields of an entry that stand in rows of their own.
_GATHERED = {
    "auditees": _("granskade nämnder"),
    "addressees": _("adressater"),
    "decisions": _("beslut"),
    "assessment": _("bedömning"),
    "responses": _("svar"),
    "observations": _("iakttagelser"),
    "summary": _("räknetabell"),
    "problems": _("problem"),
    **dict(StatedLine.List.choices),
}
