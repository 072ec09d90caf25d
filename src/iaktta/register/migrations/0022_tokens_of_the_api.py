"""Tokens by which programs act in a person's name, and when each was last used."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0021_values_by_field"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("name", models.CharField(max_length=100, verbose_name="namn")),
                ("prefix", models.CharField(max_length=20, verbose_name="början")),
                (
                    "secret_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="hemlighetens kontrollsumma"),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("expires_on", models.DateField(verbose_name="gäller till och med")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="avslutad")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="användare",
                    ),
                ),
            ],
            options={
                "verbose_name": "API-nyckel",
                "verbose_name_plural": "API-nycklar",
            },
        ),
        migrations.CreateModel(
            name="ApiTokenUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_used_on", models.DateField(verbose_name="senast använd")),
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
                    "token",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="use",
                        to="register.apitoken",
                        verbose_name="API-nyckel",
                    ),
                ),
            ],
            options={
                "verbose_name": "användning av API-nyckel",
                "verbose_name_plural": "användning av API-nycklar",
            },
        ),
        migrations.AddIndex(
            model_name="apitoken",
            index=models.Index(fields=["organisation", "user", "-made_at"], name="api_token_newest"),
        ),
        HoldOrganisations(),
    ]
