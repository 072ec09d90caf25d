"""Attachments and invitations have retention rules too."""

from django.db import migrations, models

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0023_files_attached_to_subjects"),
    ]

    operations = [
        ReleaseOrganisations(),
        migrations.AlterField(
            model_name="disposalrow",
            name="kind",
            field=models.CharField(
                choices=[
                    ("file", "Originalfiler"),
                    ("attachment", "Bilagor"),
                    ("removed_attachment", "Bilagor som har tagits bort"),
                    ("note", "Anteckningar"),
                    ("draft", "Utkast som inte har skickats"),
                    ("invitation", "Inbjudningar"),
                    ("person", "Personer som inte längre har någon roll"),
                    ("trail_value", "Värden i loggen"),
                ],
                max_length=20,
                verbose_name="slag av uppgifter",
            ),
        ),
        migrations.AlterField(
            model_name="retentionrule",
            name="kind",
            field=models.CharField(
                choices=[
                    ("file", "Originalfiler"),
                    ("attachment", "Bilagor"),
                    ("removed_attachment", "Bilagor som har tagits bort"),
                    ("note", "Anteckningar"),
                    ("draft", "Utkast som inte har skickats"),
                    ("invitation", "Inbjudningar"),
                    ("person", "Personer som inte längre har någon roll"),
                    ("trail_value", "Värden i loggen"),
                ],
                max_length=20,
                verbose_name="slag av uppgifter",
            ),
        ),
        HoldOrganisations(),
    ]
