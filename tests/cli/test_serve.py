"""`iaktta serve`: several processes that start and stop as one, on a port that is free."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from iaktta.cli.processes import Together
from iaktta.cli.serve import PortTakenError, free_port

PROGRAM = Path(sys.executable).with_name("iaktta")
SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]
ENDS = [sys.executable, "-c", "raise SystemExit(1)"]


def test_one_that_ends_is_named_and_the_others_are_stopped() -> None:
    with Together(os.environ) as processes:
        processes.start("webben", SLEEPS)
        processes.start("arbetet", ENDS)
        assert processes.watch(every=60) == "arbetet"
        others = list(processes.alive())
    assert others == ["webben"]
    assert list(processes.alive()) == []


def test_an_interruption_stops_all_of_them_without_naming_any() -> None:
    with Together(os.environ) as processes:
        processes.start("webben", SLEEPS)
        processes.start("arbetet", SLEEPS)
        os.kill(os.getpid(), signal.SIGINT)
        assert processes.watch(every=60) is None
    assert list(processes.alive()) == []


def test_one_that_does_not_stop_by_itself_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iaktta.cli.processes.STOPPING", 0.2)
    with Together(os.environ) as processes:
        processes.start("envis", STUBBORN)
        time.sleep(0.5)
    assert list(processes.alive()) == []


def test_the_work_of_each_minute_is_done_at_once_and_then_again() -> None:
    done: list[float] = []

    def work() -> None:
        done.append(time.monotonic())
        if len(done) == 3:
            os.kill(os.getpid(), signal.SIGTERM)

    with Together(os.environ) as processes:
        processes.start("webben", SLEEPS)
        processes.watch(every=0.3, work=work)
    assert len(done) == 3
    assert done[1] - done[0] >= 0.3


def test_the_next_free_port_is_taken_and_one_that_was_asked_for_is_not_replaced() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"Port {taken} är upptagen"):
            free_port("127.0.0.1", taken)
        assert free_port("127.0.0.1", None) != taken


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own, with tables."""
    environment = {**os.environ, "IAKTTA_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
    environment.pop("IAKTTA_DATABASE_URL", None)
    subprocess.run([PROGRAM, "manage", "migrate", "-v0"], env=environment, check=True)
    return environment


def test_web_worker_and_schedule_start_with_one_command_and_end_with_ctrl_c(
    installation: dict[str, str],
) -> None:
    served = subprocess.Popen([PROGRAM, "serve"], env=installation, stderr=subprocess.PIPE, text=True)
    assert served.stderr is not None
    address = next(found.group() for line in served.stderr if (found := re.search(r"http://\S+", line)))
    children = _children(served.pid, wanted=2)
    with urllib.request.urlopen(f"{address}/halsa/", timeout=10) as answer:
        assert answer.status == 200
    assert len(children) == 2
    served.send_signal(signal.SIGINT)
    assert served.wait(20) == 0
    assert [child for child in children if _runs(child)] == []


def test_without_tables_it_says_what_to_do(tmp_path: Path) -> None:
    environment = {**os.environ, "IAKTTA_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "iaktta.settings"}
    environment.pop("IAKTTA_DATABASE_URL", None)
    served = subprocess.run([PROGRAM, "serve"], env=environment, capture_output=True, text=True, check=False)
    assert served.returncode == 3
    assert "iaktta manage migrate" in served.stderr


def _children(pid: int, wanted: int) -> list[int]:
    """The processes that a process has started, as the system tells, once there are as many as wanted."""
    listed: list[str] = []
    deadline = time.monotonic() + 20
    while len(listed) < wanted and time.monotonic() < deadline:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        time.sleep(0.1)
    return [int(child) for child in listed]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
