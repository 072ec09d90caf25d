from django.db import migrations

from iaktta.register.migrations._events import KeepEvents
from iaktta.register.migrations._holding import HoldOrganisations


class Migration(migrations.Migration):
    dependencies = [("register", "0009_events")]

    operations = [HoldOrganisations(), KeepEvents()]
