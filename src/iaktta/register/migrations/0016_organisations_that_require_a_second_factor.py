from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0015_what_bodies_send_and_record"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.AddField(
            model_name="organisation",
            name="requires_second_factor",
            field=models.BooleanField(default=False, verbose_name="kräver tvåstegsinloggning"),
        ),
        HoldOrganisations(),
    ]
