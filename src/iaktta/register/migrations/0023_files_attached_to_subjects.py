"""Files that persons attach to what the register holds."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0022_tokens_of_the_api"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("size", models.PositiveBigIntegerField(verbose_name="storlek i byte")),
                (
                    "storage",
                    models.CharField(
                        choices=[
                            ("database", "I databasen"),
                            ("folder", "I en mapp"),
                            ("object_store", "I ett objektlager"),
                            ("disposed", "Gallrad"),
                        ],
                        max_length=20,
                        verbose_name="förvaring",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("csv", "CSV"),
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("odt", "OpenDocument"),
                            ("ods", "OpenDocument"),
                            ("png", "PNG"),
                            ("jpeg", "JPEG"),
                        ],
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="filnamn")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("note", models.TextField(blank=True, verbose_name="anteckning")),
                ("made_on", models.DateField(blank=True, null=True, verbose_name="handlingens datum")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="bifogad")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="borttagen")),
                ("removed_because", models.TextField(blank=True, verbose_name="skäl")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bifogad av",
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="register.audit",
                    ),
                ),
                (
                    "control",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="register.control",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="register.occasion",
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
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="register.plan",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="register.recommendation",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="borttagen av",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="register.risk",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilaga",
                "verbose_name_plural": "bilagor",
                "indexes": [models.Index(fields=["organisation", "sha256"], name="attachment_of_file")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("audit__isnull", False),
                                ("control__isnull", True),
                                ("occasion__isnull", True),
                                ("plan__isnull", True),
                                ("recommendation__isnull", True),
                                ("risk__isnull", True),
                            ),
                            models.Q(
                                ("audit__isnull", True),
                                ("control__isnull", True),
                                ("occasion__isnull", True),
                                ("plan__isnull", True),
                                ("recommendation__isnull", False),
                                ("risk__isnull", True),
                            ),
                            models.Q(
                                ("audit__isnull", True),
                                ("control__isnull", True),
                                ("occasion__isnull", True),
                                ("plan__isnull", False),
                                ("recommendation__isnull", True),
                                ("risk__isnull", True),
                            ),
                            models.Q(
                                ("audit__isnull", True),
                                ("control__isnull", True),
                                ("occasion__isnull", True),
                                ("plan__isnull", True),
                                ("recommendation__isnull", True),
                                ("risk__isnull", False),
                            ),
                            models.Q(
                                ("audit__isnull", True),
                                ("control__isnull", False),
                                ("occasion__isnull", True),
                                ("plan__isnull", True),
                                ("recommendation__isnull", True),
                                ("risk__isnull", True),
                            ),
                            models.Q(
                                ("audit__isnull", True),
                                ("control__isnull", True),
                                ("occasion__isnull", False),
                                ("plan__isnull", True),
                                ("recommendation__isnull", True),
                                ("risk__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="attached_to_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at__isnull", True),
                                ("removed_because", ""),
                                ("removed_by__isnull", True),
                            ),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                                models.Q(("removed_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="removed_for_a_reason",
                    ),
                ],
            },
        ),
        HoldOrganisations(),
    ]
