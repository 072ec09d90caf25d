"""The pages of an organisation that everybody may read."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import executive_board
from iaktta.register.events import record_event
from iaktta.register.models import OpenPage, Organisation, User

LONGEST = 40_000
"""Characters of a page."""


class OpenPageError(IakttaError):
    """A text that cannot be a page."""


@transaction.atomic
def write_open_page(organisation: Organisation, kind: str, text: str, *, by: User) -> OpenPage:
    """The next version of a page; the same text again changes nothing.

    Raises:
        OpenPageError: The text is empty or too long.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise OpenPageError(_("Sidan är tom. Skriv det som ska stå på den."))
    if len(text) > LONGEST:
        raise OpenPageError(_("Sidan är för lång. Den får ha %(most)s tecken.") % {"most": LONGEST})
    earlier = OpenPage.objects.select_for_update().filter(organisation=organisation, kind=kind)
    last = earlier.order_by("-version").first()
    if last is not None and last.text == text:
        return last
    page = OpenPage.objects.create(
        organisation=organisation,
        owner=executive_board(organisation, by=by),
        kind=kind,
        version=last.version + 1 if last else 1,
        text=text,
        written_by=by,
    )
    changes = {
        "kind": (None, kind),
        "version": (None, page.version),
        "text": (last.text if last else None, text),
    }
    record_event("open_page.written", page, by=by, changes=changes)
    return page
