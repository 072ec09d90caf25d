"""gunicorn's own lines in the form of ours. Its access log stays off: `request_log` takes its place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from gunicorn.glogging import Logger

from iaktta.logs import JsonLines, PlainLines


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Given to gunicorn as `--logger-class`."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        lines = JsonLines() if settings.PRODUCTION else PlainLines(whole=settings.DEBUG)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(lines)

    def access(self, *_: Any) -> None:
        """Nothing: gunicorn's line would hold addresses with what somebody asked for."""
