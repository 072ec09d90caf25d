"""Markings that persons set, checks before publishing, and rules for names; and rows that few may know of."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._columns import AddColumns
from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations

KNOWN_BY_FEW = (
    "annotation",
    "audit",
    "control",
    "mention",
    "occasion",
    "plan",
    "proposal",
    "readingdifference",
    "recommendation",
    "risk",
    "sourcedocument",
    "statedaction",
    "statedassessment",
    "statedaudit",
    "statedband",
    "statedcommitment",
    "statedcommittee",
    "statedcontrol",
    "stateddecision",
    "statedfile",
    "statedground",
    "statedlevel",
    "statedline",
    "statedmeasure",
    "statedoccasion",
    "statedpassage",
    "statedproblem",
    "statedrecommendation",
    "statedreport",
    "statedrisk",
    "statedsample",
    "statedsampleitem",
    "statedscale",
    "statedsecrecy",
    "statedstatement",
    "statedsummary",
    "statedsummaryrow",
    "statedsummarytotals",
)

SUBJECTS = ("audit", "recommendation", "plan", "risk", "control", "occasion")
NAMES = (
    ("names_inside", "name", "i registret, för den som är inloggad"),
    ("names_exported", "name", "i listor som hämtas ut"),
    ("names_public", "role", "på öppna sidor"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0023_files_attached_to_subjects"),
    ]

    operations = [
        ReleaseOrganisations(),
        *(
            migrations.AddField(
                model_name="organisation",
                name=name,
                field=models.CharField(
                    choices=[("name", "Namnet"), ("role", "Rollen"), ("neither", "Varken namn eller roll")],
                    default=default,
                    max_length=10,
                    verbose_name=label,
                ),
            )
            for name, default, label in NAMES
        ),
        AddColumns(
            KNOWN_BY_FEW,
            "existence_secret",
            models.BooleanField(default=False, editable=False, verbose_name="förekomsten är hemlig"),
            sqlite="bool NOT NULL DEFAULT 0",
        ),
        AddColumns(
            SUBJECTS,
            "secrecy_ground",
            models.TextField(blank=True, default="", editable=False, verbose_name="grund för sekretess"),
            sqlite="text NOT NULL DEFAULT ''",
        ),
        migrations.CreateModel(
            name="Marking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("person", "Satt här"), ("document", "Står i dokumentet")],
                        default="person",
                        max_length=10,
                        verbose_name="ursprung",
                    ),
                ),
                (
                    "degree",
                    models.CharField(
                        choices=[
                            ("content", "Innehållet är sekretessbelagt"),
                            ("existence", "Att uppgiften finns är sekretessbelagt"),
                        ],
                        default="content",
                        max_length=10,
                        verbose_name="grad",
                    ),
                ),
                ("provision", models.TextField(blank=True, verbose_name="bestämmelse")),
                ("date", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("authority", models.TextField(blank=True, verbose_name="myndighet")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="satt")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="hävd")),
                ("decided_by", models.TextField(blank=True, verbose_name="beslutat av")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutat den")),
                ("paragraph", models.TextField(blank=True, verbose_name="paragraf")),
                (
                    "existence_secret",
                    models.BooleanField(default=False, editable=False, verbose_name="förekomsten är hemlig"),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
                        to="register.audit",
                    ),
                ),
                (
                    "control",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
                        to="register.control",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
                        to="register.sourcedocument",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
                        to="register.plan",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
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
                        verbose_name="hävd av",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
                        to="register.risk",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="satt av",
                    ),
                ),
                (
                    "stated_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.sourcedocument",
                        verbose_name="står i",
                    ),
                ),
            ],
            options={
                "verbose_name": "sekretessmarkering",
                "verbose_name_plural": "sekretessmarkeringar",
            },
        ),
        migrations.CreateModel(
            name="MarkedPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=60, verbose_name="tabell")),
                ("row", models.BigIntegerField(verbose_name="rad")),
                ("field", models.CharField(max_length=60, verbose_name="fält")),
                ("start", models.IntegerField(verbose_name="början")),
                ("end", models.IntegerField(verbose_name="slut")),
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
                    "marking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="register.marking",
                        verbose_name="sekretessmarkering",
                    ),
                ),
            ],
            options={
                "verbose_name": "markerat avsnitt",
                "verbose_name_plural": "markerade avsnitt",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SecrecyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("public", "Kan publiceras"),
                            ("with_gaps", "Kan publiceras utan det som är sekretessmarkerat"),
                            ("withheld", "Ska inte publiceras"),
                        ],
                        max_length=10,
                        verbose_name="resultat",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="motivering")),
                (
                    "checked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="prövad"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prövad av",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secrecy_checks",
                        to="register.sourcedocument",
                        verbose_name="dokument",
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
                "verbose_name": "sekretessprövning",
                "verbose_name_plural": "sekretessprövningar",
                "ordering": ["-checked_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="marking",
            index=models.Index(fields=["organisation", "removed_at", "-id"], name="marking_in_force"),
        ),
        migrations.AddConstraint(
            model_name="marking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("audit__isnull", False),
                        ("control__isnull", True),
                        ("document__isnull", True),
                        ("occasion__isnull", True),
                        ("plan__isnull", True),
                        ("recommendation__isnull", True),
                        ("risk__isnull", True),
                    ),
                    models.Q(
                        ("audit__isnull", True),
                        ("control__isnull", True),
                        ("document__isnull", True),
                        ("occasion__isnull", True),
                        ("plan__isnull", True),
                        ("recommendation__isnull", False),
                        ("risk__isnull", True),
                    ),
                    models.Q(
                        ("audit__isnull", True),
                        ("control__isnull", True),
                        ("document__isnull", True),
                        ("occasion__isnull", True),
                        ("plan__isnull", False),
                        ("recommendation__isnull", True),
                        ("risk__isnull", True),
                    ),
                    models.Q(
                        ("audit__isnull", True),
                        ("control__isnull", True),
                        ("document__isnull", True),
                        ("occasion__isnull", True),
                        ("plan__isnull", True),
                        ("recommendation__isnull", True),
                        ("risk__isnull", False),
                    ),
                    models.Q(
                        ("audit__isnull", True),
                        ("control__isnull", False),
                        ("document__isnull", True),
                        ("occasion__isnull", True),
                        ("plan__isnull", True),
                        ("recommendation__isnull", True),
                        ("risk__isnull", True),
                    ),
                    models.Q(
                        ("audit__isnull", True),
                        ("control__isnull", True),
                        ("document__isnull", True),
                        ("occasion__isnull", False),
                        ("plan__isnull", True),
                        ("recommendation__isnull", True),
                        ("risk__isnull", True),
                    ),
                    models.Q(
                        ("audit__isnull", True),
                        ("control__isnull", True),
                        ("document__isnull", False),
                        ("occasion__isnull", True),
                        ("plan__isnull", True),
                        ("recommendation__isnull", True),
                        ("risk__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="marking_of_one_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="marking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin", "person"), ("set_by__isnull", False), ("stated_in__isnull", True)),
                    models.Q(("origin", "document"), ("set_by__isnull", True), ("stated_in__isnull", False)),
                    _connector="OR",
                ),
                name="marked_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="marking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                    _connector="OR",
                ),
                name="marking_removed_by_somebody",
            ),
        ),
        HoldOrganisations(),
    ]
