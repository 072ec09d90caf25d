"""A PostgreSQL of the tests' own, from the system's binaries: one cluster for a test run and its workers.

`IAKTTA_TEST_DATABASE=postgresql` asks for it. It listens on a socket in a folder of its own, never on a port,
and is gone when the run ends.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

USER = "iaktta"
APPLICATION_ROLE = "iaktta_application"
"""What web and worker connect as in an installation; pages are asked for as this role (`as_application`)."""
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
        "ATOMIC_REQUESTS": True,
    }


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine, or None."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _version(initdb: Path) -> float:
    name = initdb.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


class Server:
    """A cluster of its own in a new folder, which a test can stop and start as it likes.

    `durable`: what is committed is on the disk, as in an installation; tests are quicker without.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        found = binaries()
        if found is None:
            raise RuntimeError("PostgreSQL is not installed: apt install postgresql")
        self._binaries = found
        self.folder = Path(tempfile.mkdtemp(prefix="iaktta-pg-"))
        self._account = _unprivileged(self.folder)
        data = self.folder / "data"
        subprocess.run(
            [found / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            check=True, stdout=subprocess.DEVNULL, **self._account,
        )  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        hurry = () if self._durable else ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
        options = [part for setting in (*hurry, "listen_addresses=") for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            process = self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
                stdout=log, stderr=log, **self._account,
            )  # fmt: skip
        _wait(process, self.folder)

    def fail(self) -> None:
        """Let it end at once, as when its machine fails: every connection breaks."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)

    def remove(self) -> None:
        """Stop it in order, and take its folder away."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def _start() -> Path:
    server = Server()
    server.start()
    atexit.register(_stop, server, os.getpid())
    return server.folder


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
            with psycopg.connect(host=str(folder), user=USER, dbname="postgres") as connection:
                connection.execute(f"CREATE ROLE {APPLICATION_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL did not start: " + (folder / "log").read_text(errors="replace")[-2000:])


def _stop(server: Server, started_by: int) -> None:
    if os.getpid() == started_by:  # a forked child of the test run is not the one to stop it
        server.remove()
