"""Settings: each is read once, here, with its type, unit and default. What differs between municipalities is rows."""

from pathlib import Path

import environ

env = environ.Env()

HERE = Path(__file__).resolve().parent
DATA = Path(env.str("IAKTTA_DATA", default="data")).resolve()
"""Where the embedded database, files and keys are kept."""

DEBUG = env.bool("IAKTTA_DEBUG", default=False)
SECRET_KEY = env.str("IAKTTA_SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("IAKTTA_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
REPORT_MAX_BYTES = env.int("IAKTTA_REPORT_MAX_BYTES", default=25_000_000)

if not SECRET_KEY:
    # A fresh machine makes its own key, so that no installation shares one.
    from django.core.management.utils import get_random_secret_key

    _key_file = DATA / "secret.key"
    if not _key_file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        _key_file.write_text(get_random_secret_key(), encoding="ascii")
        _key_file.chmod(0o600)
    SECRET_KEY = _key_file.read_text(encoding="ascii")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "iaktta.register",
    "iaktta.jobs",
    "iaktta.web",
]

DATABASES = {"default": env.db_url("IAKTTA_DATABASE_URL", default=f"sqlite:///{DATA / 'iaktta.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL and IMMEDIATE: a deferred transaction that reads and then writes fails under load.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        "PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
