"""Granviks kommun with all its reports, read once for a whole module of tests that only look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.granvik import Granvik, make_granvik


@pytest.fixture(scope="module")
def shown(django_db_setup: None, django_db_blocker: Any) -> Iterator[Granvik]:
    """Gone again after the module: what the tests see lies in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        granvik = make_granvik()
        granvik.imports_all()
        yield granvik
        transaction.set_rollback(True)


@pytest.fixture
def reader(shown: Granvik, db: None) -> Client:
    client = Client()
    client.force_login(shown.person)
    return client
