"""Why a file is not taken in: each says in Swedish what happened and what to do."""

from __future__ import annotations

from iaktta.errors import IakttaError


def gettext_noop(text: str) -> str:
    """Marks a text for translation; this room knows no framework that could translate it."""
    return text


class FileRefusedError(IakttaError):
    """A file that is not taken in: `text`, which can be translated, and the `values` to fill in."""

    text = gettext_noop("Filen går inte att ta emot. Kontrollera att det är rätt fil och försök igen.")

    def __init__(self, **values: str | int) -> None:
        self.values = values
        super().__init__(self.text % values if values else self.text)


class EmptyError(FileRefusedError):
    text = gettext_noop("Filen är tom. Välj en fil med innehåll.")


class TooLargeError(FileRefusedError):
    """Sizes in megabytes of 1 000 000 bytes."""

    text = gettext_noop(
        "Filen är %(size)s MB, men högst %(limit)s MB går att skicka in. "
        "Dela upp den, eller spara den med mindre bilder."
    )

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size=megabytes(size), limit=megabytes(limit))


class WrongKindError(FileRefusedError):
    text = gettext_noop("Filen är av ett slag som inte går att ta emot. %(instead)s")


class OldOfficeError(FileRefusedError):
    text = gettext_noop(
        "Filen är låst med lösenord eller sparad i ett äldre format (.doc, .xls). "
        "Spara en kopia utan lösenord som .docx, .xlsx eller PDF och skicka in den i stället."
    )


class HeicError(FileRefusedError):
    text = gettext_noop(
        "Bilden är i formatet HEIC, som få program kan visa. Spara den som JPEG, eller ställ in kameran på "
        "det mest kompatibla formatet, och skicka in den på nytt."
    )


class WebPageError(FileRefusedError):
    text = gettext_noop(
        "Filen börjar som en webbsida eller annan kod, och sådana tas inte emot. "
        "Skriv ut sidan till PDF och skicka in den i stället."
    )


class TwoKindsError(FileRefusedError):
    text = gettext_noop(
        "Filen går att läsa som två olika slag på en gång, och sådana tas inte emot. "
        "Öppna originalet och spara det på nytt."
    )


class DamagedError(FileRefusedError):
    text = gettext_noop(
        "Filen är skadad eller inte hel. Öppna originalet, spara det på nytt och skicka in den nya filen."
    )


class PasswordError(FileRefusedError):
    text = gettext_noop(
        "Filen är låst med lösenord. Spara en kopia utan lösenord och skicka in den i stället."
    )


class TooManyPagesError(FileRefusedError):
    text = gettext_noop(
        "Filen har %(pages)s sidor, men högst %(limit)s går att skicka in. Dela upp den i flera filer."
    )


class TooManyPixelsError(FileRefusedError):
    text = gettext_noop(
        "Bilden är %(width)s × %(height)s bildpunkter, vilket är för stort. Spara den mindre och försök igen."
    )


class TooMuchInsideError(FileRefusedError):
    text = gettext_noop(
        "Filen växer till mer än Iaktta tar emot när den packas upp. "
        "Dela upp den, eller spara den som PDF och skicka in den i stället."
    )


class UnsafeArchiveError(FileRefusedError):
    text = gettext_noop(
        "Filen är uppbyggd på ett sätt som inte är säkert att öppna. "
        "Öppna originalet, spara det på nytt och skicka in den nya filen."
    )


class ActiveContentError(FileRefusedError):
    text = gettext_noop(
        "Filen innehåller makron, program eller inbäddade objekt, och sådana filer tas inte emot. "
        "Spara en kopia utan dem, till exempel som PDF, och skicka in den i stället."
    )


class FetchesElsewhereError(FileRefusedError):
    text = gettext_noop(
        "Filen hämtar innehåll från en annan plats när den öppnas (%(where)s), och sådana filer tas "
        "inte emot. Spara den som PDF och skicka in den i stället."
    )


class NotTextError(FileRefusedError):
    text = gettext_noop(
        "Texten innehåller styrtecken som inte hör till en text. "
        "Spara om originalet som text med teckenkodningen UTF-8 och skicka in den nya filen."
    )


class LargerThanError(FileRefusedError):
    """A file that was cut off when it had passed the limit, so that nobody knows how large it is."""

    text = gettext_noop(
        "Filen är större än %(limit)s MB, som är det mesta som går att skicka in. "
        "Dela upp den, eller spara den med mindre bilder."
    )

    def __init__(self, limit: int) -> None:
        super().__init__(limit=megabytes(limit))


class InfectedError(FileRefusedError):
    text = gettext_noop(
        "Virussökningen varnar för filen, så den har inte tagits emot. "
        "Hör av dig till den som sköter era datorer innan du öppnar den."
    )


class NotScannedError(FileRefusedError):
    text = gettext_noop(
        "Filen kunde inte genomsökas efter virus, så den har inte tagits emot. "
        "Försök igen om en stund, och hör av dig till den som sköter Iaktta om det fortsätter."
    )


def megabytes(size: int) -> str:
    """Two decimals, rounded up, so that one byte too many shows as more than the limit."""
    hundredths = -(-size // 10_000)
    return f"{hundredths / 100:g}".replace(".", ",")
