"""Why a file is not read: each says in Swedish what happened and what to do."""

from iaktta.errors import IakttaError


class UnreadableFileError(IakttaError):
    """A file that no report can be read from."""

    message = "Filen går inte att läsa. Spara rapporten som text (.txt eller .md) och läs in den på nytt."


class EmptyFileError(UnreadableFileError):
    message = "Filen är tom. Välj en fil som innehåller rapportens text."


class FileTooLargeError(UnreadableFileError):
    """More bytes than we take in; the limit is a setting."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"Filen är {_megabytes(size)} MB, men högst {_megabytes(limit)} MB går att läsa in. "
            "Dela upp rapporten eller spara den som text utan bilder."
        )


class BinaryFileError(UnreadableFileError):
    message = "Filen är inte en textfil. Spara rapporten som text (.txt eller .md) och läs in den i stället."


class DoublyDecodedError(UnreadableFileError):
    message = (
        "Bokstäverna å, ä och ö är förvanskade i filen (de står som Ã¥, Ã¤ och Ã¶). "
        "Spara om originalet som text med teckenkodningen UTF-8 och läs in den nya filen."
    )


class ControlCharacterError(UnreadableFileError):
    """A control character that no written text holds; `line` counts from 1."""

    def __init__(self, character: str, line: int) -> None:
        super().__init__(
            f"Rad {line} i filen innehåller styrtecknet U+{ord(character):04X}, som inte hör till en text. "
            "Spara om originalet som text med teckenkodningen UTF-8 och läs in den nya filen."
        )


class NotAReportError(UnreadableFileError):
    message = (
        "Texten ser inte ut att vara en granskning, en uppföljning eller en internkontrollplan. "
        "Kontrollera att det är rätt fil."
    )


def _megabytes(size: int) -> str:
    # Two decimals, rounded up, so that one byte too many shows as more than the limit.
    hundredths = -(-size // 10_000)
    return f"{hundredths / 100:g}".replace(".", ",")
