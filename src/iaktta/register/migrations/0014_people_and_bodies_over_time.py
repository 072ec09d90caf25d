"""Bodies under bodies, committees that are renamed, split and merged, and duties kept apart."""

import django.db.models.deletion
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0013_what_lists_count"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.AddField(
            model_name="body",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="till och med"),
        ),
        migrations.AddField(
            model_name="body",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="under",
                to="register.body",
                verbose_name="arbetar för",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="från och med"),
        ),
        migrations.AddField(
            model_name="committee",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="till och med"),
        ),
        migrations.AddField(
            model_name="committee",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="från och med"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="separates_duties",
            field=models.BooleanField(
                default=False, verbose_name="den som utför en kontroll godkänner den inte"
            ),
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(verbose_name="namn")),
                ("basic_name", models.TextField(verbose_name="namnets grundform")),
                ("slug", models.SlugField(blank=True, max_length=100, verbose_name="adressnamn")),
                ("until", models.DateField(verbose_name="till och med")),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="register.body",
                        verbose_name="organ",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="register.committee",
                        verbose_name="nämnd",
                    ),
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
            ],
            options={
                "verbose_name": "tidigare namn",
                "verbose_name_plural": "tidigare namn",
                "indexes": [models.Index(fields=["organisation", "slug"], name="former_name_by_slug")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("committee__isnull", False)),
                            models.Q(("body__isnull", False), ("committee__isnull", True)),
                            _connector="OR",
                        ),
                        name="former_name_of_one",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "basic_name", "committee", "body"), name="former_name_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="från och med")),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="register.committee",
                        verbose_name="ny nämnd",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="register.committee",
                        verbose_name="tidigare nämnd",
                    ),
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
            ],
            options={
                "verbose_name": "efterföljd",
                "verbose_name_plural": "efterföljder",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "before", "after"), name="succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="succeeds_another",
                    ),
                ],
            },
        ),
        HoldOrganisations(),
    ]
