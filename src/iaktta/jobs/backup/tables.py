"""Which tables a backup holds: every one of the register, and what is left out, with the reason.

Found in Django's registry, so that a table of a later capability is in the backup without anybody having to
think of it. A table of another app has to be named here: a test fails for one that is in neither list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps.registry import Apps
from django.db import models

from iaktta.jobs.backup.values import Bytes, line, read, written

KEPT_APPS = frozenset({"register", "jobs"})
"""Apps whose tables are all kept, but for those that LEFT_OUT names."""

KEPT_TABLES = frozenset({"account.EmailAddress", "mfa.Authenticator", "socialaccount.SocialAccount"})
"""Tables of other people's apps that are kept too."""

LEFT_OUT: Mapping[str, str] = {
    "sessions.Session": "Pågående inloggningar gäller bara i den installation där de gjordes.",
    "usersessions.UserSession": "Pågående inloggningar gäller bara i den installation där de gjordes.",
    "jobs.Heartbeat": "Vilka processer som är igång just nu.",
    "jobs.CachedValue": "Mellanlagrade värden, som räkningen av felaktiga lösenord; de gäller en kort tid.",
    "account.EmailConfirmation": "Används inte: den som har ett konto är inbjuden på sin adress.",
    "socialaccount.SocialApp": "Används inte: kommunens inloggning står i inställningarna.",
    "socialaccount.SocialToken": "Används inte: Iaktta sparar ingen nyckel till någon annans tjänst.",
    "contenttypes.ContentType": "Programmet gör tabellens rader självt när databasen förbereds.",
    "auth.Permission": "Används inte: vem som får göra vad följer av rollerna.",
    "auth.Group": "Används inte: vem som får göra vad följer av rollerna.",
    "auth.Group_permissions": "Används inte: vem som får göra vad följer av rollerna.",
    "register.TouchedRow": "Finns bara medan en ändring görs: databasens notering om vad som skrivs.",
    "django_tasks_database.DBTaskResult": "Bakgrundsarbete; filer som väntar på att läsas ställs i kö igen.",
}

FILLED_BY_THE_PROGRAM = frozenset({"jobs.Schedule"})
"""Tables whose rows the program makes by itself: they do not make an installation anything but empty."""


@dataclass(frozen=True)
class Table:
    """A table of the backup; rows are written and read in the order of their keys."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.label

    @property
    def words(self) -> str:
        """What a person calls its rows."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def path(self) -> str:
        """Where its rows stand in the backup."""
        return f"rader/{self.name}.jsonl"

    @cached_property
    def fields(self) -> list[models.Field[Any, Any]]:
        """Its columns; what the database computes by itself is left to it."""
        every = self.model._meta.local_concrete_fields
        return [field for field in every if not getattr(field, "generated", False)]

    @cached_property
    def binary(self) -> list[models.Field[Any, Any]]:
        """The columns that hold bytes, each value of which is a file of the backup."""
        return [field for field in self.fields if isinstance(field, models.BinaryField)]

    def lines(self, using: str) -> Iterator[bytes]:
        """Its rows as the backup writes them, a few in memory at a time."""
        names = [field.attname for field in self.fields]
        for values in self._rows(using, names):
            stated = zip(self.fields, values, strict=True)
            yield line({field.attname: written(field, value) for field, value in stated})

    def contents(self, using: str) -> Iterator[bytes]:
        """The bytes that its rows hold, one value at a time."""
        for values in self._rows(using, [field.attname for field in self.binary]):
            yield from (bytes(value) for value in values if value is not None)

    def _rows(self, using: str, names: list[str]) -> Iterator[tuple[Any, ...]]:
        rows = self.model._base_manager.using(using).order_by("pk").values_list(*names)
        return rows.iterator(chunk_size=1 if self.binary else 2000)

    def values(self, stated: Mapping[str, Any], data: Bytes) -> list[Any]:
        """A line's values in the order of `fields`. Raises ValueError, KeyError or TypeError."""
        return [read(field, stated[field.attname], data) for field in self.fields]


def tables(registry: Apps) -> list[Table]:
    """The tables of the backup, each after those that it points to as far as that is possible."""
    return list(_in_order([Table(model) for model in every_model(registry) if is_kept(model)]))


def every_model(registry: Apps) -> list[type[models.Model]]:
    """Every model with a table of its own."""
    found = registry.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def is_kept(model: type[models.Model]) -> bool:
    """Whether a model's rows are in the backup."""
    label = model._meta.label
    return label not in LEFT_OUT and (model._meta.app_label in KEPT_APPS or label in KEPT_TABLES)


def _in_order(found: Iterable[Table]) -> Iterator[Table]:
    """By what they point to, then by name. In a ring of tables the first by name goes first."""
    left = {table.model: table for table in sorted(found, key=lambda table: table.name)}
    while left:
        free = [table for table in left.values() if not _points_to(table) & (left.keys() - {table.model})]
        for table in free or [next(iter(left.values()))]:
            del left[table.model]
            yield table


def _points_to(table: Table) -> set[Any]:
    return {field.related_model for field in table.fields if field.related_model}
