"""Settings: each is read once, here, and told in `settings_table.py`. What differs between bodies is rows."""

from pathlib import Path
from typing import Any

from django.utils.functional import SimpleLazyObject

from iaktta import identity_providers, logs
from iaktta.environment import Environment, connects_as_owner
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
ANCHOR_KEY = Path(env.str("IAKTTA_ANCHOR_KEY", default="") or DATA / "anchor.key")
"""The private key that anchors of the trail are signed with; made when it is first needed."""
ANCHOR_FILE = Path(env.str("IAKTTA_ANCHOR_FILE", default="") or DATA / "anchors.jsonl")
"""Where anchors are written, best on another machine or medium than the database."""

# --- Files that people send in -----------------------------------------------------------------
FILES = Path(env.str("IAKTTA_FILES", default=str(DATA / "files"))).resolve()
"""The folder in which files are kept, under their hash; never one that a web server serves."""
S3_BUCKET = env.str("IAKTTA_S3_BUCKET", default="")
"""The bucket in which files are kept instead, in a store that speaks S3."""
S3_ENDPOINT = env.str("IAKTTA_S3_ENDPOINT", default="")
S3_REGION = env.str("IAKTTA_S3_REGION", default="")
S3_ACCESS_KEY = env.str("IAKTTA_S3_ACCESS_KEY", default="")
S3_SECRET_KEY = env.str("IAKTTA_S3_SECRET_KEY", default="")
REPORT_MAX_BYTES = env.int("IAKTTA_REPORT_MAX_BYTES", default=25_000_000)
ATTACHMENT_MAX_BYTES = env.int("IAKTTA_ATTACHMENT_MAX_BYTES", default=20_000_000)
PDF_MAX_PAGES = env.int("IAKTTA_PDF_MAX_PAGES", default=500)
IMAGE_MAX_PIXELS = env.int("IAKTTA_IMAGE_MAX_PIXELS", default=100_000_000)
UNPACKED_MAX_BYTES = env.int("IAKTTA_UNPACKED_MAX_BYTES", default=250_000_000)
"""What an office file may become when it is unpacked, in bytes."""
UPLOADS = DATA / "uploads"
"""Where files stand while they are sent in."""
SCAN_COMMAND = env.str("IAKTTA_SCAN_COMMAND", default="")
"""A program that looks for viruses, given the file's path: 0 is clean, 1 infected, all else a fault."""


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
    # After our own, so that a page of ours with the same name is the one that is shown.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
]

_APPLICATION = env.db_url("IAKTTA_DATABASE_URL", default=f"sqlite:///{DATA / 'iaktta.sqlite3'}")
_OWNER = env.db_url("IAKTTA_DATABASE_OWNER_URL", default="")
APPLICATION_ROLE = _APPLICATION["USER"] if _OWNER else ""
"""PostgreSQL's role that web and worker connect as; migrate, which runs as the owner, gives it its rights."""
DATABASES = {"default": _OWNER if _OWNER and connects_as_owner() else _APPLICATION}
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
    # What a request may see is set for its transaction (register/separation.py). On SQLite nothing is, and a
    # transaction would take the write lock for every page.
    DATABASES["default"]["ATOMIC_REQUESTS"] = True
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {
        # In the database, so that all processes on all machines count the same failed sign-ins.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "iaktta_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

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
    "iaktta.web.uploads.UploadMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "iaktta.web.sign_in.middleware.SignedInMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "iaktta.web.moved.MovedMiddleware",
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
                "iaktta.web.templatetags.secrecy",
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
HTTPS = env.bool("IAKTTA_HTTPS", default=False)
"""True behind a proxy that speaks HTTPS: cookies are then sent over HTTPS only."""

# --- Signing in ------------------------------------------------------------------------------
LOGIN_URL = "/konto/logga-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("IAKTTA_PROXIES", default=1 if HTTPS else 0)
"""How many proxies stand before the program; each writes whom it speaks for in X-Forwarded-For."""
ACCOUNT_ADAPTER = "iaktta.web.sign_in.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
"""Whoever has an account was invited by that address, or comes from the municipality's own provider."""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    # A municipality often has one address outwards, so what slows a guess is counted for each account.
    "login_failed": "5/m/key,10/h/key,20/d/key,200/10m/ip",
    "reset_password": "20/m/ip,3/10m/key",
}
MFA_ADAPTER = "iaktta.web.sign_in.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Iaktta"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
"""A clock may be half a minute wrong."""
USERSESSIONS_TRACK_ACTIVITY = True
INVITATION_DAYS = env.int("IAKTTA_INVITATION_DAYS", default=14)
"""How long the link of an invitation works, in days."""

# --- The API ---------------------------------------------------------------------------------
API_TOKEN_DAYS = env.int("IAKTTA_API_TOKEN_DAYS", default=365)
"""How far ahead the last day of a token may be at most, in days."""
API_CALLS_PER_MINUTE = env.int("IAKTTA_API_CALLS_PER_MINUTE", default=300)
"""How many calls one token may make in a minute to one web process."""

# --- E-mail ----------------------------------------------------------------------------------
vars().update(env.email_url("IAKTTA_EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("IAKTTA_EMAIL_SECONDS", default=10)
"""How long an e-mail server may take to answer, in seconds."""
DEFAULT_FROM_EMAIL = env.str("IAKTTA_FROM_EMAIL", default="Iaktta <iaktta@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- The municipality's own sign-in ----------------------------------------------------------
SOCIALACCOUNT_ADAPTER = "iaktta.web.sign_in.providers.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_NAME = env.str("IAKTTA_OIDC_NAME", default="")
"""What the button says after "Logga in med"; empty where there is no OpenID Connect provider."""
SAML_NAME = env.str("IAKTTA_SAML_NAME", default="")
"""The same of a SAML 2.0 provider."""
GROUPS_CLAIM = env.str("IAKTTA_GROUPS_CLAIM", default="groups")
"""The claim or attribute in which a provider states a person's groups."""
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC_NAME:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = identity_providers.openid_connect(
        name=OIDC_NAME,
        issuer=env.str("IAKTTA_OIDC_ISSUER", default=""),
        client_id=env.str("IAKTTA_OIDC_CLIENT_ID", default=""),
        client_secret=env.str("IAKTTA_OIDC_CLIENT_SECRET", default=""),
        email_domains=env.list("IAKTTA_OIDC_EMAIL_DOMAINS", default=[]),
        second_factor=env.bool("IAKTTA_OIDC_SECOND_FACTOR", default=False),
    )
if SAML_NAME:
    INSTALLED_APPS.append("allauth.socialaccount.providers.saml")
    SOCIALACCOUNT_PROVIDERS["saml"] = identity_providers.saml(
        name=SAML_NAME,
        metadata=env.str("IAKTTA_SAML_METADATA", default=""),
        provider_entity_id=env.str("IAKTTA_SAML_PROVIDER_ENTITY_ID", default=""),
        entity_id=env.str("IAKTTA_SAML_ENTITY_ID", default=""),
        private_key=env.str("IAKTTA_SAML_PRIVATE_KEY", default=""),
        certificate=env.str("IAKTTA_SAML_CERTIFICATE", default=""),
        email_domains=env.list("IAKTTA_SAML_EMAIL_DOMAINS", default=[]),
        second_factor=env.bool("IAKTTA_SAML_SECOND_FACTOR", default=False),
    )

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
