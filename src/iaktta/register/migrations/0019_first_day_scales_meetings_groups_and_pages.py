"""Scales, meeting days, groups that give roles, and open pages."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0018_invitations_and_experts_that_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_grant",
                        to="register.membership",
                        verbose_name="medlemskap",
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
                "verbose_name": "roll genom grupp",
                "verbose_name_plural": "roller genom grupp",
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="från och med år")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "rows",
                    models.CharField(
                        choices=[("likelihood", "Sannolikhet"), ("consequence", "Konsekvens")],
                        default="likelihood",
                        max_length=20,
                        verbose_name="på raderna",
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
                "verbose_name": "skala",
                "verbose_name_plural": "skalor",
            },
        ),
        migrations.CreateModel(
            name="ScaleBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="benämning")),
                ("lowest", models.PositiveSmallIntegerField(verbose_name="lägsta riskvärde")),
                ("highest", models.PositiveSmallIntegerField(verbose_name="högsta riskvärde")),
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
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="register.scale",
                        verbose_name="skala",
                    ),
                ),
            ],
            options={
                "verbose_name": "risknivå på skalan",
                "verbose_name_plural": "risknivåer på skalan",
            },
        ),
        migrations.CreateModel(
            name="ScaleLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        choices=[("likelihood", "Sannolikhet"), ("consequence", "Konsekvens")],
                        max_length=20,
                        verbose_name="axel",
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(verbose_name="nivå")),
                ("label", models.CharField(max_length=80, verbose_name="benämning")),
                ("definition", models.TextField(blank=True, verbose_name="förklaring")),
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
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="register.scale",
                        verbose_name="skala",
                    ),
                ),
            ],
            options={
                "verbose_name": "nivå på skalan",
                "verbose_name_plural": "nivåer på skalan",
            },
        ),
        migrations.CreateModel(
            name="GroupRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(max_length=200, verbose_name="grupp")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Samordnare"),
                            ("control_performer", "Kontrollansvarig"),
                            ("head_of_administration", "Förvaltningschef"),
                            ("committee_secretary", "Nämndsekreterare"),
                            ("committee_member", "Ledamot"),
                            ("executive_board_reader", "Läsare i kommunstyrelsen"),
                            ("elected_auditor", "Förtroendevald revisor"),
                            ("audit_expert", "Sakkunnig"),
                            ("administrator", "Administratör"),
                        ],
                        max_length=30,
                        verbose_name="roll",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_roles",
                        to="register.body",
                        verbose_name="organ",
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
                "verbose_name": "grupp med roll",
                "verbose_name_plural": "grupper med roll",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "group", "body", "role"), name="group_role_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="sammanträde")),
                (
                    "documents_by",
                    models.DateField(blank=True, null=True, verbose_name="sista dag för handlingar"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="anteckning")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_days",
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
                "verbose_name": "sammanträdesdag",
                "verbose_name_plural": "sammanträdesdagar",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "committee", "day"), name="meeting_day_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("documents_by__isnull", True),
                            ("documents_by__lte", models.F("day")),
                            _connector="OR",
                        ),
                        name="documents_before_the_meeting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenPage",
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
                        choices=[("accessibility", "Tillgänglighet"), ("personal_data", "Personuppgifter")],
                        max_length=20,
                        verbose_name="sida",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="skriven"),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "öppen sida",
                "verbose_name_plural": "öppna sidor",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "version"), name="open_page_version_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.UniqueConstraint(
                fields=("organisation", "from_year", "version"), name="scale_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scaleband",
            constraint=models.UniqueConstraint(
                fields=("organisation", "scale", "lowest"), name="scale_band_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scaleband",
            constraint=models.CheckConstraint(
                condition=models.Q(("lowest__lte", models.F("highest"))), name="scale_band_goes_up"
            ),
        ),
        migrations.AddConstraint(
            model_name="scalelevel",
            constraint=models.UniqueConstraint(
                fields=("organisation", "scale", "axis", "value"), name="scale_level_once"
            ),
        ),
        HoldOrganisations(),
    ]
