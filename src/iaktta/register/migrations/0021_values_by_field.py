"""Values are found by their field, and no salt is kept of a row whose event has had values erased."""

from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [("register", "0020_retention_rules_and_disposal")]

    operations = [
        ReleaseOrganisations(),
        migrations.RemoveField("eventrows", "salts"),
        migrations.AddIndex(
            "eventvalue", models.Index(fields=["organisation", "field"], name="event_value_of_field")
        ),
        HoldOrganisations(),
    ]
