"""The trail: one event a change, chained for each organisation and owner."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User


class Event(OwnedModel):
    """One change: who, when, what, to which object. The database refuses to change or remove it.

    `digests` holds field name -> SHA-256 of the salted values, and under "#rows" one SHA-256 of all digests
    in `EventRows`; `hash` covers them and `previous`, never the values themselves. Why it was done is the
    field "why" among the values, so that it can be erased.
    """

    in_trail: ClassVar[bool] = False

    number = models.PositiveBigIntegerField(_("löpnummer"))
    at = models.DateTimeField(_("tidpunkt"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("av"))
    verb = models.CharField(_("händelse"), max_length=80)
    object_kind = models.CharField(_("slag av objekt"), max_length=60)
    object_id = models.BigIntegerField(_("objekt"))
    digests = models.JSONField(_("kontrollsummor"), default=dict)
    previous = models.CharField(_("föregående händelses kontrollsumma"), max_length=64, blank=True)
    hash = models.CharField(_("kontrollsumma"), max_length=64)

    class Meta:
        verbose_name, verbose_name_plural = _("händelse"), _("händelser")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "owner", "number"], name="event_number_once")
        ]
        indexes = [
            models.Index(fields=["organisation", "object_kind", "object_id", "id"], name="event_of_object"),
            models.Index(fields=["organisation", "-at"], name="event_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    @property
    def why(self) -> str:
        """The stated reason; empty where none was given or it has been erased."""
        return next((value.after or "" for value in self.values.all() if value.field == "why"), "")


class EventValue(OwnedModel):
    """One field's value before and after an event, with its salt.

    The database refuses every change but erasure: all three set to null, after which the chain still holds.
    """

    in_trail: ClassVar[bool] = False

    event = models.ForeignKey(Event, models.PROTECT, related_name="values", verbose_name=_("händelse"))
    field = models.CharField(_("fält"), max_length=60)
    # Null, not empty, is what tells an erased or absent value from an empty one: the digest covers it.
    before = models.TextField(_("före"), null=True)  # noqa: DJ001
    after = models.TextField(_("efter"), null=True)  # noqa: DJ001
    salt = models.CharField(_("salt"), max_length=64, null=True)  # noqa: DJ001
    kept_elsewhere = models.BooleanField(_("värdet finns i registret"), default=False)
    secret = models.BooleanField(_("sekretess"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("händelsevärde"), _("händelsevärden")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "event", "field"], name="event_field_once")
        ]
        indexes = [models.Index(fields=["organisation", "field"], name="event_value_of_field")]


class EventRows(OwnedModel):
    """What an event's transaction left in one table: key of the row -> its salted digest, null if removed.

    A digest covers the columns that `columns` names, in that order. The salt of each row follows from `seed`
    (`register.trail.rows`), which is erased together with values of the event. The database refuses every
    other change.
    """

    in_trail: ClassVar[bool] = False

    event = models.ForeignKey(Event, models.PROTECT, related_name="rows", verbose_name=_("händelse"))
    table = models.CharField(_("tabell"), max_length=80)
    columns = models.TextField(_("kolumner"))
    digests = models.JSONField(_("kontrollsummor"))
    seed = models.CharField(_("salt"), max_length=32, null=True)  # noqa: DJ001 - null is erased

    class Meta:
        verbose_name, verbose_name_plural = _("händelsens rader"), _("händelsers rader")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "event", "table"], name="event_table_once")
        ]
        indexes = [models.Index(fields=["organisation", "table", "event"], name="event_rows_of_table")]
