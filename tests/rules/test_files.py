"""What a file is, by its content alone."""

from __future__ import annotations

import io
import os
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaktta.rules.files import ATTACHMENT, REPORT, FileKind, FileRefusedError, Judged, Limits, Use, judge
from iaktta.rules.files.refusals import (
    ActiveContentError,
    DamagedError,
    EmptyError,
    FetchesElsewhereError,
    HeicError,
    NotTextError,
    OldOfficeError,
    PasswordError,
    TooLargeError,
    TooManyPixelsError,
    TooMuchInsideError,
    TwoKindsError,
    UnsafeArchiveError,
    WebPageError,
    WrongKindError,
)
from tests import made_files

TABLE = "Kontroll;Antal\nAttest;12\nInköp;3\n".encode("cp1252")
WHOLE = {
    FileKind.TEXT: "Granskning av attest\n\nVi rekommenderar nämnden att införa rutiner.\n".encode(),
    FileKind.CSV: TABLE,
    FileKind.PDF: made_files.pdf(),
    FileKind.DOCX: made_files.docx(),
    FileKind.XLSX: made_files.xlsx(),
    FileKind.ODT: made_files.open_document(),
    FileKind.ODS: made_files.open_document("spreadsheet"),
    FileKind.PNG: made_files.png(),
    FileKind.JPEG: made_files.jpeg(),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MACRO = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
BOMB = "<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>"


def judged(
    data: bytes, use: Use = ATTACHMENT, limits: Limits | None = None, most: int = 20_000_000
) -> Judged:
    return judge(io.BytesIO(data), use, most_bytes=most, limits=limits or Limits())


@pytest.mark.parametrize("kind", FileKind)
def test_each_kind_is_told_by_its_content(kind: FileKind) -> None:
    assert judged(WHOLE[kind]) == Judged(kind, len(WHOLE[kind]))


def test_a_report_is_text_and_anything_else_is_told_what_to_do() -> None:
    assert judged(WHOLE[FileKind.TEXT], REPORT).kind == FileKind.TEXT
    with pytest.raises(WrongKindError, match=r"Spara rapporten som text \(.txt eller .md\)"):
        judged(WHOLE[FileKind.PDF], REPORT)


def test_text_is_read_in_the_encodings_that_the_reader_knows() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert judged("Åtgärder för nämnden".encode(encoding)).kind == FileKind.TEXT


def test_a_list_of_lines_with_the_same_commas_is_a_table_and_prose_is_not() -> None:
    assert judged(b"Namn,Antal\nAttest,3\n").kind == FileKind.CSV
    assert judged(b"Attest, som vi skrev, saknas.\nRutiner finns.\n").kind == FileKind.TEXT


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyError),
        (b"x" * 101, TooLargeError),
        (b"MZ\x90\x00\x03\x00", WrongKindError),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00", WrongKindError),
        (made_files.archive({"brev.txt": "Hej"}), WrongKindError),
        (made_files.docx(main="application/x-annat+xml"), WrongKindError),
        (OLE, OldOfficeError),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", HeicError),
        (b"Text med \x07 klocka", NotTextError),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>", WebPageError),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", WebPageError),
        (b"<ScRiPt>alert(1)</script>", WebPageError),
        (b"<?php echo 1;", WebPageError),
        (b"#!/bin/sh\nrm x\n", WebPageError),
        ("<html>".encode("utf-16"), WebPageError),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_not_taken_is_refused_in_words_that_say_what_to_do(
    data: bytes, refusal: type[FileRefusedError]
) -> None:
    most = 100 if refusal is TooLargeError else 20_000_000
    with pytest.raises(refusal) as refused:
        judged(data, most=most)
    assert refused.value.args[0].count(".") >= 2, "what happened, and what to do"


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.TEXT])
def test_a_file_that_is_an_archive_as_well_is_refused(kind: FileKind) -> None:
    with pytest.raises((TwoKindsError, WrongKindError)):
        judged(WHOLE[kind] + made_files.archive({"a.class": "x"}))


def test_a_kind_that_begins_further_in_is_not_that_kind() -> None:
    with pytest.raises((WebPageError, WrongKindError)):
        judged(b"<html>\n" + WHOLE[FileKind.PDF])
    with pytest.raises(WrongKindError):
        judged(b"\x00\x00" + WHOLE[FileKind.DOCX])


