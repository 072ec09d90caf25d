"""Whether the installation is ready to serve: tables in the database, static files collected.

Looking takes seconds where Django has to be set up for it, so what was found is kept in a stamp beside the
database. `is_prepared` reads it and needs settings alone; the rest needs Django set up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

import iaktta
from iaktta.errors import IakttaError

Tell = Callable[[str], None]
"""Takes a sentence that tells how far the work has come."""

HERE = Path(iaktta.__file__).parent


class NotPreparedError(IakttaError):
    message = "Databasen saknar tabeller eller har äldre tabeller. Kör iaktta manage migrate och försök igen."


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in to the demonstration; kept in the clear, since the demonstration holds nothing real."""

    email: str
    password: str


def is_prepared() -> bool:
    """Whether the stamp says that database and static files fit this program."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).exists():
        return False
    return _read(_stamp()).get("fits") == _fingerprint()


def prepare(tell: Tell) -> None:
    """Make the tables that are missing and collect the static files. Safe to run again."""
    from django.core.management import call_command

    Path(settings.DATA).mkdir(mode=0o700, parents=True, exist_ok=True)
    tell("Förbereder databasen")
    call_command("migrate", interactive=False, verbosity=0)
    tell("Samlar stilmallar, skript och typsnitt")
    call_command("collectstatic", interactive=False, verbosity=0)
    _write(_stamp(), {"fits": _fingerprint()})


def require_prepared() -> None:
    """Make sure that the tables fit this program, and collect the static files.

    Raises:
        NotPreparedError: Tables are missing or older.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotPreparedError
    call_command("collectstatic", interactive=False, verbosity=0)
    _write(_stamp(), {"fits": _fingerprint()})


def sign_in() -> SignIn | None:
    """How to sign in to the demonstration; None where it has not been made."""
    known = _read(_demonstration()).get("sign_in")
    return SignIn(**known) if known else None


def demonstration_made() -> bool:
    """Whether the demonstration stands in the register as its files are now."""
    return is_prepared() and _read(_demonstration()).get("fits") == _demonstration_fingerprint()


def keep_demonstration(sign_in: SignIn) -> None:
    """Note that the demonstration stands in the register, and how to sign in to it."""
    _write(_demonstration(), {"fits": _demonstration_fingerprint(), "sign_in": asdict(sign_in)})


def demonstration_files() -> list[Path]:
    """The demonstration's reports, oldest first: their names begin with the year."""
    return sorted(path for path in (HERE / "demo").iterdir() if path.suffix in {".txt", ".md"})


def _fingerprint() -> str:
    """Changes with the program, its migrations and static files, and with the database that is used."""
    database = settings.DATABASES["default"]
    where = [str(database.get(part, "")) for part in ("ENGINE", "NAME", "HOST", "PORT")]
    return _digest(
        [iaktta.__version__, *where, *_names_and_sizes(HERE.glob("*/migrations/*.py")), *_static()]
    )


def _static() -> Iterator[str]:
    yield str((Path(settings.STATIC_ROOT) / "staticfiles.json").exists())
    yield from _names_and_sizes(path for path in (HERE / "web" / "static").rglob("*") if path.is_file())


def _names_and_sizes(paths: Iterable[Path]) -> Iterator[str]:
    for path in sorted(paths):
        facts = path.stat()
        yield f"{path.relative_to(HERE)} {facts.st_size} {facts.st_mtime_ns}"


def _demonstration_fingerprint() -> str:
    database = str(settings.DATABASES["default"]["NAME"])
    texts = (hashlib.sha256(path.read_bytes()).hexdigest() for path in demonstration_files())
    return _digest([iaktta.__version__, database, *texts])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _stamp() -> Path:
    return Path(settings.DATA) / "prepared.json"


def _demonstration() -> Path:
    return Path(settings.DATA) / "demonstration.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, facts: dict[str, object]) -> None:
    path.touch(mode=0o600)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
