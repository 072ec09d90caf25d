"""Settings: each is read once, here, and told in `settings_table.py`. What differs between bodies is rows."""

from pathlib import Path

from django.utils.functional import SimpleLazyObject

from iaktta import logs
from iaktta.environment import Environment
from iaktta.jobs import production

env = Environment()

HERE = Path(__file__).resolve().parent
DATA = Path(env.str("IAKTTA_DATA", default="data")).resolve()
"""Where the embedded database, files and keys are kept."""

DEBUG = env.bool("IAKTTA_DEBUG", default=False)
STATED_SECRET_KEY = env.str("IAKTTA_SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("IAKTTA_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PRODUCTION = production.is_open(env.bool("IAKTTA_PRODUCTION", default=False), ALLOWED_HOSTS)
"""Others than the person at this computer can reach the installation."""
MACHINES = env.int("IAKTTA_MACHINES", default=1)
REPORT_MAX_BYTES = env.int("IAKTTA_REPORT_MAX_BYTES", default=25_000_000)


def _own_key() -> str:
    """A fresh machine makes its own key, so that no installation shares one."""
    from django.core.management.utils import get_random_secret_key

    key_file = DATA / "secret.key"
    if not key_file.exists():
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        key_file.touch(mode=0o600)
        key_file.write_text(get_random_secret_key(), encoding="ascii")
    return key_file.read_text(encoding="ascii")


# Made when first asked for: `iaktta read` needs no key and leaves nothing behind.
SECRET_KEY = STATED_SECRET_KEY or SimpleLazyObject(_own_key)

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
else:
    # A connection is kept for a minute and looked at before it is used again, so that a database that was
    # gone and came back is found by the next request; one that does not answer is given up before the
    # reader gives up.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

LOG_LEVEL = env.str("IAKTTA_LOG_LEVEL", default="") or ("INFO" if PRODUCTION else "WARNING")
LOGGING = logs.log_settings(LOG_LEVEL, production=PRODUCTION, debug=DEBUG)

# --- The browser -----------------------------------------------------------------------------
ROOT_URLCONF = "iaktta.web.urls"
WSGI_APPLICATION = "iaktta.web.wsgi.application"
MIDDLEWARE = [
    "iaktta.web.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "iaktta.web.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "iaktta.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "iaktta.web.appearance.appearance",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "iaktta.web.templatetags.constant_words",
                "iaktta.web.templatetags.list_rows",
                "iaktta.web.templatetags.iaktta",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
"""Filled by `collectstatic` (part of `iaktta serve`) with names that hold a content hash."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "iaktta.web.static_files.HashedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

LOGIN_URL = "/konto/logga-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTH_USER_MODEL = "register.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_MIN_LENGTH = env.int("IAKTTA_PASSWORD_MIN_LENGTH", default=12)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = env.int("IAKTTA_SESSION_SECONDS", default=43_200)
"""How long a sign-in lasts, in seconds."""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "iaktta.web.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
HTTPS = env.bool("IAKTTA_HTTPS", default=False)
"""True behind a proxy that speaks HTTPS: cookies are then sent over HTTPS only."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURITY_CONTACT = env.str("IAKTTA_SECURITY_CONTACT", default="")
"""Where whoever finds a hole may turn: a `mailto:` or `https:` address for /.well-known/security.txt."""
CSRF_TRUSTED_ORIGINS = env.list("IAKTTA_ORIGINS", default=[])
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
