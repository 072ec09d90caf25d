"""Questions about people."""

from __future__ import annotations

from iaktta.register import access
from iaktta.register.models import User


def needs_second_factor(user: User) -> bool:
    """Whether an organisation that the user is a member of today asks its people for a second factor."""
    return access.organisations(user).filter(requires_second_factor=True).exists()
