"""Which rows only those may know of who may read what is secret there.

That something is there can be secret itself (`Marking.Degree.EXISTENCE`). Such rows carry `existence_secret`,
which follows from the markings (`register.actions.knowing`). A table without that column hangs on such a row
by a foreign key, and its rows are known of as that row is; so a new table needs no line anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, Q

from iaktta.register.models import Event, EventRows, EventValue, OwnedModel, StatedModel

FLAG = "existence_secret"


@cache
def paths(model: type[OwnedModel]) -> tuple[str, ...]:
    """The paths from a table to the columns that say that only some may know of a row; none where all may."""
    if any(field.name == FLAG for field in model._meta.concrete_fields):
        return (FLAG,)
    found = []
    for field in model._meta.concrete_fields:
        above = field.related_model
        if isinstance(field, ForeignKey) and isinstance(above, type) and issubclass(above, OwnedModel):
            # What a row was copied from, or is shown as, is a row of its own.
            found += [f"{field.name}__{path}" for path in (paths(above) if above is not model else ())]
    return tuple(found)


def known_to_all(model: type[OwnedModel]) -> Q:
    """The condition on rows of a table that everybody who sees the table's rows may know of them."""
    if model in _BY_OBJECT:
        return _events(_BY_OBJECT[model])
    known = Q()
    for path in paths(model):
        # A path may lead over columns that are null: what hangs on nothing hidden is known.
        known &= Q(**{path: False}) if path == FLAG else ~Q(**{path: True})
    return known


_BY_OBJECT: Mapping[type[OwnedModel], str] = {Event: "", EventValue: "event__", EventRows: "event__"}
"""The trail names its object by table and key; before it the path to the event."""


def _events(prefix: str) -> Q:
    """Events of objects that may be known of."""
    known = Q()
    for model in _tables():
        kind, key = f"{prefix}object_kind", f"{prefix}object_id__in"
        hidden = Q()
        for path in paths(model):
            hidden |= Q(**{path: True})
        rows = model._default_manager.filter(hidden).order_by().values("pk")
        known &= ~Q(**{kind: model.__name__, key: rows})
    return known


@cache
def _tables() -> tuple[type[OwnedModel], ...]:
    """The tables that events can be about and that can have hidden rows; not those of the first layer."""
    return tuple(
        model
        for model in apps.get_app_config("register").get_models()
        if issubclass(model, OwnedModel)
        and not issubclass(model, StatedModel)
        and model not in _BY_OBJECT
        and paths(model)
    )
