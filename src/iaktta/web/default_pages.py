"""What the open pages say until an organisation has written its own: a good start, with gaps in brackets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from iaktta.register.models import OpenPage

TITLES: Mapping[str, Promise] = {
    OpenPage.Kind.ACCESSIBILITY: _("Tillgänglighetsredogörelse"),
    OpenPage.Kind.PERSONAL_DATA: _("Så behandlar vi personuppgifter"),
}
SLUGS: Mapping[str, str] = {
    "tillganglighet": OpenPage.Kind.ACCESSIBILITY,
    "personuppgifter": OpenPage.Kind.PERSONAL_DATA,
}
GAP_OPENS = "[fyll i"
"""How a gap begins; the guide counts a page that has none left as done."""


def default_text(kind: str, name: str) -> str:
    """The start of a page for the organisation of that name, in Swedish: the page is the organisation's own.

    What must stand there: lagen (2018:1937) om tillgänglighet till digital offentlig service, 13 §, with
    Digg's regulations MDFFS 2019:2; and the General Data Protection Regulation, article 13.
    """
    return _text(kind).replace("{name}", name)


@cache
def _text(kind: str) -> str:
    path = Path(__file__).parent / "default_texts" / f"{kind}.md"
    return path.read_text(encoding="utf-8").strip()
