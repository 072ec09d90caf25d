"""What later migrations rely on."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ProjectState

from iaktta.register.migrations._holding import HoldOrganisations, ReleaseOrganisations
from iaktta.register.models import Audit, Body, Recommendation, User
from tests.register import ground


def test_every_model_has_its_migration(db: None) -> None:
    told = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=told)  # exits where one is missing
    assert "No changes" in told.getvalue() or "Inga" in told.getvalue()


def _alter_title(to: models.Field[str, str], was: models.Field[str, str]) -> None:
    """What a later migration does: let go, alter a table that others point to, and hold again."""
    state = ProjectState.from_apps(apps)
    for field in (to, was):
        field.set_attributes_from_name("title")
        field.model = Audit
    with connection.schema_editor() as editor:
        ReleaseOrganisations().database_forwards("register", editor, state, state)
        editor.alter_field(Audit, was, to, strict=True)
        HoldOrganisations().database_forwards("register", editor, state, state)


@pytest.mark.django_db(transaction=True)
def test_a_table_can_be_altered_later_and_rows_are_still_held(owner: Body, person: User) -> None:
    board = ground.body(ground.organisation("sjovik"), Body.Kind.EXECUTIVE_BOARD, "Kommunstyrelsen")
    audit = Audit.objects.create(organisation=owner.organisation, owner=owner, title="Skolan")
    text, short = models.TextField(blank=True), models.CharField(max_length=500, blank=True)
    _alter_title(short, text)
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            Recommendation.objects.create(
                organisation=board.organisation, owner=board, audit=audit, text="Utbilda"
            )
    finally:
        _alter_title(text, short)
    assert Audit.objects.get().title == "Skolan"
