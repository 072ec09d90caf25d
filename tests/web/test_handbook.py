"""The handbook shows the table of permissions as it is."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from iaktta.register.permissions import ACT_WORDS, REACH_WORDS, ROLES, TABLE


def cells(row: str, tag: str) -> list[str]:
    return [unescape(text) for text in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", row, re.DOTALL)]


def test_every_cell_of_the_table_stands_under_its_role_beside_its_act(client: Client) -> None:
    page = client.get("/handbok/").content.decode()
    table = page.split("<table")[1].split("</table>")[0]
    head, *rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    assert cells(head, "th")[1:] == [str(role.label) for role in ROLES]
    assert 'scope="col"' in head
    shown = {cells(row, "th")[0]: cells(row, "td") for row in rows}
    assert shown == {
        str(ACT_WORDS[act]): [str(REACH_WORDS[reaches[role]]) for role in ROLES]
        for act, reaches in TABLE.items()
    }
    assert all('<th scope="row">' in row for row in rows)


def test_the_handbook_is_for_whoever_is_signed_in() -> None:
    assert Client().get("/handbok/").status_code == 302
