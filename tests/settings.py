"""The program's own settings, with what only tests need: a database of their own and quick passwords."""

import os
import tempfile
from typing import Any

from iaktta import settings
from iaktta.settings import *  # noqa: F403
from tests import postgres

SECRET_KEY = "tests-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose


def _database() -> dict[str, Any]:
    if postgres.is_wanted() and postgres.binaries() and "IAKTTA_DATABASE_URL" not in os.environ:
        return postgres.database()
    stated: dict[str, Any] = settings.DATABASES["default"]
    if "sqlite" not in stated["ENGINE"]:
        return stated
    # A file as in real life: threads that share a database in memory meet locks that a file does not have.
    place = f"{tempfile.gettempdir()}/iaktta-test-{os.getpid()}.sqlite3"
    return {**stated, "TEST": {"NAME": place}}


DATABASES = {"default": _database()}
