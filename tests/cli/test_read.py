"""`iaktta read`: what a file says, what does not add up, and why a file cannot be read."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.report import from_json
from tests.cli.command import COULD_NOT_BE_DONE, DEMO, DOES_NOT_ADD_UP, WELL, run
from tests.house.files import ROOT

REPORTS = sorted(path for path in DEMO.iterdir() if path.suffix in {".txt", ".md"})
SCHEMA = json.loads((ROOT / "src/iaktta/report/report.schema.json").read_text(encoding="utf-8"))
LINE_ENDS = "Rad ett\r\nRad två med åäö\nRad tre\f\tsida två"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_told_in_swedish_with_what_does_not_add_up(path: Path) -> None:
    told = run("read", path)
    problems = from_json(run("read", path, "--json").stdout).problems
    assert told.exit_code == (DOES_NOT_ADD_UP if problems else WELL)
    assert all(_squeezed(problem.message) in _squeezed(told.stdout) for problem in problems)
    assert told.stderr == ""


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_json_follows_the_schema_and_its_places_count_in_the_text(path: Path) -> None:
    as_json, as_text = run("read", path, "--json"), run("read", path, "--text")
    jsonschema.validate(json.loads(as_json.stdout), SCHEMA)
    report = from_json(as_json.stdout)
    text = as_text.stdout_bytes.decode("utf-8")
    for audit in report.audits:
        assert audit.source is not None
        assert _squeezed(audit.title) in _squeezed(text[audit.source.start : audit.source.end])


@pytest.mark.parametrize("encoded", [LINE_ENDS.encode(), codecs.BOM_UTF8 + LINE_ENDS.encode(),
                                     LINE_ENDS.encode("utf-16"), LINE_ENDS.encode("cp1252")],
                         ids=["utf-8", "utf-8 with mark", "utf-16", "windows-1252"])  # fmt: skip
def test_text_is_written_letter_by_letter_with_its_own_line_ends(tmp_path: Path, encoded: bytes) -> None:
    path = tmp_path / "rapport.txt"
    path.write_bytes(encoded)
    told = run("read", path, "--text")
    assert told.stdout_bytes == LINE_ENDS.encode("utf-8")
    assert told.exit_code == WELL


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_any_text_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "rapport.txt"
    path.write_bytes(b"." + text.encode("utf-8"))
    told = run("read", path, "--text")
    if told.exit_code == WELL:
        assert told.stdout_bytes == b"." + text.encode("utf-8")
    else:
        assert (told.exit_code, told.stdout) == (COULD_NOT_BE_DONE, "")


UNREADABLE = {
    "an empty file": (b"", "Filen är tom."),
    "only white space": (b" \n\t\n", "Filen är tom."),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "inte en textfil"),
    "a Word file": (b"PK\x03\x04\x14\x00", "inte en textfil"),
    "zero bytes within": (b"Revisionsrapport\x00\x00\x01", "inte en textfil"),
    "doubly decoded text": ("Ã¥tgÃ¤rder fÃ¶r nämnden".encode(), "förvanskade"),
    "a control character": (b"Revisionsrapport\nGranskning \x07 av rutiner", "Rad 2"),
    "a lone carriage return": (b"Revisionsrapport\rGranskning", "Rad 1"),
    "a text that is no report": (
        "Recept på kanelbullar: vetemjöl, kanel och smör.\n" * 40,
        "inte ut att vara",
    ),
}


@pytest.mark.parametrize(("content", "said"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_holds_no_report_is_refused_in_words(
    tmp_path: Path, content: bytes | str, said: str
) -> None:
    path = tmp_path / "rapport.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    told = run("read", path)
    assert told.exit_code == COULD_NOT_BE_DONE
    assert said in told.stderr
    assert told.stdout == ""


def test_a_file_of_one_byte_too_many_is_refused_and_one_of_just_enough_is_not(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    content = REPORTS[0].read_bytes()
    path = tmp_path / "rapport.txt"
    path.write_bytes(content)
    settings.REPORT_MAX_BYTES = len(content)  # type: ignore[attr-defined]  # pytest-django's own fixture
    assert run("read", path, "--text").exit_code == WELL
    settings.REPORT_MAX_BYTES = len(content) - 1  # type: ignore[attr-defined]
    told = run("read", path)
    assert told.exit_code == COULD_NOT_BE_DONE
    assert "Filen är" in told.stderr
    assert "MB" in told.stderr


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    missing, folder = run("read", tmp_path / "borta.txt"), run("read", tmp_path)
    assert (missing.exit_code, folder.exit_code) == (COULD_NOT_BE_DONE, COULD_NOT_BE_DONE)
    assert "borta.txt finns inte" in missing.stderr
    assert "är en mapp" in folder.stderr


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
