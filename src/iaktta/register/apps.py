"""The register as a Django application."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    """What documents say, and what they are about."""

    name = "iaktta.register"
    label = "register"
    verbose_name = _("register")

    def ready(self) -> None:
        from iaktta.register.policies import hold_separation
        from iaktta.register.trail.taking_in import after_migrating, before_migrating
        from iaktta.register.trail.transactions import tell_transactions

        connection_created.connect(tell_transactions, dispatch_uid="iaktta.register.transactions")
        pre_migrate.connect(before_migrating, sender=self, dispatch_uid="iaktta.register.before_migrating")
        post_migrate.connect(after_migrating, sender=self, dispatch_uid="iaktta.register.after_migrating")
        # After every migrate, whichever tables it made: PostgreSQL's policies on them.
        post_migrate.connect(hold_separation, sender=self, dispatch_uid="iaktta.separation")
