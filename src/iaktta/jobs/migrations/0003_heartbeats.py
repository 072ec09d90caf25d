"""That the worker and the schedule live."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_hold_organisations")]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=20, verbose_name="del")),
                ("name", models.CharField(max_length=100, verbose_name="process")),
                ("at", models.DateTimeField(db_index=True, verbose_name="tidpunkt")),
            ],
            options={"verbose_name": "livstecken", "verbose_name_plural": "livstecken"},
        ),
        migrations.AddConstraint(
            model_name="heartbeat",
            constraint=models.UniqueConstraint(fields=("part", "name"), name="heartbeat_once"),
        ),
    ]
