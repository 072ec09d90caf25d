"""Template tags about secrecy. Built in (see settings): no template needs `{% load %}`.

{% las row %}               a padlock with its ground beside a row that is marked
{% sekretesslag kind %}     what a marked item is called
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from iaktta.register.models import Subject
from iaktta.register.models.subject import NO_GROUND
from iaktta.web.secrecy import kind_word
from iaktta.web.templatetags.iaktta import ikon, padlock

register = template.Library()


@register.simple_tag
def las(row: Subject) -> SafeString:
    """A padlock with its ground where a row is marked as secret, by a person or by its document."""
    ground = row.secrecy_ground
    if not ground:
        return format_html(" {}", padlock()) if getattr(row, "secret", False) else SafeString("")
    if ground == NO_GROUND:
        return format_html(" {}", padlock())
    return format_html(
        ' <span class="secret" title="{}">{}{}<span class="vh"> {}</span></span>',
        ground,
        ikon("lock"),
        gettext("Sekretess"),
        ground,
    )


@register.simple_tag
def sekretesslag(kind: str) -> str:
    """What a marked item is called."""
    return kind_word(kind)
