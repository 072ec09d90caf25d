"""Retention rules, what they prepare for disposal, and persons whose names have gone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0019_first_day_scales_meetings_groups_and_pages"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.AddField(
            model_name="user",
            name="forgotten_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="personuppgifter gallrade"),
        ),
        migrations.AlterField(
            model_name="sourcedocument",
            name="storage",
            field=models.CharField(
                choices=[
                    ("database", "I databasen"),
                    ("folder", "I en mapp"),
                    ("object_store", "I ett objektlager"),
                    ("disposed", "Gallrad"),
                ],
                default="database",
                max_length=20,
                verbose_name="förvaring",
            ),
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("file", "Originalfiler"),
                            ("note", "Anteckningar"),
                            ("draft", "Utkast som inte har skickats"),
                            ("person", "Personer som inte längre har någon roll"),
                            ("trail_value", "Värden i loggen"),
                        ],
                        max_length=20,
                        verbose_name="slag av uppgifter",
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[("dispose", "Gallras"), ("preserve", "Bevaras")],
                        max_length=10,
                        verbose_name="gallras eller bevaras",
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="antal år")),
                ("ground", models.TextField(verbose_name="stöd för regeln")),
                (
                    "set_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gäller från"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="gällde till")),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.body",
                        verbose_name="ägare",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="satt av",
                    ),
                ),
            ],
            options={
                "verbose_name": "gallringsregel",
                "verbose_name_plural": "gallringsregler",
            },
        ),
        migrations.CreateModel(
            name="DisposalProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.DateField(verbose_name="räknat från före")),
                (
                    "prepared_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="framtaget"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.body",
                        verbose_name="ägare",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="register.retentionrule",
                        verbose_name="regel",
                    ),
                ),
            ],
            options={
                "verbose_name": "gallringsförslag",
                "verbose_name_plural": "gallringsförslag",
            },
        ),
        migrations.CreateModel(
            name="DisposalRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("file", "Originalfiler"),
                            ("note", "Anteckningar"),
                            ("draft", "Utkast som inte har skickats"),
                            ("person", "Personer som inte längre har någon roll"),
                            ("trail_value", "Värden i loggen"),
                        ],
                        max_length=20,
                        verbose_name="slag av uppgifter",
                    ),
                ),
                ("record", models.BigIntegerField(verbose_name="uppgift")),
                ("counted_from", models.DateField(verbose_name="räknat från")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Väntar på beslut"), ("disposed", "Gallrad"), ("kept", "Behålls")],
                        default="open",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="beslutat")),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.body",
                        verbose_name="ägare",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="register.disposalproposal",
                        verbose_name="förslag",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beslutat av",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppgift att gallra",
                "verbose_name_plural": "uppgifter att gallra",
                "ordering": ["counted_from", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("organisation", "owner", "kind", "record"),
                        name="proposed_for_disposal_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True), ("settled_by__isnull", True), ("state", "open")
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="disposal_settled_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("organisation", "owner", "kind"),
                name="one_retention_rule_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fate", "dispose"), ("years__isnull", False)),
                    models.Q(("fate", "preserve"), ("years__isnull", True)),
                    _connector="OR",
                ),
                name="what_is_disposed_of_has_years",
            ),
        ),
        migrations.AddIndex(
            model_name="disposalproposal",
            index=models.Index(fields=["organisation", "-prepared_at"], name="disposal_newest"),
        ),
        HoldOrganisations(),
    ]
