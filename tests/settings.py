"""The program's own settings, with what only tests need: a database of their own and quick passwords."""

import os

from iaktta.settings import *  # noqa: F403
from tests import postgres

SECRET_KEY = "tests-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose

if postgres.is_wanted() and postgres.binaries() and "IAKTTA_DATABASE_URL" not in os.environ:
    DATABASES = {"default": postgres.database()}