def test_a_pdf_without_an_end_is_damaged() -> None:
    with pytest.raises(DamagedError):
        judged(WHOLE[FileKind.PDF].replace(b"%%EOF", b"%%   "))


@pytest.mark.parametrize("make", [made_files.png, made_files.jpeg])
def test_a_picture_s_size_is_read_from_its_head_alone(make: object) -> None:
    assert callable(make)
    assert judged(make(4000, 3000)).kind.is_image
    with pytest.raises(TooManyPixelsError, match="60000 × 60000"):
        judged(make(60_000, 60_000))
    with pytest.raises(DamagedError):
        judged(make(0, 7))


def test_a_cut_picture_is_damaged() -> None:
    for whole in (WHOLE[FileKind.PNG][:30], WHOLE[FileKind.JPEG][:25]):
        with pytest.raises(DamagedError):
            judged(whole)


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (made_files.docx({"word/vbaProject.bin": OLE}), ActiveContentError),
        (made_files.docx({"word/media/bild.bin": OLE}), ActiveContentError),
        (made_files.docx({"word/media/bild.png": b"MZ\x90"}), ActiveContentError),
        (
            made_files.docx(types=MACRO),
            ActiveContentError,
        ),
        (made_files.docx({"word/activeX/activeX1.xml": "<x/>"}), ActiveContentError),
        (made_files.docx({"xl/externalLinks/e.xml": "<e><ddeLink/></e>"}), ActiveContentError),
        (made_files.open_document(more={"Basic/Standard/M.xml": "<x/>"}), ActiveContentError),
        (made_files.open_document(manifest="<m:encryption-data/>"), PasswordError),
        (made_files.docx({"word/a.xml": BOMB}), UnsafeArchiveError),
        (made_files.docx({"word/a.xml": BOMB.encode("utf-16")}), UnsafeArchiveError),
        (made_files.docx({"word/bilaga": BOMB}), UnsafeArchiveError),
        (made_files.docx({"word/a.xml": "<a><b></a>"}), DamagedError),
        (made_files.docx({"../utanför.xml": "<a/>"}), UnsafeArchiveError),
        (made_files.docx({"/etc/passwd": "x"}), UnsafeArchiveError),
        (made_files.docx({"C:/x.xml": "<a/>"}), UnsafeArchiveError),
        (made_files.docx({"word\\..\\x": "x"}), UnsafeArchiveError),
        (made_files.docx({"word/DOCUMENT.xml": "<a/>"}), UnsafeArchiveError),
        (made_files.docx({"word/inre.zip": made_files.archive({"a": "b"})}), UnsafeArchiveError),
        (made_files.docx({"word/embeddings/a.xlsx": made_files.archive({"a": "b"})}), UnsafeArchiveError),
        (made_files.docx({"word/nollor.bin": bytes(200_000_000)}), TooMuchInsideError),
        (made_files.docx({f"word/{n}.xml": "<a/>" for n in range(5001)}), TooMuchInsideError),
    ],
)  # fmt: skip
def test_office_files_with_bombs_programs_or_ways_out_are_refused(
    document: bytes, refusal: type[FileRefusedError]
) -> None:
    with pytest.raises(refusal):
        judged(document)


def test_the_table_behind_a_chart_is_taken_in_one_deep() -> None:
    once = made_files.docx({"word/embeddings/Tabell.xlsx": made_files.xlsx()})
    assert judged(once).kind == FileKind.DOCX
    twice = made_files.docx({"word/embeddings/a.docx": once})
    with pytest.raises(UnsafeArchiveError):
        judged(twice)


def test_what_is_embedded_counts_against_the_same_limit() -> None:
    inner = made_files.docx({"word/nollor.bin": bytes(9_000_000)})
    outer = made_files.docx({f"word/embeddings/{n}.docx": inner for n in range(3)})
    assert judged(made_files.docx({"word/embeddings/0.docx": inner})).kind == FileKind.DOCX
    with pytest.raises(TooMuchInsideError):
        judged(outer, limits=Limits(unpacked_bytes=20_000_000))


