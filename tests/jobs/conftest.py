"""An organisation with its executive board and a person who works there."""

from __future__ import annotations

import pytest

from iaktta.register.models import Body, Membership, Organisation, User


@pytest.fixture
def granvik(db: None) -> Organisation:
    return Organisation.objects.create(slug="granvik", name="Granviks kommun")


@pytest.fixture
def board(granvik: Organisation) -> Body:
    return Body.objects.create(organisation=granvik, kind=Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen")


@pytest.fixture
def maja(board: Body) -> User:
    person = User.objects.create_user("maja@granvik.example", name="Maja Holm")
    Membership.objects.create(
        organisation=board.organisation,
        owner=board,
        user=person,
        body=board,
        role=Membership.Role.COORDINATOR,
    )
    return person
