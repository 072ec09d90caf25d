"""A PostgreSQL of the tests' own, from the system's binaries: one cluster for a test run and its workers.

`IAKTTA_TEST_DATABASE=postgresql` asks for it. It listens on a socket in a folder of its own, never on a port,
and is gone when the run ends.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

USER = "iaktta"
_HANDED_OVER = "IAKTTA_TEST_POSTGRESQL_SOCKET"


def is_wanted() -> bool:
    """Whether this test run is to use PostgreSQL."""
    return os.environ.get("IAKTTA_TEST_DATABASE", "sqlite") == "postgresql"


def database() -> dict[str, Any]:
    """Django's settings for the test run's database server, which is started where it does not run yet.

    Raises:
        RuntimeError: The machine has no PostgreSQL, or it did not start.
    """
    folder = os.environ.get(_HANDED_OVER)
    if folder is None:
        folder = str(_start())
        os.environ[_HANDED_OVER] = folder  # the workers of pytest-xdist find it here
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": USER,
        "HOST": folder,
    }


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine, or None."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _version(initdb: Path) -> float:
    name = initdb.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def _start() -> Path:
    found = binaries()
    if found is None:
        raise RuntimeError("PostgreSQL is not installed: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="iaktta-pg-"))
    data = folder / "data"
    account = _unprivileged(folder)
    subprocess.run(
        [found / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        check=True, stdout=subprocess.DEVNULL, **account,
    )  # fmt: skip
    hurry = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
    options = [part for setting in hurry for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [found / "postgres", "-D", data, "-k", folder, *options], stdout=log, stderr=log, **account
        )
    atexit.register(_stop, server, folder, os.getpid())
    _wait(server, folder)
    return folder


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to run as somebody else: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": folder}


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(host=str(folder), user=USER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL did not start: " + (folder / "log").read_text(errors="replace")[-2000:])


def _stop(server: subprocess.Popen[bytes], folder: Path, started_by: int) -> None:
    if os.getpid() != started_by:  # a forked child of the test run is not the one to stop it
        return
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
    shutil.rmtree(folder, ignore_errors=True)
