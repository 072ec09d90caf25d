"""Texts that people write for pages, in a handful of marks: headings, lists, links and strong words.

    ## Rubrik            a heading; ### a smaller one
    - punkt              a list, one point a line
    [ord](https://...)   a link: https, http, mailto or an address of this site
    **viktigt**          strong

Everything else is shown as it was typed. Lines that follow each other are one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_HEADING = re.compile(r"(##|###)\s+(.+)")
_POINT = re.compile(r"[-*]\s+(.+)")
_MARK = re.compile(r"\[([^\]\n]{1,300})\]\(([^()\s]{1,500})\)|\*\*([^*\n]{1,500})\*\*")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+|mailto:[^\s<>\"'@]+@[^\s<>\"']+|/(?![/\\])[^\s<>\"'\\]*")


def light_html(text: str) -> SafeString:
    """The text as HTML: h2, h3, p, ul, li, a and strong, and nothing else."""
    blocks = (_block(block) for block in _blocks(text))
    return format_html_join("\n", "{}", ((block,) for block in blocks))


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines that belong together: an empty line parts them, and so does a heading or the edge of a list."""
    held: list[str] = []
    for line in [*(line.strip() for line in text.splitlines()), ""]:
        if held and (not line or _kind(line) != _kind(held[-1]) or _kind(line) == "heading"):
            yield held
            held = []
        if line:
            held.append(line)


def _kind(line: str) -> str:
    return "heading" if _HEADING.fullmatch(line) else "point" if _POINT.fullmatch(line) else "words"


def _block(lines: list[str]) -> SafeString:
    if heading := _HEADING.fullmatch(lines[0]):
        name = "h2" if heading.group(1) == "##" else "h3"
        return format_html("<{}>{}</{}>", SafeString(name), _inline(heading.group(2)), SafeString(name))
    if _kind(lines[0]) == "point":
        points = (_POINT.fullmatch(line) for line in lines)
        return format_html(
            '<ul class="bullets">{}</ul>',
            format_html_join("", "<li>{}</li>", ((_inline(point.group(1)),) for point in points if point)),
        )
    return format_html("<p>{}</p>", _inline(" ".join(lines)))


def _inline(text: str) -> SafeString:
    parts, at = [], 0
    for mark in _MARK.finditer(text):
        words, address, strong = mark.groups()
        if address is not None and not _ADDRESS.fullmatch(address):
            continue  # no address that we would lead anybody to: shown as typed
        parts.append(format_html("{}", text[at : mark.start()]))
        if strong is not None:
            parts.append(format_html("<strong>{}</strong>", strong))
        else:
            parts.append(format_html('<a href="{}">{}</a>', address, words))
        at = mark.end()
    parts.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))
