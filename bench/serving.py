"""What the running program takes: memory of a web process, and the time until the command line answers."""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("iaktta")
ENOUGH = 40
"""Requests to each page before the memory is read, so that every process has served its share."""


def help_seconds(runs: int = 9) -> float:
    """What `iaktta --help` takes of a processor, process and all: the median of many runs."""
    return statistics.median(_processor_seconds([PROGRAM, "--help"]) for _ in range(runs))


def _processor_seconds(command: Sequence[str | Path]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def web_megabytes(addresses: list[str], cookie: str) -> float:
    """Resident memory of the largest web process, in MB, after it has served the addresses many times."""
    started = subprocess.Popen(
        [PROGRAM, "serve", "--port", "8765"], stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        _wait("http://127.0.0.1:8765/halsa/")
        for address in addresses * ENOUGH:
            asked = urllib.request.Request(f"http://127.0.0.1:8765{address}", headers={"Cookie": cookie})
            urllib.request.urlopen(asked, timeout=30).read()
        return max(_resident(pid) for pid in _below(started.pid) if "gunicorn" in _command(pid))
    finally:
        started.terminate()
        started.wait(30)


def _wait(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _below(pid: int) -> list[int]:
    """A process and all that it has started, and they."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in _below(int(child)))]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1000 if found else 0.0
