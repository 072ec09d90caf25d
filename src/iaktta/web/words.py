"""What the kinds of entries in a document are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRY: dict[str, str | Promise] = {
    "audit": _("Granskning"),
    "recommendation": _("Rekommendation"),
    "new_recommendation": _("Ny rekommendation"),
    "response": _("Svar"),
    "observation": _("Iakttagelse"),
    "decision": _("Beslut"),
    "assessment": _("Bedömning"),
    "summary_row": _("Rad i räknetabell"),
    "risk": _("Risk"),
    "control": _("Kontrollmoment"),
    "occasion": _("Tillfälle"),
}
