"""The register as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    """What documents say, and what they are about."""

    name = "iaktta.register"
    label = "register"
    verbose_name = _("register")
