"""Fact-checks, responses and results: what bodies send to each other and record."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0014_people_and_bodies_over_time"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.AddField(
            model_name="sourcedocument",
            name="copied_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sent_copies",
                to="register.sourcedocument",
                verbose_name="skickad från",
            ),
        ),
        migrations.CreateModel(
            name="FactCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_draft", models.BooleanField(default=True, verbose_name="utkast")),
                ("title", models.CharField(max_length=300, verbose_name="rubrik")),
                ("message", models.TextField(blank=True, verbose_name="meddelande")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="sista dag att svara")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="skickad")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="besvarad")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besvarad av",
                    ),
                ),
                (
                    "copied_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_copy",
                        to="register.factcheck",
                        verbose_name="revisorernas original",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fact_checks",
                        to="register.sourcedocument",
                        verbose_name="utkast",
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
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skickad av",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fact_checks",
                        to="register.body",
                        verbose_name="mottagare",
                    ),
                ),
            ],
            options={
                "verbose_name": "faktakontroll",
                "verbose_name_plural": "faktakontroller",
            },
        ),
        migrations.CreateModel(
            name="FactCheckPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_draft", models.BooleanField(default=True, verbose_name="utkast")),
                ("position", models.PositiveIntegerField(verbose_name="ordning")),
                ("text", models.TextField(verbose_name="text")),
                ("start", models.IntegerField(verbose_name="början")),
                ("end", models.IntegerField(verbose_name="slut")),
                (
                    "copied_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_copy",
                        to="register.factcheckpassage",
                    ),
                ),
                (
                    "fact_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="register.factcheck",
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
                "verbose_name": "avsnitt för faktakontroll",
                "verbose_name_plural": "avsnitt för faktakontroll",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="FactCheckRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_draft", models.BooleanField(default=True, verbose_name="utkast")),
                ("text", models.TextField(blank=True, verbose_name="synpunkt")),
                (
                    "copied_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_copy",
                        to="register.factcheckremark",
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
                    "passage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remark",
                        to="register.factcheckpassage",
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
                "verbose_name": "synpunkt",
                "verbose_name_plural": "synpunkter",
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_draft", models.BooleanField(default=True, verbose_name="utkast")),
                ("text", models.TextField(verbose_name="svar")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                ("registration", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ändrat"),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="skickat")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="register.addressee",
                        verbose_name="adressat",
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
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skickat av",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrivet av",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar",
                "verbose_name_plural": "svar",
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "execution",
                    models.CharField(
                        choices=[
                            ("performed", "Genomförd"),
                            ("not_performed", "Ej genomförd"),
                            ("in_progress", "Pågår"),
                        ],
                        max_length=20,
                        verbose_name="genomförande",
                    ),
                ),
                (
                    "deviation_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Inga avvikelser"),
                            ("minor", "Mindre avvikelser"),
                            ("major", "Större avvikelser"),
                        ],
                        max_length=10,
                        verbose_name="avvikelse",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                (
                    "performed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="registrerad"),
                ),
                ("approved_at", models.DateTimeField(null=True, verbose_name="godkänd")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="godkänd av",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="register.occasion",
                        verbose_name="tillfälle",
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
                    "performed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="utförd av",
                    ),
                ),
            ],
            options={
                "verbose_name": "resultat",
                "verbose_name_plural": "resultat",
            },
        ),
        migrations.AddIndex(
            model_name="factcheck",
            index=models.Index(fields=["organisation", "-sent_at"], name="fact_check_newest"),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("document__isnull", True), ("copied_from__isnull", True), _connector="XOR"
                ),
                name="fact_check_is_the_original_or_its_copy",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheckpassage",
            constraint=models.UniqueConstraint(
                fields=("organisation", "fact_check", "position"), name="passage_position_once"
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(fields=["organisation", "addressee", "-sent_at"], name="response_newest"),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_draft", True), ("sent_at__isnull", True), ("sent_by__isnull", True)),
                    models.Q(("is_draft", False), ("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_response_is_a_draft_or_sent_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_draft", True)),
                fields=("organisation", "owner", "addressee"),
                name="one_draft_of_a_response",
            ),
        ),
        migrations.AddIndex(
            model_name="result",
            index=models.Index(fields=["organisation", "occasion", "-performed_at"], name="result_newest"),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="approved_by_somebody",
            ),
        ),
        HoldOrganisations(),
    ]
