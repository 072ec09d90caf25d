"""What is to be done later: standing work, and files that wait to be imported."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models import OwnedModel, Reading, SourceDocument


class Schedule(models.Model):
    """Work that comes back: `work` names a task in `jobs.tasks.STANDING`. Belongs to the installation."""

    work = models.CharField(_("arbete"), max_length=40, unique=True)
    every = models.DurationField(_("hur ofta"))
    next_run = models.DateTimeField(_("nästa gång"), db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("återkommande arbete"), _("återkommande arbeten")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every__gt=datetime.timedelta(0)), name="schedule_goes_forward"
            ),
        ]


class Heartbeat(models.Model):
    """That a part of the program lives: the worker and the schedule of each machine write it now and then."""

    part = models.CharField(_("del"), max_length=20)
    name = models.CharField(_("process"), max_length=100)
    at = models.DateTimeField(_("tidpunkt"), db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("livstecken"), _("livstecken")
        constraints = [models.UniqueConstraint(fields=["part", "name"], name="heartbeat_once")]


_STORES = [
    choice for choice in SourceDocument.Storage.choices if choice[0] != SourceDocument.Storage.DISPOSED
]


class IncomingFile(OwnedModel):
    """A file that somebody sent in for import; no part of the register before it is read.

    Its content lies in the store of files, where it is left to be swept once the import is settled: what is
    then in the register has a row of its own. `owner` is the sender's own body.
    """

    in_trail: ClassVar[bool] = False

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        READING = "reading", _("Läses")
        DONE = "done", _("Inläst")
        REFUSED = "refused", _("Ej inläst")
        STOPPED = "stopped", _("Stoppad")

    UNSETTLED = (State.WAITING, State.READING)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av"))
    name = models.CharField(_("filnamn"), max_length=255)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    size = models.PositiveBigIntegerField(_("storlek i byte"))
    storage = models.CharField(_("förvaring"), max_length=20, choices=_STORES)
    sent = models.DateTimeField(_("inskickad"), auto_now_add=True)
    began = models.DateTimeField(_("läsningen började"), null=True)
    state = models.CharField(_("läge"), max_length=8, choices=State.choices, default=State.WAITING)
    message = models.TextField(_("besked"), blank=True)
    notes = models.JSONField(_("anmärkningar"), default=list)
    reading = models.ForeignKey(
        Reading, models.SET_NULL, null=True, related_name="+", verbose_name=_("läsning")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("inskickad fil"), _("inskickade filer")
        ordering = ["-sent", "-pk"]
        indexes = [models.Index(fields=["organisation", "by", "-sent"], name="incoming_of_sender")]


class CachedValue(models.Model):
    """The table of Django's cache (settings.CACHES), such as counts of failed sign-ins; never read as rows.

    A model, so that the table comes with the migrations: whoever runs the program may not make tables.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "iaktta_cache"
        verbose_name, verbose_name_plural = _("mellanlagrat värde"), _("mellanlagrade värden")
