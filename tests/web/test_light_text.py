"""What people write for pages becomes a few harmless tags, whatever they write."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.web.light_text import light_html

TAGS = re.compile(r'</?(?:h2|h3|p|li|strong)>|<ul class="bullets">|</ul>|<a href="[^"<>]*">|</a>')
marks = st.sampled_from(
    ["## ", "### ", "- ", "**", "[", "](", ")", "\n", "\n\n", "<", ">", '"', "javascript:", "https://a.se"]
)
texts = st.lists(st.one_of(marks, st.text(max_size=8)), max_size=40).map("".join)


def test_headings_lists_links_and_strong_words() -> None:
    shown = light_html(
        "## Om oss\nVi **svarar**\nsnart.\n- ett\n- [två](https://a.example/?b=1&c=2)\n\nSlut."
    )
    assert shown == (
        "<h2>Om oss</h2>\n<p>Vi <strong>svarar</strong> snart.</p>\n"
        '<ul class="bullets"><li>ett</li><li><a href="https://a.example/?b=1&amp;c=2">två</a></li></ul>\n'
        "<p>Slut.</p>"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//annan.example", "/\\annan", "vbscript:x"]
)
def test_an_address_that_leads_nowhere_good_is_no_link(address: str) -> None:
    assert "<a" not in light_html(f"[klicka]({address})")


@given(texts)
def test_nothing_but_the_few_tags_comes_out(text: str) -> None:
    rest = TAGS.sub("", light_html(text))
    assert "<" not in rest
    assert ">" not in rest
    for address in re.findall(r'href="([^"]*)"', light_html(text)):
        assert re.match(r"https?://|mailto:|/(?![/\\])", unescape(address))


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], exclude_characters="#-*[]()"
        ),
        min_size=1,
        max_size=60,
    )
)
def test_plain_words_are_shown_as_they_were_typed(text: str) -> None:
    assert unescape(re.sub(r"</?p>", "", light_html(text))) == text.strip()
