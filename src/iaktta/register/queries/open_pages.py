"""The open pages of an organisation, as they stand now and as they stood."""

from __future__ import annotations

from django.db.models import QuerySet

from iaktta.register.models import OpenPage, Organisation


def newest(organisation: Organisation, kind: str) -> OpenPage | None:
    """The version that counts, None where nobody has written one. Anybody may read it."""
    return versions(organisation, kind).first()


def versions(organisation: Organisation, kind: str) -> QuerySet[OpenPage]:
    """Every version of a page, the newest first."""
    written = OpenPage.objects.filter(organisation=organisation, kind=kind)
    return written.select_related("written_by").order_by("-version")
