"""Log lines that cannot leak: only what is on a list gets out, and only where it has the form of the list.

A record's own text is left out unless it is one of our event names or a sentence of Django's or gunicorn's
that is known to be the same for everybody; what it was to be filled in with is always left out. An
exception is told by its types and places, never by its text or values: those often hold what somebody
typed.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import Any

from iaktta.errors import IakttaError

EVENT = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)+")
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,80}")
_STATE = re.compile(r"[0-9A-Z]{5}")

FIELDS: Mapping[str, type | re.Pattern[str]] = {
    "request_id": re.compile(r"[0-9a-f]{32}"),
    "method": re.compile(r"[A-Z]{3,7}"),
    "route": _NAME,
    "status": int,
    "ms": int,
    "organisation": int,
    "user": int,
    "count": int,
    "seconds": int,
    "kind": re.compile(r"[a-z_]{1,30}"),
    "by": re.compile(r"[a-z_]{1,30}(?:\+[a-z_]{1,30})*"),
}
"""What may stand in a line beside time, level, logger and event, and the form that it must have."""

ROUTES: set[str] = set()
"""The names of routes that have been asked for: a word that is none of them is no route."""

KNOWN: Mapping[str, str] = {
    "%s: %s": "request.failed",
    "Forbidden (%s): %s": "request.forged",
    "Booting worker with pid: %s": "server.worker_started",
    "Worker exiting (pid: %s)": "server.worker_ended",
    "Listening at: %s (%s)": "server.listens",
    "Starting gunicorn %s": "server.starts",
    "Shutting down: %s": "server.stops",
    "Handling signal: %s": "server.signal",
    "Worker (pid:%s) was sent SIG%s!%s": "server.worker_killed",
    "WORKER TIMEOUT (pid:%s)": "server.worker_timeout",
    "Error handling request %s": "server.request_failed",
    "Task id=%s path=%s state=%s": "task.state",
    "Starting worker worker_id=%s queues=%s": "worker.starts",
    "Task id=%s failed unexpectedly": "task.failed",
}
"""Sentences of libraries, unfilled, and the events that they tell of."""

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MOST_FRAMES = 30
_around: ContextVar[dict[str, Any] | None] = ContextVar("around", default=None)


@contextmanager
def around(**facts: Any) -> Iterator[dict[str, Any]]:
    """Facts for every line logged within; `note` adds to them."""
    held = dict(facts)
    token = _around.set(held)
    try:
        yield held
    finally:
        _around.reset(token)


def note(**facts: Any) -> None:
    """Add facts, such as the key of the organisation, to the lines of what is going on."""
    held = _around.get()
    if held is not None:
        held.update(facts)


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a record may tell, in the order in which it is written."""
    name = record.name if _NAME.fullmatch(record.name) else "other"
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    told: dict[str, Any] = {"time": moment, "level": record.levelname, "logger": name}
    ours = name == "iaktta" or name.startswith("iaktta.")
    text = record.msg if isinstance(record.msg, str) else ""
    if event := KNOWN.get(text) or (text if ours and EVENT.fullmatch(text) else ""):
        told["event"] = event
    else:
        told |= {"event": "withheld", "where": f"{record.module}:{record.lineno}"}
    stated: dict[str, Any] = {
        **(_around.get() or {}),
        **{k: v for k, v in vars(record).items() if k in FIELDS},
    }
    told |= {field: stated[field] for field in FIELDS if field in stated and _fits(field, stated[field])}
    if record.exc_info and record.exc_info[1] is not None:
        told |= _failure(record.exc_info[1])
    return told


def _fits(field: str, value: Any) -> bool:
    form = FIELDS[field]
    if isinstance(form, type):
        return isinstance(value, form) and not isinstance(value, bool)
    return (
        isinstance(value, str) and form.fullmatch(value) is not None and (field != "route" or value in ROUTES)
    )


def _failure(error: BaseException) -> dict[str, Any]:
    chain: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and len(chain) < 5 and now not in chain:
        chain.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    told: dict[str, Any] = {"error": [f"{type(one).__module__}.{type(one).__qualname__}" for one in chain]}
    for one in chain:
        state = getattr(one, "sqlstate", None)
        if isinstance(state, str) and _STATE.fullmatch(state):
            told["sqlstate"] = state
    return {**told, "frames": list(_frames(error.__traceback__))[-_MOST_FRAMES:]}


def _frames(found: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(found):
        path = PurePath(frame.f_code.co_filename)
        roots = [at for at, part in enumerate(path.parts) if part in ("site-packages", "src")]
        shown = PurePath(*path.parts[roots[-1] + 1 :]) if roots else PurePath(path.name)
        yield f"{shown.as_posix()}:{line} {frame.f_code.co_name}"


class JsonLines(logging.Formatter):
    """One JSON object a line, for machines that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False, separators=(",", ":"))


class PlainLines(logging.Formatter):
    """The same facts for a person at a terminal; `whole` adds the whole traceback, for developers alone."""

    def __init__(self, whole: bool = False) -> None:
        super().__init__()
        self.whole = whole

    def format(self, record: logging.LogRecord) -> str:
        told = facts_of(record)
        frames, error = told.pop("frames", []), told.pop("error", [])
        head = " ".join(str(told.pop(name)) for name in ("time", "level", "logger", "event"))
        line = " ".join([head, *(f"{name}={value}" for name, value in told.items())])
        if self.whole and record.exc_info:
            return f"{line}\n{record.getMessage()}\n{self.formatException(record.exc_info)}"
        below = [" <- ".join(error)] if error else []
        return "\n  ".join([line, *below, *frames])


def formatter(*, production: bool, debug: bool) -> dict[str, Any]:
    """How lines are written, as `logging.config` wants it."""
    return {"()": JsonLines} if production else {"()": PlainLines, "whole": debug}


def log_settings(level: str, *, production: bool, debug: bool) -> dict[str, Any]:
    """Django's LOGGING: everything to stderr by one handler, Django's own handlers taken away."""
    if level not in LEVELS:
        raise IakttaError(f"IAKTTA_LOG_LEVEL ska vara något av {', '.join(LEVELS)}.")
    through: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter(production=production, debug=debug)},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": through,
            "django.server": through,
            # What was not found or not allowed stands in the line of its request already.
            "django.request": {**through, "level": "ERROR"},
            "django_tasks": through,
            "django_tasks_db": through,
        },
    }


def log_what_nobody_catches() -> None:
    """Let what ends a process or a thread be logged as everything else, not printed with its values."""

    def ended(kind: type[BaseException], error: BaseException, found: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logging.getLogger("iaktta").critical("process.failed", exc_info=(kind, error, found))

    def thread_ended(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            ended(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = ended
    threading.excepthook = thread_ended
    logging.captureWarnings(True)
