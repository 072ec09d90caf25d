"""Granviks kommun with all its reports, and somebody signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.granvik import Granvik, make_granvik
from tests.web.filled import reader, shown
from tests.web.lovsta import admin, lovsta

__all__ = ["admin", "lovsta", "reader", "shown"]


@pytest.fixture
def granvik(db: None) -> Granvik:
    return make_granvik()


@pytest.fixture
def client(granvik: Granvik) -> Client:
    client = Client()
    client.force_login(granvik.person)
    return client
