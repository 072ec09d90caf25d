"""`{% translate "words" %}` that is looked up once a language: a list says the same words in every row."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class ConstantWords(Node):
    """What a `translate` tag says, kept for each language; its words depend on nothing else."""

    def __init__(self, node: TranslateNode) -> None:
        self._node = node
        self._said: dict[str | None, Any] = {}

    def render(self, context: template.Context) -> Any:
        """The words in the language of now."""
        language = get_language()
        if language not in self._said:
            self._said[language] = self._node.render(context)
        return self._said[language]


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """Django's own tag; where it says constant words and does nothing more, they are kept."""
    node = do_translate(parser, token)
    bits = token.split_contents()
    is_constant = len(bits) == 2 and bits[1][0] == bits[1][-1] and bits[1][0] in "\"'"
    return ConstantWords(node) if is_constant else node
