"""What a backup takes, and putting it back: time, memory and size, as processes of their own."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.serving import PROGRAM


@dataclass(frozen=True, slots=True)
class BackupCost:
    """One command: seconds by the clock, and the most memory that it held, in MB."""

    command: str
    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class BackupCosts:
    """Both commands, and how large the backup and the database are, in MB."""

    costs: tuple[BackupCost, ...]
    backup_megabytes: float
    database_megabytes: float


def measure() -> BackupCosts:
    """Back up the register of this installation, and put the backup into an empty one."""
    database = Path(os.environ["IAKTTA_DATA"]) / "iaktta.sqlite3"
    with tempfile.TemporaryDirectory(prefix="iaktta-bench-") as folder:
        path = Path(folder) / "kopia.zip"
        written = _run("iaktta backup", dict(os.environ), "backup", path)
        # The register was written straight into its tables, so its trail has nothing to say of its rows.
        elsewhere = {**os.environ, "IAKTTA_DATA": str(Path(folder) / "ny")}
        restored = _run("iaktta restore", elsewhere, "restore", "--despite-breaks", path)
        sizes = (path.stat().st_size, database.stat().st_size)
    return BackupCosts((written, restored), *(size / 1e6 for size in sizes))


def _run(name: str, environment: dict[str, str], *arguments: str | Path) -> BackupCost:
    started = time.perf_counter()
    process = subprocess.Popen(
        [PROGRAM, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, name)
    return BackupCost(name, time.perf_counter() - started, used.ru_maxrss / 1000)
