"""Environment variables as settings read them: strictly, and refused in Swedish when they cannot be read."""

from __future__ import annotations

import builtins
import os
from typing import Any

import environ

from iaktta.errors import IakttaError

YES = frozenset({"true", "yes", "on", "1", "ja"})
NO = frozenset({"false", "no", "off", "0", "nej"})


_connecting = {"as_owner": False}


def connect_as_owner() -> None:
    """Let this process connect as the owner of the tables, where IAKTTA_DATABASE_OWNER_URL says who that is.

    For commands of whoever runs the machine; asked for before any setting is read.
    """
    _connecting["as_owner"] = True


def connects_as_owner() -> bool:
    return _connecting["as_owner"]


class SettingError(IakttaError):
    """A setting that cannot be read. Its value is not repeated: it may be a secret on the wrong line."""


class Environment(environ.Env):  # type: ignore[misc]  # environ has no types
    """As environ's own, but a value is taken as it stands and one of the wrong type stops the program.

    environ reads `$` first in a value as the name of another variable, which would lose such a password, and
    takes every word that is not "true" for false.
    """

    def str(self, name: builtins.str, default: builtins.str = "", **_: Any) -> builtins.str:
        return os.environ.get(name, default)

    def int(self, name: builtins.str, default: builtins.int = 0, **_: Any) -> builtins.int:
        stated = os.environ.get(name, "").strip()
        if not stated:
            return default
        try:
            return int(stated)
        except ValueError:
            raise SettingError(f"{name} ska vara ett heltal. Ändra värdet och försök igen.") from None

    def bool(self, name: builtins.str, default: builtins.bool = False, **_: Any) -> builtins.bool:
        stated = os.environ.get(name, "").strip().casefold()
        if not stated:
            return default
        if stated not in YES | NO:
            raise SettingError(f"{name} ska vara true eller false. Ändra värdet och försök igen.")
        return stated in YES

    def list(
        self, name: builtins.str, default: builtins.list[builtins.str] | None = None, **_: Any
    ) -> builtins.list[builtins.str]:
        stated = os.environ.get(name)
        if stated is None:
            return list(default or [])
        return [part.strip() for part in stated.split(",") if part.strip()]

    def db_url(self, name: builtins.str, default: builtins.str = "", **_: Any) -> dict[builtins.str, Any]:
        stated = os.environ.get(name, "").strip() or default
        if not stated:
            return {}
        try:
            read: dict[builtins.str, Any] = self.db_url_config(stated)
        except (ValueError, KeyError, environ.ImproperlyConfigured):
            read = {}
        if not read.get("ENGINE", "").endswith(("postgresql", "sqlite3")):
            raise SettingError(
                f"{name} ska vara adressen till en databas: "
                "postgres://användare:lösenord@värd/namn eller sqlite:///sökväg."
            )
        return read

    def email_url(self, name: builtins.str, default: builtins.str = "", **_: Any) -> dict[builtins.str, Any]:
        stated = os.environ.get(name, "").strip() or default
        try:
            read: dict[builtins.str, Any] = self.email_url_config(stated)
        except (ValueError, KeyError, environ.ImproperlyConfigured):
            raise SettingError(
                f"{name} ska vara adressen till en e-postserver: "
                "smtp+tls://användare:lösenord@värd:587, eller consolemail:// för terminalen."
            ) from None
        return read
