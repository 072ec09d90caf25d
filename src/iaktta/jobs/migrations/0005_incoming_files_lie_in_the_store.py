"""Files that were sent in lie in the store of files. What waited in the old table was no part of the register."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations

STATES = [
    ("waiting", "Väntar"),
    ("reading", "Läses"),
    ("done", "Inläst"),
    ("refused", "Ej inläst"),
    ("stopped", "Stoppad"),
]
PLACES = [("database", "I databasen"), ("folder", "I en mapp"), ("object_store", "I ett objektlager")]


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_cached_values"),
        ("register", "0014_people_and_bodies_over_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.DeleteModel("IncomingFile"),
        migrations.CreateModel(
            name="IncomingFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="filnamn")),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("size", models.PositiveBigIntegerField(verbose_name="storlek i byte")),
                ("storage", models.CharField(choices=PLACES, max_length=20, verbose_name="förvaring")),
                ("sent", models.DateTimeField(auto_now_add=True, verbose_name="inskickad")),
                ("began", models.DateTimeField(null=True, verbose_name="läsningen började")),
                (
                    "state",
                    models.CharField(choices=STATES, default="waiting", max_length=8, verbose_name="läge"),
                ),
                ("message", models.TextField(blank=True, verbose_name="besked")),
                ("notes", models.JSONField(default=list, verbose_name="anmärkningar")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
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
                (
                    "reading",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="register.reading",
                        verbose_name="läsning",
                    ),
                ),
            ],
            options={
                "verbose_name": "inskickad fil",
                "verbose_name_plural": "inskickade filer",
                "ordering": ["-sent", "-pk"],
                "indexes": [models.Index(fields=["organisation", "by", "-sent"], name="incoming_of_sender")],
            },
        ),
        HoldOrganisations(),
    ]
