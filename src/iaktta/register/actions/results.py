"""The worst result of a control and whether an action is stated, kept with it so that lists can ask for it.

Derived from the control, its occasions and what current readings state, and derived anew whenever a document
is taken in or subjects are joined or parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from iaktta.register.models import Control, Mention, Occasion
from iaktta.rules.results import worst_result


def refresh_results(controls: Iterable[int]) -> None:
    """Derive anew for these controls and all that are joined with them."""
    wanted = set(controls)
    pairs = Control.objects.filter(pk__in=wanted).values_list("pk", "shown_as")
    shown = {shown_as or pk for pk, shown_as in pairs} | wanted
    rows = list(Control.objects.filter(Q(pk__in=shown) | Q(shown_as__in=shown)))
    levels: dict[int, list[str]] = defaultdict(list)
    executions: dict[int, list[str]] = defaultdict(list)
    keys = [row.pk for row in rows]
    known = Q(existence_secret=False) | Q(control__existence_secret=True)
    found = Occasion.objects.filter(known, control__in=keys).order_by()
    for control, level, execution in found.values_list("control", "deviation_level", "execution"):
        levels[control].append(level)
        executions[control].append(execution)
    acting = _with_action(keys)
    together: dict[int, list[int]] = {row.pk: [row.pk] for row in rows}
    for row in rows:
        if row.shown_as_id in together:
            together[row.shown_as_id].append(row.pk)
    for row in rows:
        same = together[row.pk]
        row.worst = worst_result(
            [row.deviation_level, *(level for one in same for level in levels[one])],
            [row.execution, *(execution for one in same for execution in executions[one])],
        )
        row.has_action = not acting.isdisjoint(same)
    Control.objects.bulk_update(rows, ["worst", "has_action"], batch_size=200)


def _with_action(controls: Iterable[int]) -> set[int]:
    """Those of the controls for which a current reading states an action, on them or on an occasion."""
    said = Mention.objects.filter(kind="control", control__in=list(controls), reading__is_current=True)
    said = said.filter(Q(existence_secret=False) | Q(control__existence_secret=True))
    known = Q(stated_control__occasions__existence_secret=False) | Q(control__existence_secret=True)
    stated = (
        said.exclude(stated_control__action=""),
        said.filter(stated_control__actions__isnull=False),
        said.filter(known, stated_control__occasions__actions__isnull=False),
    )
    return {key for rows in stated for key in rows.order_by().values_list("control", flat=True) if key}
