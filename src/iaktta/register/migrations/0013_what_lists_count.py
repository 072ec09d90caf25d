"""Counts of an audit's recommendations, and what a control came to, as lists ask for them."""

from collections import Counter, defaultdict
from typing import Any

from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations

COUNTS = ("implemented", "partly_implemented", "not_implemented", "no_longer_relevant", "not_stated")
LEVELS = ("major", "minor", "none")
EXECUTIONS = ("not_performed", "performed", "in_progress")


def count(apps: Any, schema_editor: Any) -> None:
    """What `register.actions.tallies` and `register.actions.results` keep, for what is there already."""
    _count_recommendations(apps)
    _judge_controls(apps)


def _count_recommendations(apps: Any) -> None:
    audits, recommendations = (apps.get_model("register", name) for name in ("Audit", "Recommendation"))
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    rows = recommendations.objects.filter(audit__isnull=False, shown_as__isnull=True)
    for audit, shown_as, outcome in rows.values_list("audit", "audit__shown_as", "outcome").iterator():
        counted[shown_as or audit][outcome or "not_stated"] += 1
    for audit, numbers in counted.items():
        audits.objects.filter(pk=audit).update(**{name: numbers[name] for name in COUNTS})


def _judge_controls(apps: Any) -> None:
    controls, occasions, mentions = (
        apps.get_model("register", name) for name in ("Control", "Occasion", "Mention")
    )
    # By control: what occasions came to, on it or on one that is joined into it.
    codes: dict[int, set[str]] = defaultdict(set)
    listed = dict(controls.objects.values_list("pk", "shown_as"))
    for control, *said in occasions.objects.values_list("control", "deviation_level", "execution"):
        for key in {control, listed[control]}:
            codes[key].update(said)
    said = mentions.objects.filter(kind="control", reading__is_current=True)
    acting: set[int] = set()
    for rows in (
        said.exclude(stated_control__action=""),
        said.filter(stated_control__actions__isnull=False),
        said.filter(stated_control__occasions__actions__isnull=False),
    ):
        for control in rows.values_list("control", flat=True):
            acting |= {control, listed[control]}
    for control in controls.objects.all():
        there = codes[control.pk] | {control.deviation_level, control.execution}
        control.worst = next((code for code in (*LEVELS, *EXECUTIONS) if code in there), "")
        control.has_action = control.pk in acting
        control.save(update_fields=["worst", "has_action"])


def _number(name: str) -> migrations.AddField:
    return migrations.AddField("audit", name, models.PositiveIntegerField(default=0, editable=False))


class Migration(migrations.Migration):
    dependencies = [("register", "0012_the_verdict_of_an_audit")]

    operations = [
        ReleaseOrganisations(),
        *(_number(name) for name in COUNTS),
        migrations.AddField(
            "control",
            "worst",
            models.CharField(
                blank=True, default="", editable=False, max_length=20, verbose_name="sämsta resultat"
            ),
        ),
        migrations.AddField(
            "control",
            "has_action",
            models.BooleanField(default=False, editable=False, verbose_name="har åtgärd"),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        HoldOrganisations(),
    ]
