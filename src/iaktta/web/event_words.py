"""What events, the things they concern and their values are called, for people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, DateField, DateTimeField, ForeignKey, Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

VERBS: Mapping[str, Promise] = {
    "*.disposed": _("gallrade uppgifter"),
    "annotation.written": _("skrev en anteckning"),
    "api_token.ended": _("avslutade en API-nyckel"),
    "api_token.made": _("gjorde en API-nyckel"),
    "body.added": _("lade upp ett organ"),
    "body.moved": _("ändrade vilket organ ett organ arbetar för"),
    "committee.abbreviated": _("gav en nämnd en förkortning"),
    "committee.added": _("lade upp en nämnd"),
    "committee.renamed": _("bytte namn på en nämnd"),
    "committee.succeeded": _("lät en nämnd följas av en annan"),
    "disposal.disposed": _("beslutade att gallra"),
    "disposal.kept": _("beslutade att bevara"),
    "disposal.prepared": _("tog fram vad som kan gallras"),
    "document.moved": _("flyttade en fil till en annan förvaring"),
    "document.read": _("läste in ett dokument"),
    "document.sent": _("skickade ett dokument"),
    "fact_check.answer_received": _("fick svar på en faktakontroll"),
    "fact_check.answered": _("svarade på en faktakontroll"),
    "fact_check.received": _("fick en faktakontroll"),
    "fact_check.sent": _("skickade en faktakontroll"),
    "group_role.added": _("lät en grupp ge en roll"),
    "group_role.removed": _("tog bort en roll som en grupp gav"),
    "invitation.renewed": _("skickade en inbjudan på nytt"),
    "invitation.sent": _("bjöd in en person"),
    "invitation.withdrawn": _("tog tillbaka en inbjudan"),
    "meeting_day.added": _("lade till en sammanträdesdag"),
    "meeting_day.changed": _("ändrade en sammanträdesdag"),
    "meeting_day.removed": _("tog bort en sammanträdesdag"),
    "membership.days_changed": _("ändrade när en roll gäller"),
    "membership.ended": _("avslutade en roll"),
    "membership.ended_by_group": _("förlorade en roll genom sina grupper"),
    "membership.given": _("gav en person en roll"),
    "membership.given_by_group": _("fick en roll genom sina grupper"),
    "occasion.approved": _("godkände ett resultat"),
    "occasion.performed": _("registrerade ett resultat"),
    "open_page.written": _("skrev en öppen sida"),
    "organisation.added": _("lade upp organisationen"),
    "organisation.changed": _("ändrade organisationens uppgifter"),
    "organisation.second_factor": _("ändrade kravet på tvåstegsinloggning"),
    "proposal.confirmed": _("förde ihop två poster"),
    "proposal.parted": _("förde isär två poster"),
    "recommendation.answered": _("skickade ett svar"),
    "retention_rule.set": _("satte en gallringsregel"),
    "scale.set": _("fastställde en riskskala"),
    "status.set": _("angav status"),
    "trail.began": _("tog in det som fanns innan ändringar började följas"),
    "trail.erased": _("raderade uppgifter ur loggen"),
    "trail.upgraded": _("tog in det som en uppgradering ändrade"),
}
"""What somebody did, as the words that follow the name. A test holds that every action's verb is here."""

_FIELDS: Mapping[str, Promise] = {
    "erased": _("raderade uppgifter"),
    "passages": _("antal stycken"),
    "reader": _("läsarens version"),
    "remarks": _("antal synpunkter"),
    "to": _("mottagare"),
    "why": _("skäl"),
}
"""Fields of events that are no columns."""

_YES_NO = {"true": _("Ja"), "false": _("Nej")}


def verb_words(verb: str) -> str:
    """What was done, in words; of a verb that is not known, the verb itself."""
    return str(VERBS.get(verb) or VERBS.get(f"*.{verb.rpartition('.')[2]}") or verb)


@cache
def _models() -> Mapping[str, type[Model]]:
    return {model.__name__: model for model in apps.get_app_config("register").get_models()}


def thing_words(kind: str, key: int) -> str:
    """A thing by its kind and number: "granskning 12"."""
    model = _models().get(kind)
    return f"{model._meta.verbose_name if model else kind} {key}"


def field_words(kind: str, field: str) -> str:
    """What a field of an event is called. "audit.12.title" is the title of audit 12."""
    kind, thing, field = _where(kind, field)
    column = _column(kind, field)
    name = str(column.verbose_name) if column is not None else str(_FIELDS.get(field, field))
    return f"{name} ({thing})" if thing else name


def value_words(kind: str, field: str, value: str | None) -> str:
    """A value as the trail has it, as people read it."""
    if value is None or value == "":
        return _now("Anges inte")
    kind, _thing, field = _where(kind, field)
    column = _column(kind, field)
    choices = dict(getattr(column, "flatchoices", None) or ())
    if value in choices:
        return str(choices[value])
    if isinstance(column, BooleanField):
        return str(_YES_NO.get(value, value))
    if isinstance(column, ForeignKey) and value.isdigit() and isinstance(column.related_model, type):
        return thing_words(column.related_model.__name__, int(value))
    if isinstance(column, DateField):
        return _moment(value, timed=isinstance(column, DateTimeField))
    return value


def _moment(value: str, *, timed: bool) -> str:
    try:
        if timed:
            return timezone.localtime(datetime.datetime.fromisoformat(value)).strftime("%Y-%m-%d %H.%M")
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        return value


def _where(kind: str, field: str) -> tuple[str, str, str]:
    """The kind that a field is a column of, the thing where it is not the event's own, and the column."""
    of, _dot, rest = field.partition(".")
    key, _dot, column = rest.partition(".")
    model = next((model for model in _models().values() if model._meta.model_name == of), None)
    if column and key.isdigit() and model is not None:
        return model.__name__, thing_words(model.__name__, int(key)), column
    return kind, "", field


# Where the values of an event are not columns of its own object but of what was written with it.
_WRITTEN_WITH = {"Addressee": "StatusSet", "Reading": "Reading"}


def _column(kind: str, field: str) -> Any:
    for name in (_WRITTEN_WITH.get(kind, kind), kind):
        model = _models().get(name)
        found = {each.name: each for each in model._meta.concrete_fields} if model else {}
        if field in found:
            return found[field]
    return None
