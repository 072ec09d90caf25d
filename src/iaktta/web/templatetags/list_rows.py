"""`{% rader list scope %}`: the rows of a list, each by the list's own row template."""

from __future__ import annotations

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from iaktta.web.lists.page import ListPage
from iaktta.web.scope import Scope

register = template.Library()


@register.simple_tag(takes_context=True)
def rader(context: template.Context, page: ListPage, scope: Scope) -> SafeString:
    """What an `include … with row=row scope=scope only` for each row gives, with one context for them all."""
    found = get_template(page.listing.row_template).template  # type: ignore[attr-defined]
    inner = context.new({"scope": scope})
    said = []
    with inner.render_context.push_state(found):
        for row in page.rows:
            inner["row"] = row
            said.append(found.nodelist.render(inner))
    return SafeString("".join(said))
