"""docs/krav.md claims nothing that cannot be seen."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from iaktta.cli.main import iaktta
from tests.house.files import ROOT

ROW = re.compile(r"^\| (R\d+) \| (.+?) \| (\S+) \| ?(.*?) ?\|$", re.MULTILINE)
SHOWN_BY = re.compile(r"`(sida|kommando|prov): ([^`]+)`")
STATES = {"klar", "påbörjad", "kommer"}


class Requirement(NamedTuple):
    number: str
    text: str
    state: str
    shown_by: str


def requirements() -> list[Requirement]:
    text = (ROOT / "docs" / "krav.md").read_text(encoding="utf-8")
    return [Requirement(*match.groups()) for match in ROW.finditer(text)]


def test_every_requirement_stands_once_with_a_state() -> None:
    found = requirements()
    assert [each.number for each in found] == [f"R{number}" for number in range(1, 76)]
    assert {each.state for each in found} <= STATES


@pytest.mark.parametrize("requirement", requirements(), ids=lambda each: each.number)
def test_what_is_claimed_to_be_done_can_be_seen(requirement: Requirement) -> None:
    claims = SHOWN_BY.findall(requirement.shown_by)
    if requirement.state == "klar":
        assert claims, "what is done names a page, a command or a test"
    for kind, name in claims:
        assert exists(kind, name), f"{kind} {name} does not exist"


def test_a_page_a_command_or_a_test_that_does_not_exist_is_noticed() -> None:
    assert not exists("sida", "no-such-page")
    assert not exists("kommando", "iaktta fly")
    assert not exists("prov", "tests/house/test_krav.py::test_nothing")
    assert not exists("prov", "tests/house/test_nothing.py::test_nothing")


def exists(kind: str, name: str) -> bool:
    if kind == "sida":
        return name in page_names()
    if kind == "kommando":
        program, command = name.split()[:2]
        return program == "iaktta" and command in iaktta.commands_at
    return has_test(*name.partition("::")[::2])


def has_test(file: str, function: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in ast.walk(tree))


@cache
def page_names() -> frozenset[str]:
    return frozenset(_names(get_resolver()))


def _names(resolver: URLResolver) -> list[str]:
    names: list[str] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            names += _names(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            names.append(entry.name)
    return names
