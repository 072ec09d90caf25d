"""The program's own settings, with what only tests need: own database and files, quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
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


def _files() -> Path:
    """A folder for this process's files, gone when it ends."""
    folder, made_by = tempfile.mkdtemp(prefix="iaktta-test-files-"), os.getpid()

    def remove() -> None:
        if os.getpid() == made_by:  # a forked child of the test run is not the one to remove it
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return Path(folder)


FILES = _files()
if postgres.is_wanted():
    APPLICATION_ROLE = postgres.APPLICATION_ROLE
    MIDDLEWARE = ["tests.as_application.AsApplicationMiddleware", *settings.MIDDLEWARE]
