"""The ground of the first layer: what a document says. These rows are never changed, only annotated.

Fields that the document does not state are null, in a text column an empty string.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.owned import OwnedModel, existence_field
from iaktta.register.models.words import Words, choices


class StatedModel(OwnedModel):
    """One row of a reading; `position` counts from 0 among its sisters."""

    reading = models.ForeignKey(Reading, models.CASCADE, verbose_name=_("läsning"))
    position = models.PositiveIntegerField(_("ordning"), default=0)
    existence_secret = existence_field()

    class Meta:
        abstract = True
        ordering = ["position"]


class SourcedModel(StatedModel):
    """A stated row with its place in the document, as `iaktta.document.Span` has it."""

    source_start = models.IntegerField(_("plats, början"), null=True)
    source_end = models.IntegerField(_("plats, slut"), null=True)
    source_page = models.IntegerField(_("sida"), null=True)
    source_part = models.TextField(_("del"), blank=True)
    source_pieces = models.JSONField(_("bitar"), default=list)
    source_boxes = models.JSONField(_("rutor"), default=list)

    class Meta(StatedModel.Meta):
        abstract = True


class PlacedModel(SourcedModel):
    """A stated row that also knows where each of its fields stands: field name -> places."""

    places = models.JSONField(_("platser"), default=dict)

    class Meta(SourcedModel.Meta):
        abstract = True


def text_field(label: Any) -> models.TextField[str, str]:
    """A column for the document's own words; empty where it states none."""
    return models.TextField(label, blank=True, default="")


def code_field(label: Any, words: Words) -> models.CharField[str, str]:
    """A column for one of a closed vocabulary; empty where the document states none."""
    return models.CharField(label, max_length=40, choices=choices(words), blank=True, default="")


def number_field(label: Any) -> models.IntegerField[int | None, int | None]:
    """A column for a printed whole number; null where it is blank."""
    return models.IntegerField(label, null=True, blank=True)


def day_field(label: Any) -> models.DateField[Any, Any]:
    """A column for a day; null where the document states none."""
    return models.DateField(label, null=True, blank=True)


def wording_field() -> models.JSONField[Any, Any]:
    """The printed words behind the coded fields: field name -> words."""
    return models.JSONField(_("ordalydelse"), default=dict)
