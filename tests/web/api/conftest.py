"""A program that may do what Granviks kommun's coordinator may, in a register with all its reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iaktta.web.api.limits import CALLS
from tests.granvik import Granvik
from tests.web.api.calls import Program, token_of


@pytest.fixture(autouse=True)
def _calls_of_its_own() -> Iterator[None]:
    CALLS.forget()
    yield
    CALLS.forget()


@pytest.fixture
def program(shown: Granvik, db: None) -> Program:
    return Program(token_of(shown.person)[1])
