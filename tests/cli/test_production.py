"""What is unsafe does not start: the real command, with one setting wrong at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iaktta.settings_table import SETTINGS

PROGRAM = Path(sys.executable).with_name("iaktta")
KEY = "b7fK2pQ9xLr4Tn8VzD3mHs6Wc1Yj5GtEaUqRoXkNvMiBpZdLfSwJh"
SAFE = {
    "IAKTTA_PRODUCTION": "true",
    "IAKTTA_HTTPS": "true",
    "IAKTTA_HOSTS": "iaktta.granvik.example",
    "IAKTTA_SECRET_KEY": KEY,
    "IAKTTA_EMAIL_URL": "smtp+tls://mail.granvik.example:587",
    "IAKTTA_ANCHOR_KEY": "/mnt/ankare/anchor.key",
    "IAKTTA_ANCHOR_FILE": "/mnt/ankare/anchors.jsonl",
}
UNSAFE = {
    "HTTPS": ({"IAKTTA_HTTPS": ""}, "Sätt IAKTTA_HTTPS=true"),
    "no hosts": ({"IAKTTA_HOSTS": "localhost"}, "Sätt IAKTTA_HOSTS till webbplatsens namn"),
    "any host": ({"IAKTTA_HOSTS": "*"}, "Skriv ut varje namn i IAKTTA_HOSTS"),
    "hosts below": ({"IAKTTA_HOSTS": ".granvik.example"}, "Skriv ut varje namn i IAKTTA_HOSTS"),
    "no key": ({"IAKTTA_SECRET_KEY": ""}, "Sätt IAKTTA_SECRET_KEY till minst 50"),
    "short key": ({"IAKTTA_SECRET_KEY": KEY[:49]}, "Sätt IAKTTA_SECRET_KEY till minst 50"),
    "even key": ({"IAKTTA_SECRET_KEY": "ab" * 40}, "Sätt IAKTTA_SECRET_KEY till minst 50"),
    "developers": ({"IAKTTA_DEBUG": "ja"}, "Ta bort IAKTTA_DEBUG"),
    "origin": ({"IAKTTA_ORIGINS": "http://granvik.example"}, "Låt varje adress i IAKTTA_ORIGINS börja"),
    "machines": (
        {"IAKTTA_MACHINES": "2", "IAKTTA_S3_BUCKET": "iaktta"},
        "Sätt IAKTTA_DATABASE_URL till en PostgreSQL",
    ),
    "files of one machine": (
        {"IAKTTA_MACHINES": "2", "IAKTTA_DATABASE_URL": "postgres://iaktta@localhost/iaktta"},
        "Sätt IAKTTA_S3_BUCKET, eller IAKTTA_FILES",
    ),
    "anchor key": ({"IAKTTA_ANCHOR_KEY": ""}, "Sätt IAKTTA_ANCHOR_KEY till en fil utanför IAKTTA_DATA"),
    "anchors": ({"IAKTTA_ANCHOR_FILE": ""}, "Sätt IAKTTA_ANCHOR_FILE till en fil utanför IAKTTA_DATA"),
    "short passwords": ({"IAKTTA_PASSWORD_MIN_LENGTH": "11"}, "Sätt IAKTTA_PASSWORD_MIN_LENGTH till minst"),
    "letters in the terminal": ({"IAKTTA_EMAIL_URL": ""}, "Sätt IAKTTA_EMAIL_URL till er e-postserver"),
    "open provider": (
        {"IAKTTA_OIDC_NAME": "G", "IAKTTA_OIDC_CLIENT_ID": "i", "IAKTTA_OIDC_ISSUER": "http://id.example"},
        "Låt adressen i IAKTTA_OIDC_ISSUER börja",
    ),
    "open metadata": (
        {"IAKTTA_SAML_NAME": "Granvik", "IAKTTA_SAML_METADATA": "http://id.example/metadata"},
        "Låt adressen i IAKTTA_SAML_METADATA börja",
    ),
    "long sessions": ({"IAKTTA_SESSION_SECONDS": "86401"}, "Sätt IAKTTA_SESSION_SECONDS till högst 86400"),
}  # fmt: skip


def iaktta(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """The real command with these settings and no others."""
    environment = {**_kept(), "IAKTTA_DATA": str(folder), **settings}
    return subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False)


def _kept() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IAKTTA_")}
    return {**kept, "DJANGO_SETTINGS_MODULE": "iaktta.settings"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    return made


@pytest.mark.parametrize(("wrong", "said"), UNSAFE.values(), ids=UNSAFE.keys())
def test_an_unsafe_setting_is_refused_with_what_to_set(
    folder: Path, wrong: dict[str, str], said: str
) -> None:
    told = iaktta("serve", folder=folder, **{**SAFE, **wrong})
    assert told.returncode == 3
    faults = [line for line in told.stderr.splitlines() if line.startswith("- ")]
    assert [fault[2:].startswith(said) for fault in faults] == [True]


def test_a_folder_that_others_may_read_is_refused(folder: Path) -> None:
    folder.chmod(0o755)
    told = iaktta("serve", folder=folder, **SAFE)
    assert told.returncode == 3
    assert f"chmod 700 {folder}" in told.stderr


def test_an_anchor_key_that_others_may_read_is_refused(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "anchor.key"
    key.touch(mode=0o644)
    told = iaktta("serve", folder=folder, **{**SAFE, "IAKTTA_ANCHOR_KEY": str(key)})
    assert told.returncode == 3
    assert f"chmod 600 {key}" in told.stderr


def test_safe_settings_go_on_to_the_next_question(folder: Path) -> None:
    told = iaktta("serve", folder=folder, **SAFE)
    assert "inte säkra" not in told.stderr
    assert "iaktta manage migrate" in told.stderr
    assert iaktta("settings", "--check", folder=folder, **SAFE).returncode == 0


def test_everything_unsafe_is_told_at_once(folder: Path) -> None:
    told = iaktta("serve", folder=folder, IAKTTA_PRODUCTION="true", IAKTTA_DEBUG="true")
    assert told.returncode == 3
    assert told.stderr.count("\n- ") == 7
    checked = iaktta("settings", "--check", folder=folder, IAKTTA_PRODUCTION="true", IAKTTA_DEBUG="true")
    assert (checked.returncode, checked.stdout.count("\n")) == (3, 7)


@pytest.mark.parametrize("asked", [["--host", "0.0.0.0"], ["--host", "192.0.2.1"]])
def test_whoever_answers_to_other_computers_is_in_production(folder: Path, asked: list[str]) -> None:
    assert "inte säkra i drift" in iaktta("serve", *asked, folder=folder).stderr


def test_whoever_answers_to_another_name_is_in_production(folder: Path) -> None:
    told = iaktta("serve", folder=folder, IAKTTA_HOSTS="iaktta.granvik.example")
    assert "inte säkra i drift" in told.stderr


def test_a_trial_on_ones_own_computer_needs_no_settings(folder: Path) -> None:
    assert "inte säkra" not in iaktta("serve", folder=folder).stderr


def test_another_server_that_loads_the_program_is_refused_too(folder: Path) -> None:
    load = [sys.executable, "-c", "import iaktta.web.wsgi"]
    environment = {**_kept(), "IAKTTA_DATA": str(folder), "IAKTTA_HOSTS": "iaktta.granvik.example"}
    told = subprocess.run(load, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 3
    assert "Sätt IAKTTA_HTTPS=true" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"IAKTTA_SESSION_SECONDS": "tolv timmar"}, "IAKTTA_SESSION_SECONDS ska vara ett heltal."),
        ({"IAKTTA_HTTPS": "kanske"}, "IAKTTA_HTTPS ska vara true eller false."),
        ({"IAKTTA_DATABASE_URL": "min databas"}, "IAKTTA_DATABASE_URL ska vara adressen till en databas"),
        ({"IAKTTA_DATABASE_URL": "mysql://a:hemligt@b/c"}, "IAKTTA_DATABASE_URL ska vara adressen"),
        ({"IAKTTA_LOG_LEVEL": "mycket"}, "IAKTTA_LOG_LEVEL ska vara något av"),
    ],
)
def test_a_setting_of_the_wrong_type_is_told_without_its_value(
    folder: Path, wrong: dict[str, str], said: str
) -> None:
    told = iaktta("serve", folder=folder, **wrong)
    assert told.returncode == 3
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert "hemligt" not in told.stderr


def test_the_settings_are_listed_with_their_present_values_and_no_secret(folder: Path) -> None:
    secret = {"IAKTTA_DATABASE_URL": "postgres://iaktta:hemligt@localhost/iaktta", "IAKTTA_HTPS": "true"}
    told = iaktta("settings", folder=folder, **{**SAFE, **secret})
    assert told.returncode == 0
    for setting in SETTINGS:
        assert f"  {setting.name} = " in told.stdout
        assert setting.does.split()[0] in told.stdout
    assert "IAKTTA_HOSTS = iaktta.granvik.example" in told.stdout
    assert "IAKTTA_REPORT_MAX_BYTES = 25\u00a0000\u00a0000 (inte angiven)" in told.stdout
    assert KEY not in told.stdout
    assert "hemligt" not in told.stdout + told.stderr
    assert "IAKTTA_HTPS är ingen inställning" in told.stderr


def test_a_password_that_begins_with_a_dollar_sign_is_taken_as_it_stands(folder: Path) -> None:
    told = iaktta("settings", "--check", folder=folder, **{**SAFE, "IAKTTA_SECRET_KEY": "$" + KEY})
    assert told.returncode == 0
