"""Letters by e-mail: to the terminal unless a server is set (IAKTTA_EMAIL_URL)."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError

_log = logging.getLogger("iaktta.letters")


class LetterNotSentError(IakttaError):
    """The e-mail server is gone, refuses, or takes too long."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Brevet gick inte att skicka, för e-postservern svarar inte som den ska. Försök igen om en "
                "stund, och säg till den som sköter Iaktta hos er om det händer igen."
            )
        )


def send_letter(to: str, subject: str, paragraphs: Sequence[str]) -> None:
    """Send a letter in plain text.

    Raises:
        LetterNotSentError: The e-mail server is gone, refuses, or takes too long.
    """
    ending = _("Hälsningar\nIaktta")
    letter = EmailMessage(
        subject=subject,
        body="\n\n".join([*paragraphs, ending]) + "\n",
        to=[to],
        # Nobody's out-of-office reply needs to come back.
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send()
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("letter.not_sent", exc_info=error)
        raise LetterNotSentError from error
