"""Django, set up with Iaktta's settings, for the commands that need the register."""

from __future__ import annotations

from pathlib import Path

from iaktta.environment import connects_as_owner
from iaktta.errors import IakttaError
from iaktta.logs import log_what_nobody_catches


def django_ready() -> None:
    """Set Django up once, and make the folder that the register lives in.

    Takes a few tenths of a second, so only a command that needs it asks for it.
    """
    import django
    from django.apps import apps
    from django.conf import settings

    if apps.ready:
        return
    Path(settings.DATA).mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made here, by one process, before several ask for it at the same time.
    str(settings.SECRET_KEY)
    django.setup()
    log_what_nobody_catches()
    if connects_as_owner():
        _require_owner()


def _require_owner() -> None:
    """A command that spans organisations would otherwise find none, and say that all is well.

    Raises:
        NotOwnerError: The tables belong to a role that we are not connected as.
    """
    from django.db import DatabaseError

    from iaktta.register import separation

    try:
        owns = separation.is_owner()
    except DatabaseError:
        return  # the command meets the same, and has words for it
    if not owns:
        raise NotOwnerError(NotOwnerError.message)


class NotOwnerError(IakttaError):
    message = (
        "Kommandot behöver ansluta som den roll som äger tabellerna. "
        "Sätt IAKTTA_DATABASE_OWNER_URL och försök igen; docs/drift.md visar hur."
    )
