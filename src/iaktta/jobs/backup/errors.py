"""Why a backup could not be made or put back, in words that tell what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iaktta.errors import IakttaError

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
"""No space left, larger than this process or file system allows, quota used up."""


_REASONS = {
    errno.ENOENT: gettext_noop("den finns inte"),
    errno.ENOTDIR: gettext_noop("den finns inte"),
    errno.EISDIR: gettext_noop("det är en mapp"),
    errno.EACCES: gettext_noop("åtkomst nekas"),
    errno.EPERM: gettext_noop("åtkomst nekas"),
    errno.EROFS: gettext_noop("disken går bara att läsa"),
}


def _reason(error: OSError) -> str:
    """What the system says, in our words where it is one of the usual."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


class BackupError(IakttaError):
    """A backup that could not be made."""


class RestoreError(IakttaError):
    """A backup that could not be put back; the installation is as it was."""


class NotABackupError(RestoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _("%(path)s är ingen säkerhetskopia från Iaktta. Ange en fil som iaktta backup har skrivit.")
            % {"path": path}
        )


class CutOffError(RestoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Säkerhetskopian %(path)s är inte hel: slutet av filen saknas eller går inte att läsa. "
                "Hämta filen på nytt eller använd en annan säkerhetskopia. Inget har lagts in."
            )
            % {"path": path}
        )


class DamagedError(RestoreError):
    """`where` names the part that differs; empty where only the whole is known to differ."""

    def __init__(self, path: Path, where: str = "") -> None:
        words = (
            _("Säkerhetskopian %(path)s är skadad: %(where)s stämmer inte med sin kontrollsumma.")
            if where
            else _("Säkerhetskopian %(path)s är skadad: innehållet stämmer inte med kontrollsumman.")
        )
        advice = _("Hämta filen på nytt eller använd en annan säkerhetskopia. Inget har lagts in.")
        super().__init__(f"{words % {'path': path, 'where': where}} {advice}")


class NewerBackupError(RestoreError):
    def __init__(self, path: Path, made_with: str, here: str) -> None:
        super().__init__(
            _(
                "Säkerhetskopian %(path)s är gjord med en nyare version av Iaktta (%(made_with)s) än den här "
                "(%(here)s). Uppgradera Iaktta och försök igen. Inget har lagts in."
            )
            % {"path": path, "made_with": made_with, "here": here}
        )


class OlderBackupError(RestoreError):
    def __init__(self, path: Path, made_with: str, here: str) -> None:
        super().__init__(
            _(
                "Säkerhetskopian %(path)s är gjord med en äldre version av Iaktta (%(made_with)s) än den här "
                "(%(here)s). Lägg in den med den versionen och uppgradera sedan, eller lägg in den i en "
                "databas helt utan tabeller, så uppgraderas den på vägen. Inget har lagts in."
            )
            % {"path": path, "made_with": made_with, "here": here}
        )


class NotEmptyError(RestoreError):
    def __init__(self, found: str) -> None:
        super().__init__(
            _(
                "En säkerhetskopia läggs bara in i en tom installation, men här finns redan %(found)s. "
                "Ange en ny mapp i IAKTTA_DATA eller en ny databas i IAKTTA_DATABASE_URL och försök igen. "
                "Inget har ändrats."
            )
            % {"found": found}
        )


class RestoredOtherwiseError(RestoreError):
    def __init__(self, where: str) -> None:
        super().__init__(
            _(
                "Det som lades in från säkerhetskopian stämmer inte med den (%(where)s), så allt har tagits "
                "bort igen. Försök igen, och kontakta den som sköter programmet om det inte hjälper."
            )
            % {"where": where}
        )


class TrailBrokenError(RestoreError):
    """`first` is the first break, as `iaktta verify` names it."""

    def __init__(self, first: str) -> None:
        self.first = first
        super().__init__(
            _(
                "Säkerhetskopian är hel, men loggen i den stämmer inte: %(first)s Inget har lagts in. "
                "Ta reda på vad som har hänt, och använd helst en äldre säkerhetskopia. "
                "Med --despite-breaks läggs den in ändå."
            )
            % {"first": first}
        )


class RefusedRowsError(RestoreError):
    def __init__(self, why: str) -> None:
        super().__init__(
            _(
                "Databasen tog inte emot raderna i säkerhetskopian (%(why)s), så inget har lagts in. "
                "Använd en annan säkerhetskopia, och kontakta den som sköter programmet om det inte hjälper."
            )
            % {"why": why}
        )


class UpgradeFailedError(RestoreError):
    def __init__(self, why: str) -> None:
        super().__init__(
            _(
                "Säkerhetskopian lades in men kunde inte uppgraderas till den här versionen (%(why)s). "
                "Använd inte databasen: ta bort den och lägg in kopian med den version som gjorde den."
            )
            % {"why": why}
        )


class FileExistsAlreadyError(BackupError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "%(path)s finns redan och skrivs inte över. "
                "Ange ett annat namn, till exempel med dagens datum."
            )
            % {"path": path}
        )


class RowsHiddenError(BackupError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Databasens användare får inte läsa alla organisationers rader, så säkerhetskopian skulle "
                "bli ofullständig. Kör kommandot med den databasanvändare som äger tabellerna. "
                "Ingen säkerhetskopia har skrivits."
            )
        )


class DiskFullError(BackupError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Disken är full, så säkerhetskopian %(path)s blev inte klar. Det som hann skrivas har tagits "
                "bort, och registret är orört. Frigör utrymme eller välj en annan plats och försök igen."
            )
            % {"path": path}
        )


class CannotWriteError(BackupError):
    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _(
                "Säkerhetskopian %(path)s går inte att skriva (%(why)s). Kontrollera att mappen finns och "
                "att du får skriva där. Registret är orört."
            )
            % {"path": path, "why": _reason(error)}
        )


class CannotReadError(RestoreError):
    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _("%(path)s går inte att läsa (%(why)s). Kontrollera sökvägen och att du får läsa filen.")
            % {"path": path, "why": _reason(error)}
        )


@contextmanager
def speaking_of_the_disk(path: Path) -> Iterator[None]:
    """Within it, a disk that is full or cannot be written raises a BackupError that names the backup."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(path) from error
        raise CannotWriteError(path, error) from error
