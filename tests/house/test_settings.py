"""The table of settings is what the program reads, and what the guide to operation shows."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from iaktta import settings_table
from iaktta.settings_table import SETTINGS, Setting
from tests.house.files import ROOT, files_ending, shown

READ_HERE = ROOT / "src/iaktta/settings.py"
GUIDE = ROOT / "docs/drift.md"
NOT_PLAIN = object()


def read_by_the_program() -> dict[str, tuple[str, Any]]:
    """Each variable that settings.py reads: how (`int`), and its default where that is a plain value."""
    found = {}
    for call in ast.walk(ast.parse(READ_HERE.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
            name = call.args[0].value
            if isinstance(name, str) and name.startswith("IAKTTA_") and isinstance(call.func, ast.Attribute):
                found[name] = (call.func.attr, _default(call))
    return found


def _default(call: ast.Call) -> Any:
    for given in call.keywords:
        if given.arg == "default":
            try:
                return ast.literal_eval(given.value)
            except ValueError:
                return NOT_PLAIN
    return None


def test_every_setting_that_the_program_reads_stands_in_the_table_and_none_besides() -> None:
    assert sorted(setting.name for setting in SETTINGS) == sorted(read_by_the_program())


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_type_and_default_are_those_that_the_program_reads_with(setting: Setting) -> None:
    how, default = read_by_the_program()[setting.name]
    assert how == setting.type
    if default is NOT_PLAIN or isinstance(default, list):
        assert setting.default is None
        assert setting.otherwise
    else:
        assert setting.default == default
    assert setting.does.endswith(".")
    if setting.type == "int":
        assert setting.unit, "a number has a unit"


@pytest.mark.parametrize("path", list(files_ending(".py", under="src")), ids=shown)
def test_settings_are_read_in_one_place(path: Any) -> None:
    if path.name in ("settings.py", "settings_table.py", "environment.py") and path.parent.name == "iaktta":
        return
    text = path.read_text(encoding="utf-8")
    assert not re.search(r'(?:environ|getenv|env\.\w+)[\[(.][^\n]*"IAKTTA_', text)


def test_the_guide_shows_the_table_as_it_is() -> None:
    shown_there = GUIDE.read_text(encoding="utf-8")
    assert settings_table.as_markdown().strip() in shown_there, "run scripts/settings.py"


def test_the_readmes_name_no_setting_that_is_none() -> None:
    known = {setting.name for setting in SETTINGS}
    for readme in ("README.md", "README.sv.md"):
        told = set(re.findall(r"IAKTTA_[A-Z_]+", (ROOT / readme).read_text(encoding="utf-8")))
        assert told - {"IAKTTA_REAL_REPORTS"} <= known
        assert "docs/drift.md" in (ROOT / readme).read_text(encoding="utf-8")


def test_a_misspelled_setting_is_noticed() -> None:
    assert settings_table.unknown(["IAKTTA_HTPS", "IAKTTA_HTTPS", "PATH", "IAKTTA_TEST_LONG"]) == [
        "IAKTTA_HTPS"
    ]


def test_a_secret_setting_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = [setting for setting in SETTINGS if setting.secret]
    assert {"IAKTTA_SECRET_KEY", "IAKTTA_DATABASE_URL"} <= {setting.name for setting in secret}
    for setting in secret:
        monkeypatch.setenv(setting.name, "hemligt-värde")
        assert "hemligt" not in settings_table.stated(setting)
