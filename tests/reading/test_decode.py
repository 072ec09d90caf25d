"""What a file must be for its text to be read, and what we say when it is not."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.errors import IakttaError
from iaktta.reading.decode import decode
from iaktta.reading.refusals import (
    BinaryFileError,
    ControlCharacterError,
    DoublyDecodedError,
    EmptyFileError,
    FileTooLargeError,
)

PLAN = "Internkontrollplan för Miljö- och byggnämnden\r\nÅr: 2024\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        PLAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
        PLAN.encode("cp1252"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16", "UTF-16 big-endian", "Windows-1252"],
)
def test_the_same_text_is_read_from_every_encoding(data: bytes) -> None:
    assert decode(data, "plan.txt").text == PLAN


def test_a_document_knows_its_file() -> None:
    document = decode(b"# Plan\n", "plan.md")
    assert (document.name, document.media_type, len(document.sha256)) == ("plan.md", "text/markdown", 64)


def test_a_form_feed_counts_pages() -> None:
    assert decode(b"Sida ett\n\fSida tv\xc3\xa5\n", "plan.txt").pages == 2


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyFileError, match="Filen är tom"):
        decode(data, "tom.txt")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 text", b"PK\x03\x04", b"ab\0cd", codecs.BOM_UTF16_LE + b"abc", b"\x81\x8d"]
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryFileError, match="Spara rapporten som text"):
        decode(data, "bild.txt")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_doubly_decoded_text_is_refused(encoding: str) -> None:
    data = "Åtgärder på kort sikt".encode().decode(encoding, errors="ignore").encode()
    with pytest.raises(DoublyDecodedError, match="UTF-8"):
        decode(data, "plan.txt")


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x0b", "\x7f", "\x85", "\r"])
def test_control_characters_are_refused_with_their_line(character: str) -> None:
    with pytest.raises(ControlCharacterError, match=f"Rad 2 .*U\\+{ord(character):04X}"):
        decode(f"Plan\nför {character}2024\n".encode(), "plan.txt")


def test_one_byte_over_the_limit_is_refused_and_the_limit_itself_is_not() -> None:
    assert decode(b"a" * 100, "plan.txt", limit=100).text == "a" * 100
    with pytest.raises(FileTooLargeError):
        decode(b"a" * 101, "plan.txt", limit=100)


def test_a_file_one_byte_too_large_is_said_to_be_larger_than_the_limit() -> None:
    assert "25,01 MB, men högst 25 MB" in str(FileTooLargeError(25_000_001, 25_000_000))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_a_swedish_refusal(data: bytes) -> None:
    refusal = ""
    try:
        text = decode(data, "fil.txt").text
    except IakttaError as error:
        text, refusal = "", str(error)
    assert text.strip() or refusal


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_offsets_count_in_the_very_text_of_the_file(text: str) -> None:
    try:
        assert decode(text.encode(), "fil.txt").text == text.removeprefix("\ufeff")
    except (DoublyDecodedError, EmptyFileError):
        assert "Ã" in text or not text.strip("\ufeff \n")
