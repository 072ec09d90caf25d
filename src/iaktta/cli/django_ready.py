"""Django, set up with Iaktta's settings, for the commands that need the register."""

from __future__ import annotations

from pathlib import Path

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
