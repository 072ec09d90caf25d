"""The web as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Where people come in."""

    name = "iaktta.web"

    def ready(self) -> None:
        """Write signings in to the log."""
        from iaktta.web.sign_in import log

        log.listen()
