"""Models and migrations agree."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_lacks_its_migration() -> None:
    told = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=told, stderr=told)
    except SystemExit:
        pytest.fail(told.getvalue())
    assert "No changes detected" in told.getvalue() or "Inga ändringar" in told.getvalue()
