"""What must hold before an installation is opened to others than the person who tries it.

An installation is in production when it says so, or answers to any other name than this computer's own: a
trial on one's own computer needs no settings, and cannot be reached from elsewhere.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from iaktta.errors import IakttaError

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
KEY_LENGTH, KEY_LETTERS = 50, 8
"""The least characters of a secret key, and the least different ones."""
PASSWORD_LENGTH = 12
LONGEST_SESSION = 86_400
"""Seconds."""


class UnsafeSettingsError(IakttaError):
    """All that is unsafe, each with what to set."""

    def __init__(self, faults: list[str]) -> None:
        listed = "\n".join(f"- {fault}" for fault in faults)
        super().__init__(f"Iaktta startar inte, för inställningarna är inte säkra i drift:\n{listed}")


def is_open(says_so: bool, hosts: Iterable[str]) -> bool:
    """Whether others can reach an installation that answers to these names."""
    return says_so or any(host not in OWN_NAMES for host in hosts)


def require_safe(settings: Any, host: str = "127.0.0.1") -> None:
    """Go on where settings are safe for how the installation is reached.

    Raises:
        UnsafeSettingsError: In production, with everything that has to be set.
    """
    if is_open(settings.PRODUCTION, [host]) and (found := list(faults(settings))):
        raise UnsafeSettingsError(found)


def faults(settings: Any) -> Iterator[str]:
    """What is unsafe, each as a sentence that says what to set."""
    yield from _web(settings)
    yield from _signing_in(settings)
    yield from _storing(settings)


def _web(settings: Any) -> Iterator[str]:
    if settings.DEBUG:
        yield "Ta bort IAKTTA_DEBUG: felsidor för utvecklare visar inställningar och innehåll."
    if not settings.HTTPS:
        yield "Sätt IAKTTA_HTTPS=true och låt en proxy framför Iaktta tala HTTPS."
    hosts = settings.ALLOWED_HOSTS
    if all(host in OWN_NAMES for host in hosts):
        yield "Sätt IAKTTA_HOSTS till webbplatsens namn, till exempel iaktta.granvik.example."
    if any(host.startswith(("*", ".")) for host in hosts):
        yield "Skriv ut varje namn i IAKTTA_HOSTS: ett jokertecken låter andra ge sig ut för att vara er."
    if any(not origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS):
        yield "Låt varje adress i IAKTTA_ORIGINS börja med https://."


def _signing_in(settings: Any) -> Iterator[str]:
    key = settings.STATED_SECRET_KEY
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS:
        yield (
            f"Sätt IAKTTA_SECRET_KEY till minst {KEY_LENGTH} slumpade tecken, till exempel från "
            "openssl rand -base64 48."
        )
    if settings.PASSWORD_MIN_LENGTH < PASSWORD_LENGTH:
        yield f"Sätt IAKTTA_PASSWORD_MIN_LENGTH till minst {PASSWORD_LENGTH}."
    if not 0 < settings.SESSION_COOKIE_AGE <= LONGEST_SESSION:
        yield f"Sätt IAKTTA_SESSION_SECONDS till högst {LONGEST_SESSION} (ett dygn)."
    if settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend")):
        yield "Sätt IAKTTA_EMAIL_URL till er e-postserver: annars syns länkarna i brev i terminalen."
    for kind, stated in settings.SOCIALACCOUNT_PROVIDERS.items():
        provider = stated["APPS"][0]["settings"]
        address = provider.get("server_url") or provider["idp"]["metadata_url"]
        if address.startswith("http://"):
            name = "IAKTTA_OIDC_ISSUER" if kind == "openid_connect" else "IAKTTA_SAML_METADATA"
            yield f"Låt adressen i {name} börja med https://."


def _storing(settings: Any) -> Iterator[str]:
    folder = Path(settings.DATA)
    if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        yield f"Låt bara kontot som kör Iaktta läsa mappen i IAKTTA_DATA: chmod 700 {folder}."
    # Whoever can change the database must not be able to sign the change, or take the signatures away.
    for name, path in (
        ("IAKTTA_ANCHOR_KEY", settings.ANCHOR_KEY),
        ("IAKTTA_ANCHOR_FILE", settings.ANCHOR_FILE),
    ):
        if Path(path).resolve().is_relative_to(folder.resolve()):
            yield f"Sätt {name} till en fil utanför IAKTTA_DATA, helst på en annan disk än databasens."
    key = Path(settings.ANCHOR_KEY)
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield f"Låt bara kontot som kör Iaktta läsa ankarnyckeln: chmod 600 {key}."
    if settings.MACHINES > 1 and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield "Sätt IAKTTA_DATABASE_URL till en PostgreSQL: flera maskiner kan inte dela på SQLite."
    own_folder = Path(settings.FILES).resolve().is_relative_to(folder.resolve())
    if settings.MACHINES > 1 and own_folder and not settings.S3_BUCKET:
        yield "Sätt IAKTTA_S3_BUCKET, eller IAKTTA_FILES till en mapp utanför IAKTTA_DATA som alla delar."
