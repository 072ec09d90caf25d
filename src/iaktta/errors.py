"""What stops Iaktta, as opposed to what merely does not add up in a document (a Problem)."""


class IakttaError(Exception):
    """Work cannot go on. Its text is Swedish and safe to show: what happened, and what to do."""

    message = "Det gick inte att slutföra. Försök igen."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
