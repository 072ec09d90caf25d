"""`iaktta serve` as a real process, with an installation of its own; and a browser without a face."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("iaktta")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of an installation of its own, and no setting besides."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IAKTTA_")}
    own = {"DJANGO_SETTINGS_MODULE": "iaktta.settings", "IAKTTA_DATA": str(folder)}
    return {**kept, **own, **settings}


class Served:
    """The running program: its address, and all that it has said so far."""

    def __init__(self, settings: Mapping[str, str], *arguments: str) -> None:
        self.said: list[str] = []
        self._process = subprocess.Popen(
            [PROGRAM, "serve", "--workers", "1", *arguments],
            env=dict(settings), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        wait_for(lambda: self.address or self._process.poll() is not None, "the program to answer")

    @property
    def address(self) -> str:
        return next((found.group() for line in self.said if (found := re.search(r"http://\S+", line))), "")

    @property
    def output(self) -> str:
        return "".join(self.said)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C does; gives the exit code."""
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(30)
        self._listener.join(5)
        return code

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line)


class Visitor:
    """Asks for pages and sends forms, with cookies as a browser keeps them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self.headers: dict[str, str] = {}

    def cookie(self, name: str, value: str) -> None:
        """Carry a cookie from here on."""
        domain = urllib.parse.urlsplit(self.address).hostname or ""
        self._cookies.set_cookie(
            http.cookiejar.Cookie(
                0, name, value, None, False, domain, True, False, "/", True, False, None, True, None, None, {}
            )
        )

    def get(self, path: str) -> tuple[int, str]:
        """Status and page."""
        return self._ask(urllib.request.Request(self.address + path))

    def post(self, path: str, on: str, **fields: str) -> tuple[int, str]:
        """Send a form of the page at `on` to `path`."""
        return self.send(path, self.token(on), **fields)

    def token(self, on: str) -> str:
        """What a form of that page carries against forgery."""
        found = TOKEN.search(self.get(on)[1])
        assert found, f"{on} has no form"
        return found.group(1)

    def send(self, path: str, token: str, **fields: str) -> tuple[int, str]:
        """Send a form that was fetched before."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._ask(urllib.request.Request(self.address + path, data))

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=30) as answer:
                self.headers = dict(answer.headers)
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            self.headers = dict(refused.headers)
            return refused.code, refused.read().decode()


def wait_for(holds: Callable[[], object], what: str, within: float = 60) -> None:
    """Until it holds; fails after so many seconds."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, f"waited {within:.0f} s for {what}"
        time.sleep(0.1)
