"""The two keys that every row carries: the organisation and the body that holds the row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnedModel(models.Model):
    """A row of one organisation, held by one of its bodies.

    That it points only to rows of its own organisation is held by the database: `migrations/_holding.py`.
    """

    in_trail: ClassVar[bool] = True
    """Whether the rows are part of the register, so that every change of one has an event; drafts are not."""

    # No index of their own: every list has one that begins with the organisation.
    organisation = models.ForeignKey(
        "register.Organisation",
        models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("organisation"),
    )
    owner = models.ForeignKey(
        "register.Body", models.PROTECT, related_name="+", db_index=False, verbose_name=_("ägare")
    )

    class Meta:
        abstract = True


def existence_field() -> models.BooleanField[bool, bool]:
    """That the row is there is secret itself: follows from the markings, see `register.markings`."""
    return models.BooleanField(_("förekomsten är hemlig"), default=False, editable=False)


class DraftModel(OwnedModel):
    """A row that stays within its body until somebody sends or approves it.

    While it is a draft it may change freely and writes no events.
    """

    drafts_in_trail: ClassVar[bool] = False
    """Whether every change has an event also while the row stays within its body."""

    is_draft = models.BooleanField(_("utkast"), default=True)

    class Meta:
        abstract = True


def exactly_one(*names: str) -> models.Q:
    """The condition that one of these columns is filled and the others are null."""
    one_of = models.Q()
    for filled in names:
        one_of |= models.Q(**{f"{name}__isnull": name != filled for name in names})
    return one_of


def at_most_one(*names: str) -> models.Q:
    """The condition that none or one of these columns is filled."""
    return exactly_one(*names) | models.Q(**{f"{name}__isnull": True for name in names})
