"""Too much, too many, or a disk that is full: said in words, nothing half kept, nothing typed lost."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from iaktta.jobs.models import IncomingFile
from iaktta.register.models import Attachment, Event, Recommendation
from tests import made_files
from tests.granvik import Granvik

FIRST = "2022-uppfoljande-granskning.txt"


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Path:
    settings.FILES, settings.UPLOADS = tmp_path / "files", tmp_path / "uploads"
    return tmp_path


@pytest.fixture
def where(client: Client, granvik: Granvik, place: Path) -> str:
    granvik.imports(FIRST)
    return f"/granvik/bilagor/recommendation/{Recommendation.objects.earliest('pk').pk}/"


def picture_of(size: int) -> SimpleUploadedFile:
    """A whole PNG with so many bytes after it."""
    return SimpleUploadedFile("stor.png", made_files.png() + bytes(size))


def left_in(place: Path) -> list[str]:
    return sorted(path.name for path in place.rglob("*") if path.is_file())


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """What a process meets that may write no larger file is what it meets on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_what_was_typed_stays(client: Client, where: str, place: Path) -> None:
    before, events = left_in(place), Event.objects.count()
    with files_of_at_most(8_000_000):
        typed = {"titel": "Min titel", "anteckning": "Länge skrivet"}
        answer = client.post(where, {**typed, "filer": picture_of(9_000_000)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "stor.png: Disken är full, så filen har inte sparats. Inget du har skrivit är borta." in page
    assert 'value="Min titel"' in page
    assert "Länge skrivet" in page
    assert not Attachment.objects.exists()
    assert Event.objects.count() == events
    assert left_in(place) == before, "no half file"


def test_a_full_disk_takes_the_files_that_fit(client: Client, where: str, place: Path) -> None:
    with files_of_at_most(8_000_000):
        files = [picture_of(9_000_000), SimpleUploadedFile("liten.png", made_files.png())]
        answer = client.post(where, {"filer": files})
    assert "stor.png: Disken är full" in answer.content.decode()
    assert Attachment.objects.get().name == "liten.png"


@pytest.fixture
def small_disk(place: Path, settings: Any) -> Iterator[Path]:
    """A file system of one megabyte; only who may mount has one."""
    disk = place / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("att montera ett litet filsystem är inte tillåtet här")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("full", ["UPLOADS", "FILES"])
def test_a_disk_of_one_megabyte_fills_while_a_file_comes_or_is_kept(
    client: Client, where: str, small_disk: Path, settings: Any, full: str
) -> None:
    settings.UPLOADS, settings.FILES = small_disk.parent / "uploads", small_disk.parent / "files"
    setattr(settings, full, small_disk / "i")
    answer = client.post(where, {"titel": "Min titel", "filer": picture_of(3_000_000)})
    assert "stor.png: Disken är full" in answer.content.decode()
    assert 'value="Min titel"' in answer.content.decode()
    assert not Attachment.objects.exists()
    assert left_in(small_disk) == []
    client.post(where, {"filer": SimpleUploadedFile("liten.png", made_files.png())})
    assert Attachment.objects.get().name == "liten.png"


def test_reports_meet_a_full_disk_with_the_same_words(client: Client, where: str) -> None:
    with files_of_at_most(8_000_000):
        report = SimpleUploadedFile("rapport.txt", b"Granskning\n" * 900_000)
        answer = client.post("/granvik/dokument/lagg-till/", {"filer": report})
    assert "rapport.txt: Disken är full" in answer.content.decode()
    assert not IncomingFile.objects.exists()


def test_a_file_over_the_limit_is_cut_off_and_told_and_the_rest_arrives(
    client: Client, where: str, place: Path, settings: Any
) -> None:
    settings.ATTACHMENT_MAX_BYTES = 100_000
    files = [picture_of(150_000), SimpleUploadedFile("liten.png", made_files.png())]
    answer = client.post(where, {"filer": files, "titel": "T"})
    assert "stor.png: Filen är större än 0,1 MB, som är det mesta" in answer.content.decode()
    assert Attachment.objects.get().name == "liten.png"


def test_a_request_over_the_limit_is_refused_before_it_is_read(
    client: Client, where: str, place: Path, settings: Any
) -> None:
    settings.ATTACHMENT_MAX_BYTES = 100_000
    before = left_in(place)
    answer = client.post(where, {"filer": picture_of(2_000_000)})
    assert answer.status_code == 413
    assert "större än 1,5 MB, som är det mesta som går att skicka på en gång" in answer.content.decode()
    assert left_in(place) == before


def test_pages_that_take_no_files_take_no_large_requests(client: Client, place: Path) -> None:
    for who in (client, Client()):
        for address in ("/konto/logga-in/", "/granvik/dokument/lagg-till/", "/konto/utseende/"):
            files = {"f": SimpleUploadedFile("f", bytes(3_000_000))}
            if who is client and "lagg-till" in address:
                continue
            assert who.post(address, files).status_code == 413
    assert left_in(place) == []


def test_more_files_than_a_form_takes_are_told_one_by_one(client: Client, where: str) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", f"Text {n}".encode()) for n in range(22)]
    answer = client.post(where, {"filer": files})
    assert Attachment.objects.count() == 20
    assert "21.txt: Högst 20 filer går att skicka på en gång." in answer.content.decode()


@given(st.data())
def test_any_body_gets_a_page_and_leaves_nothing_half_done(
    client: Client, where: str, place: Path, data: st.DataObject
) -> None:
    """Fuzzing: a form with files whose bytes have been changed, cut off or put together anew."""
    boundary = data.draw(st.sampled_from(["b", "gräns", ""]))
    part = 'Content-Disposition: form-data; name="{}"; filename="{}"\r\nContent-Type: {}\r\n\r\n'
    names = st.text(alphabet=st.sampled_from('ab"\\/.\r\n\x00\u202e;åé'), max_size=12)
    body = b""
    for _ in range(data.draw(st.integers(0, 4))):
        head = part.format(
            data.draw(st.sampled_from(["filer", "foto", "titel"])), data.draw(names), "text/html"
        )
        body += f"--{boundary}\r\n{head}".encode() + data.draw(st.binary(max_size=60)) + b"\r\n"
    body += data.draw(st.sampled_from([f"--{boundary}--\r\n".encode(), b"", b"--"]))
    answer = client.post(where, body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code in (302, 400, 422)
    assert not list((place / "uploads").glob("*"))
    assert {row.sha256 for row in Attachment.objects.all()} <= set(left_in(place))
