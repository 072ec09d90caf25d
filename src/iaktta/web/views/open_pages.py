"""Pages that everybody may read: the accessibility statement (DOS 13 §) and information on personal data."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iaktta.register import separation
from iaktta.register.models import OpenPage, Organisation
from iaktta.register.queries.open_pages import newest
from iaktta.web.default_pages import GAP_OPENS, SLUGS, TITLES, default_text
from iaktta.web.light_text import light_html


@login_not_required
@require_safe
def open_page(request: HttpRequest, org: str, page: str) -> HttpResponse:
    """The newest version; until there is one, what it says to begin with."""
    key, kind = separation.organisation_at(org), SLUGS.get(page)
    if key is None or kind is None:
        raise Http404
    with separation.whole(key):
        organisation = Organisation.objects.get(pk=key)
        written: OpenPage | None = newest(organisation, kind)
    text = written.text if written else default_text(kind, organisation.name)
    context = {
        "organisation": organisation,
        "title": TITLES[kind],
        "text": light_html(text),
        "written": written,
        "unfinished": GAP_OPENS in text,
    }
    return render(request, "open/page.html", context)
