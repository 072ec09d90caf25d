"""The demonstration is read like any other reports, and has something to show on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from iaktta.jobs.demonstration import SLUG, make_demonstration
from iaktta.jobs.preparation import SignIn, demonstration_files, sign_in
from iaktta.register.models import (
    Audit,
    Control,
    Event,
    Organisation,
    Proposal,
    Recommendation,
    SourceDocument,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[str]:
    """What the demonstration said while it was made."""
    return []


@pytest.fixture
def known(told: list[str], settings: pytest.FixtureRequest, tmp_path: Path) -> SignIn:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's own fixture
    return make_demonstration(told.append)


def test_the_demonstration_fills_every_page_tells_how_far_it_has_come_and_is_made_once(
    known: SignIn, told: list[str]
) -> None:
    organisation = Organisation.objects.get(slug=SLUG)
    files = demonstration_files()
    assert SourceDocument.objects.filter(organisation=organisation).count() == len(files)
    assert told[-1].startswith(f"Läser in rapport {len(files)} av {len(files)}")
    assert Audit.objects.count() >= 3
    assert Recommendation.objects.count() >= 30
    assert Control.objects.count() >= 25
    assert Proposal.objects.filter(kind="recommendation").count() >= 5
    before = Event.objects.count()
    assert make_demonstration(told.append) == known == sign_in()
    assert Event.objects.count() == before


def test_the_sign_in_that_is_written_in_the_terminal_works(known: SignIn, client: Client) -> None:
    answer = client.post(
        reverse("account_login"), {"login": known.email, "password": known.password}, follow=True
    )
    assert answer.status_code == 200
    assert "Granviks kommun" in answer.content.decode()
