"""Code and templates that can be taken in: functions fit in a glance, files on a few screens."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.files import files_ending, shown

FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES = 50, 400, 200
PYTHON = [path for path in files_ending(".py") if "migrations" not in path.parts]
TEMPLATES = list(files_ending(".html", under="src"))

STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\s*=)|javascript:", re.IGNORECASE)
CAN_FAIL = re.compile(r"assert|raises|expect|fail|check|refuse|validate$|call_command$")
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


@pytest.mark.parametrize("path", PYTHON, ids=shown)
def test_functions_and_files_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < FILE_LINES
    long = [
        f"{node.name} has {length} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("path", [path for path in PYTHON if "tests" in path.parts], ids=shown)
def test_every_test_can_fail(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _asserts(node)
    ]
    assert silent == []


def test_no_module_is_called_after_nothing() -> None:
    assert [shown(p) for p in PYTHON if p.stem in {"utils", "helpers", "misc", "common"}] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_a_template_is_short_and_within_the_content_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= TEMPLATE_LINES
    markup = TEMPLATE_COMMENT.sub("", text)
    assert [sign.findall(markup) for sign in (STYLE, HANDLER, INLINE_SCRIPT)] == [[], [], []]


def _asserts(function: ast.FunctionDef) -> bool:
    """Whether a test compares, expects a refusal, calls what raises, or claims that nothing is raised."""
    names = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return (
        any(isinstance(node, ast.Assert) for node in ast.walk(function))
        or any(CAN_FAIL.match(name) for name in names)
        or function.name.endswith("without_an_error")
    )