def test_what_opens_by_itself_from_the_net_is_refused_and_a_link_that_is_followed_is_not() -> None:
    fetching = made_files.docx(
        relations=made_files.external("attachedTemplate", "http://mall.example/a.dotm")
    )
    with pytest.raises(FetchesElsewhereError, match=r"mall\.example"):
        judged(fetching)
    link = made_files.external("hyperlink", "https://granvik.example/")
    assert judged(made_files.docx(relations=link)).elsewhere == ()
    script = made_files.external("hyperlink", "javascript:alert(1)")
    with pytest.raises(ActiveContentError):
        judged(made_files.docx(relations=script))


def test_a_template_on_the_own_disk_and_a_picture_elsewhere_are_told_but_taken() -> None:
    template = made_files.external("attachedTemplate", "file:///C:/Mallar/Normal.dotm")
    picture = made_files.external("image", "https://bild.example/logga.png")
    found = judged(made_files.docx(relations=template + picture))
    assert found.elsewhere == ("file:///C:/Mallar/Normal.dotm", "https://bild.example/logga.png")


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(WHOLE[FileKind.DOCX])
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(PasswordError):
        judged(bytes(data))


def test_members_that_share_their_bytes_are_refused() -> None:
    """A bomb whose members overlap passes every check of one member at a time."""
    data = bytearray(made_files.docx({"word/a.bin": b"a" * 5000, "word/b.bin": b"a" * 5000}))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        first = file.getinfo("word/a.bin").header_offset
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 42, first)
    with pytest.raises(FileRefusedError):
        judged(bytes(data))


def test_bytes_before_or_after_an_archive_are_refused() -> None:
    for data in (WHOLE[FileKind.DOCX] + b"mer", b"PK\x03\x04" + WHOLE[FileKind.DOCX]):
        with pytest.raises(FileRefusedError):
            judged(data)


def test_a_size_that_the_list_does_not_own_up_to_is_refused() -> None:
    data = bytearray(made_files.docx({"word/a.bin": b"a" * 50_000}))
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, 10)
    with pytest.raises(DamagedError):
        judged(bytes(data))


FUZZED = settings(max_examples=10_000 if os.environ.get("IAKTTA_TEST_LONG") == "1" else 25)
"""Examples of each kind of fuzzing: docs/security.md counts them."""


def is_judged_or_refused(data: bytes) -> bool:
    """Whether a file comes to one of the kinds, or to a sentence; any other end is a fault of ours."""
    try:
        return judged(data).kind in FileKind
    except FileRefusedError as refused:
        return str(refused).endswith(".")


@FUZZED
@given(st.sampled_from(list(FileKind)), st.data())
def test_a_changed_file_is_judged_or_refused_and_nothing_else(kind: FileKind, data: st.DataObject) -> None:
    """Fuzzing: some bytes of a whole file changed, cut out or put in."""
    changed = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(changed) - 1)))
        until = min(len(changed), at + data.draw(st.integers(0, 8)))
        changed[at:until] = data.draw(st.binary(max_size=8))
    assert is_judged_or_refused(bytes(changed))


BEGINNINGS = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    made_files.png()[:8],
    b"<",
    b"\xff\xfe",
    OLE[:8],
)


@FUZZED
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes_are_judged_or_refused_and_nothing_else(beginning: bytes, rest: bytes) -> None:
    assert is_judged_or_refused(beginning + rest)


NAMES = st.text(alphabet=st.sampled_from("ab/\\.:_-ÅÄÖ \x00\u202e[]"), max_size=20).filter(
    lambda name: name.partition("\0")[0]  # what the library that writes archives cuts names at
)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@FUZZED
@given(st.dictionaries(NAMES, st.binary(max_size=60), max_size=6))
def test_any_archive_is_judged_or_refused_and_nothing_else(members: dict[str, bytes]) -> None:
    assert is_judged_or_refused(made_files.docx(members))


MARKUP = st.lists(
    st.sampled_from(
        ["<a>", "</a>", "<!DOCTYPE a [", "<!ENTITY b 'c'>", "]>", "&b;", "<?x y?>", "<![CDATA[", "]]>"]
    )
)


@FUZZED
@given(MARKUP.map("".join), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_markup_in_an_archive_is_judged_or_refused_and_no_entity_is_ever_taken(
    markup: str, encoding: str
) -> None:
    document = made_files.docx({"word/a.xml": markup.encode(encoding)})
    assert is_judged_or_refused(document)
    if "<!ENTITY" in markup:
        with pytest.raises(FileRefusedError):
            judged(document)
