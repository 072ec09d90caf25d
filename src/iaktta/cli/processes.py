"""Several processes that live and die as one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any

STOPPING = 10.0
"""Seconds that a process gets to end by itself before it is killed."""

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Together:
    """Processes by name, started one by one: as a context manager it stops all of them on the way out.

    Each has a session of its own, so that Ctrl-C reaches this process alone and the rest end in order.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._handled_before: dict[int, Any] = {}
        self._asked_to_stop = False

    def __enter__(self) -> Together:
        for number in _SIGNALS:
            self._handled_before[number] = signal.signal(number, self._on_signal)
        return self

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one more, unless we have been asked to stop."""
        if not self._asked_to_stop:
            self._processes[name] = subprocess.Popen(  # noqa: S603  # our own commands, none from outside
                command, env=self._environment, start_new_session=True, stdin=subprocess.DEVNULL
            )

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOPPING
        for process in self._processes.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for number, handler in self._handled_before.items():
            signal.signal(number, handler)

    def watch(self, every: float, work: Callable[[], None] | None = None) -> str | None:
        """Wait until one of them ends, and say which; None when we were asked to stop.

        Args:
            every: Seconds between two calls of `work`; the first comes at once.
        """
        due = time.monotonic()
        while not self._asked_to_stop:
            if ended := self.ended():
                return ended
            if work and time.monotonic() >= due:
                work()
                due = time.monotonic() + every
            time.sleep(0.2)
        return None

    def wait_until(self, ready: Callable[[], bool], within: float) -> bool:
        """Whether `ready` came to hold within so many seconds, with all of them alive."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and not self._asked_to_stop and not self.ended():
            if ready():
                return True
            time.sleep(0.05)
        return False

    def ended(self) -> str | None:
        """The name of one that has ended by itself."""
        return next((name for name in self._processes if name not in self.alive()), None)

    def alive(self) -> list[str]:
        """The names of those that run."""
        return [name for name, process in self._processes.items() if process.poll() is None]

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True
