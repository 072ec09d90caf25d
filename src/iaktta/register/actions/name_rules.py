"""Whether persons are shown by name, by role or not at all: what an organisation decides."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.db import transaction

from iaktta.register.events import record_event
from iaktta.register.models import Body, Organisation, User
from iaktta.rules.persons import Shows


@dataclass(frozen=True, slots=True)
class NameRules:
    """What is shown of persons: in the register, in lists that are taken out, on open pages."""

    names_inside: Shows
    names_exported: Shows
    names_public: Shows


@transaction.atomic
def set_name_rules(organisation: Organisation, rules: NameRules, *, owner: Body, by: User) -> None:
    """Keep what each publication shows of persons; nothing is written where nothing changes.

    Args:
        owner: The body in whose chain the event stands.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    stated = {field.name: getattr(rules, field.name).value for field in fields(rules)}
    changes = {
        name: (getattr(organisation, name), value)
        for name, value in stated.items()
        if getattr(organisation, name) != value
    }
    if not changes:
        return
    for name, value in stated.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(changes))
    record_event("organisation.names_ruled", organisation, by=by, changes=changes, owner=owner)
