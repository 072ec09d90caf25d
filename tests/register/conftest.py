"""A municipality with its executive board, and somebody who works there."""

from __future__ import annotations

import pytest

from iaktta.register.models import Body, Organisation, User
from tests.register import ground


@pytest.fixture
def organisation(db: None) -> Organisation:
    return ground.organisation("granvik")


@pytest.fixture
def owner(organisation: Organisation) -> Body:
    return ground.body(organisation, Body.Kind.EXECUTIVE_BOARD, "Kommunstyrelsen")


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("ada.ek@granvik.example", name="Ada Ek")
