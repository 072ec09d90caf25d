from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0023_files_attached_to_subjects"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.AlterField(
            model_name="invitation",
            name="token_hash",
            field=models.CharField(max_length=64, verbose_name="länkens kontrollsumma"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("organisation", "token_hash"), name="invitation_link_once"
            ),
        ),
        HoldOrganisations(),
    ]
