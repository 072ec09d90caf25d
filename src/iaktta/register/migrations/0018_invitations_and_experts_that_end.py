import datetime
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations

EXPERT_ENDS = models.Q(
    models.Q(("role", "audit_expert"), _negated=True), ("ends_on__isnull", False), _connector="OR"
)


def give_experts_a_last_day(apps: Any, schema_editor: Any) -> None:
    """An expert's role that never ended now ends in three months; until then it can be prolonged."""
    last = datetime.date.today() + datetime.timedelta(days=90)
    apps.get_model("register", "Membership").objects.filter(role="audit_expert", ends_on__isnull=True).update(
        ends_on=last
    )


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0017_rows_of_events"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.RunPython(give_experts_a_last_day, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(condition=EXPERT_ENDS, name="expert_ends"),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-postadress")),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
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
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="länkens kontrollsumma"),
                ),
                ("sent_at", models.DateTimeField(verbose_name="skickad")),
                ("expires_at", models.DateTimeField(verbose_name="gäller till")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="mottagen")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="återtagen")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mottagen av",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="register.body",
                        verbose_name="organ",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inbjuden av",
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
                "verbose_name": "inbjudan",
                "verbose_name_plural": "inbjudningar",
                "constraints": [
                    models.CheckConstraint(condition=EXPERT_ENDS, name="invited_expert_ends"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_accepted_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("organisation", "email", "body", "role"),
                        name="invitation_open_once",
                    ),
                ],
            },
        ),
        HoldOrganisations(),
    ]
