"""Rows that a transaction has written and that no event covers yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.organisation import Organisation


class TouchedRow(models.Model):
    """A row that was written, noted by the database itself (`migrations/_noting.py`).

    The event of the transaction takes the note away and keeps a digest of the row instead. What is left when
    the transaction has ended was written without an event, and `iaktta verify` says so.
    """

    transaction = models.BigIntegerField(_("transaktion"))
    # No constraint: a note of a row is written with every row, and is gone before the transaction ends.
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("organisation"),
    )
    table = models.CharField(_("tabell"), max_length=80)
    row = models.BigIntegerField(_("rad"))

    class Meta:
        db_table = "register_touched"
        verbose_name, verbose_name_plural = _("skriven rad"), _("skrivna rader")
        indexes = [models.Index(fields=["transaction"], name="touched_in_transaction")]
