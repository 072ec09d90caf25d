from django.db import migrations

from iaktta.register.migrations._holding import HoldOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_standing_work_and_incoming_files"),
        ("register", "0010_hold_organisations_and_keep_events"),
    ]

    operations = [HoldOrganisations()]
