"""Where files lie: whole or not at all, apart for each organisation, and never handed out changed."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaktta.register.storage import (
    FileDamagedError,
    FileGoneError,
    FileStore,
    StorageUnreachableError,
    Stored,
)
from iaktta.register.storage.folder import FolderStore
from iaktta.register.storage.object_store import Bucket, ObjectStore
from tests.house.files import ROOT

HERE, ELSEWHERE = 1, 2
CONTENT = "Åtgärder för Granvik".encode()
HASH = hashlib.sha256(CONTENT).hexdigest()
LATER = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)
EARLIER = LATER - datetime.timedelta(days=4)


@pytest.fixture(scope="module")
def object_server() -> Iterator[str]:
    """moto's own server as a process of its own, on a free port."""
    command = [sys.executable, "-c", "from moto.server import main; main(['-H', '127.0.0.1', '-p', '0'])"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = next(line.split()[-1] for line in server.stderr if "Running on" in line)
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield address
        server.terminate()


@pytest.fixture
def bucket(object_server: str, request: pytest.FixtureRequest) -> Bucket:
    name = f"granvik-{time.monotonic_ns()}"
    made = Bucket(name, object_server, "eu-north-1", "granvik", "hemlig")
    client = boto3.client(
        "s3",
        endpoint_url=object_server,
        region_name=made.region,
        aws_access_key_id=made.access_key,
        aws_secret_access_key=made.secret_key,
    )
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": made.region})
    return made


@pytest.fixture(params=["folder", "object store"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    if request.param == "folder":
        return FolderStore(tmp_path / "files")
    return ObjectStore(request.getfixturevalue("bucket"))


def put(store: FileStore, content: bytes = CONTENT, organisation: int = HERE) -> Stored:
    return store.put(organisation, io.BytesIO(content))


def test_what_is_put_is_had_again_by_its_hash(store: FileStore) -> None:
    assert put(store) == Stored(HASH, len(CONTENT))
    with store.open(HERE, HASH) as file:
        assert file.read() == CONTENT


def test_a_large_file_is_kept_in_pieces(store: FileStore) -> None:
    large = os.urandom(5_000_000)
    stored = put(store, large)
    with store.open(HERE, stored.sha256) as file:
        assert file.read() == large


def test_equal_files_of_two_organisations_are_apart(store: FileStore) -> None:
    assert put(store) == put(store, organisation=ELSEWHERE), "the answer tells nothing of the other"
    store.remove(HERE, HASH)
    assert not store.exists(HERE, HASH)
    assert store.exists(ELSEWHERE, HASH)
    assert [held.sha256 for held in store.each(ELSEWHERE)] == [HASH]
    assert list(store.each(HERE)) == []


def test_putting_a_file_again_changes_nothing_and_makes_it_fresh(store: FileStore) -> None:
    assert put(store) == put(store)
    [held] = store.each(HERE)
    assert held.size == len(CONTENT)
    assert held.since > EARLIER


def test_a_file_that_is_not_there_is_said_to_be_gone(store: FileStore) -> None:
    with pytest.raises(FileGoneError, match="säkerhetskopia"):
        store.open(HERE, HASH)
    assert not store.exists(HERE, HASH)
    store.remove(HERE, HASH)


def test_a_file_that_no_row_names_is_removed_when_it_is_old(store: FileStore) -> None:
    put(store)
    assert not store.remove_unused(HERE, HASH, since=EARLIER, in_use=lambda: False), "it is too fresh"
    assert not store.remove_unused(HERE, HASH, since=LATER, in_use=lambda: True), "a row names it"
    assert store.exists(HERE, HASH)
    assert store.remove_unused(HERE, HASH, since=LATER, in_use=lambda: False)
    assert not store.exists(HERE, HASH)
    assert not store.remove_unused(HERE, HASH, since=LATER, in_use=lambda: False), "it is gone already"


def test_a_file_that_gets_its_row_while_it_is_swept_stays(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    put(store)
    answers = iter([False, True])
    assert not store.remove_unused(HERE, HASH, since=LATER, in_use=lambda: next(answers))
    with store.open(HERE, HASH) as file:
        assert file.read() == CONTENT


def test_a_file_that_is_put_again_while_it_is_swept_stays(tmp_path: Path) -> None:
    """The row comes after the sweep has looked: the file was written anew, out of the sweep's way."""
    store = FolderStore(tmp_path)
    put(store)

    def looking() -> bool:
        if not store.exists(HERE, HASH):  # the second look, when it lies aside
            put(store)
        return False

    store.remove_unused(HERE, HASH, since=LATER, in_use=looking)
    with store.open(HERE, HASH) as file:
        assert file.read() == CONTENT


def test_a_file_that_was_changed_where_it_lies_is_not_handed_out(tmp_path: Path, bucket: Bucket) -> None:
    folder = FolderStore(tmp_path)
    put(folder)
    [path] = tmp_path.rglob(HASH)
    path.write_bytes(b"annat")
    with pytest.raises(FileDamagedError, match="ändrats eller skadats"):
        folder.open(HERE, HASH)
    put(folder)
    with folder.open(HERE, HASH) as file:
        assert file.read() == CONTENT, "putting the right content there mends it"


def test_an_object_that_was_changed_is_not_handed_out(bucket: Bucket) -> None:
    store = ObjectStore(bucket)
    put(store)
    store._client.put_object(Bucket=bucket.name, Key=f"{HERE}/{HASH[:2]}/{HASH[2:4]}/{HASH}", Body=b"annat")
    with pytest.raises(FileDamagedError):
        store.open(HERE, HASH)


def test_the_folder_holds_the_files_for_its_own_account_alone(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    put(store)
    [path] = (tmp_path / "files").rglob(HASH)
    assert path.relative_to(tmp_path / "files") == Path(str(HERE), HASH[:2], HASH[2:4], HASH)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700


def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", HASH[:-1], HASH.upper(), f"{HASH}/x"):
        with pytest.raises(ValueError, match="hexadecimal"):
            FolderStore(tmp_path).open(HERE, name)


def test_an_object_store_that_is_gone_is_said_in_words() -> None:
    nowhere = ObjectStore(Bucket("granvik", "http://127.0.0.1:1", "eu-north-1", "a", "b"))
    for attempt in (
        lambda: put(nowhere),
        lambda: nowhere.open(HERE, HASH),
        lambda: nowhere.exists(HERE, HASH),
    ):
        with pytest.raises(StorageUnreachableError, match="går inte att nå just nu"):
            attempt()


def test_the_library_of_the_object_store_is_not_loaded_without_one() -> None:
    code = "import sys, django; django.setup(); import iaktta.web.urls; print('boto3' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "iaktta.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert ran.stdout == "False\n"


def test_a_disk_that_is_full_keeps_no_part_of_a_file(tmp_path: Path) -> None:
    """A process that may write no larger file meets the same as on a full disk."""
    code = f"""
import io, sys, resource, signal, django
from pathlib import Path
django.setup()
from iaktta.register.storage import StorageFullError
from iaktta.register.storage.folder import FolderStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
store = FolderStore(Path({str(tmp_path / "files")!r}))
store.put(1, io.BytesIO(b"liten"))
try:
    store.put(1, io.BytesIO(bytes(300_000)))
except StorageFullError as error:
    print(error)
"""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert ran.stdout.startswith("Disken är full, så filen har inte sparats.")
    left = [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert left == [hashlib.sha256(b"liten").hexdigest()]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte; only who may mount has one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("att montera ett litet filsystem är inte tillåtet här")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_of_one_megabyte_fills_up_and_keeps_what_it_had(small_disk: Path) -> None:
    from iaktta.register.storage import StorageFullError

    store = FolderStore(small_disk / "files")
    put(store)
    with pytest.raises(StorageFullError):
        put(store, bytes(2_000_000))
    assert [held.sha256 for held in store.each(HERE)] == [HASH]
    with store.open(HERE, HASH) as file:
        assert file.read() == CONTENT
    put(store, bytes(500_000))


def test_what_was_begun_and_never_finished_is_cleared(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    put(store)
    (tmp_path / str(HERE) / "half.part").write_bytes(b"halv")
    assert store.clear_leftovers(since=EARLIER) == 0
    assert store.clear_leftovers(since=LATER) == 1
    assert [held.sha256 for held in store.each(HERE)] == [HASH]


@given(contents=st.lists(st.tuples(st.sampled_from([HERE, ELSEWHERE]), st.binary(max_size=50)), max_size=8))
def test_a_store_holds_exactly_what_was_put(
    tmp_path_factory: pytest.TempPathFactory, contents: list[tuple[int, bytes]]
) -> None:
    store = FolderStore(tmp_path_factory.mktemp("files"))
    for organisation, content in contents:
        put(store, content, organisation)
    for organisation in (HERE, ELSEWHERE):
        wanted = {hashlib.sha256(content).hexdigest() for one, content in contents if one == organisation}
        assert {held.sha256 for held in store.each(organisation)} == wanted


def test_the_same_file_put_by_many_at_once_is_kept_once(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    threads = [threading.Thread(target=put, args=(store,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [HASH]
