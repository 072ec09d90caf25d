"""What files are called: nothing of a sender's name is trusted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.rules.files import FileKind, plain_file_name, served_name
from iaktta.rules.files.names import LONGEST


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Uppföljning 2024.pdf", "Uppföljning 2024.pdf"),
        ("C:\\Users\\ada\\rapport.txt", "rapport.txt"),
        ("../../etc/passwd", "passwd"),
        ("rapport\u202efdp.exe", "rapport fdp.exe"),
        ("rad ett\r\nX-Annat: ja", "rad ett X-Annat: ja"),
        ("a\u200b\ufeffb\x00c.txt", "a b c.txt"),
        (" .. ", ""),
        ("a" * 300 + ".docx", "a" * 115 + ".docx"),
    ],
)
def test_a_name_is_one_line_without_path_and_without_anything_unseen(name: str, plain: str) -> None:
    assert plain_file_name(name) == plain


@pytest.mark.parametrize(
    ("title", "kind", "served"),
    [
        ("Attestlista", FileKind.PDF, "Attestlista.pdf"),
        ("Attestlista.exe", FileKind.PDF, "Attestlista.pdf"),
        ("rapport.html", FileKind.TEXT, "rapport.txt"),
        ("rapport.md", FileKind.TEXT, "rapport.md"),
        ("KS 2024/113: plan", FileKind.DOCX, "KS 2024-113- plan.docx"),
        ("CON", FileKind.PNG, "fil CON.png"),
        ('"; rm -rf', FileKind.CSV, "rm -rf.csv"),
        ("", FileKind.JPEG, "fil.jpg"),
    ],
)
def test_a_file_is_handed_out_under_its_title_and_the_ending_of_what_it_is(
    title: str, kind: FileKind, served: str
) -> None:
    assert served_name(title, kind) == served


@given(st.text(), st.sampled_from(FileKind))
def test_no_name_leads_anywhere_or_hides_anything(title: str, kind: FileKind) -> None:
    name = served_name(title, kind)
    assert name.endswith((kind.ending, ".md"))
    assert len(name) <= LONGEST + len(".docx") + len("fil ")
    assert not set(name) & set('/\\:<>"|?*%;\r\n')
    assert not name.startswith(".")
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert plain_file_name(plain_file_name(title)) == plain_file_name(title)
