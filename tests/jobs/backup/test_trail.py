"""What was put in is verified against the trail: who has changed a backup, sums and all, is found out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from iaktta.jobs.backup.anchors import ANCHORS
from iaktta.jobs.backup.archive import MANIFEST
from iaktta.jobs.backup.errors import TrailBrokenError
from iaktta.jobs.backup.restore import restore_backup
from iaktta.jobs.backup.write import write_backup
from iaktta.register.models import Annotation, Organisation
from iaktta.register.trail.verifying import verify
from tests.granvik import Granvik
from tests.jobs.backup.altered import altered, resummed
from tests.jobs.backup.test_round_trip import empty_the_database, quiet

NOTES, EVENTS = "rader/register.Annotation.jsonl", "rader/register.Event.jsonl"


def test_the_anchors_go_with_the_backup_and_the_private_key_does_not(
    filled: Granvik, backup: Path, settings: Settings
) -> None:
    whole = backup.read_bytes()
    assert settings.ANCHOR_KEY.read_bytes() not in whole
    empty_the_database()
    settings.ANCHOR_FILE.unlink()
    restore_backup(backup, quiet)
    verdict = verify()
    assert verdict.is_whole
    assert verdict.until is not None


def test_a_changed_row_is_found_although_every_sum_is_right(filled: Granvik, backup: Path) -> None:
    def kinder(parts: dict[str, bytes]) -> None:
        parts[NOTES] = parts[NOTES].replace("Årtalet är fel".encode(), "Årtalet är rätt".encode())
        resummed(parts, NOTES)

    forged = altered(backup, kinder)
    empty_the_database()
    with pytest.raises(TrailBrokenError, match=r"loggen i den stämmer inte: .*Inget har lagts in"):
        restore_backup(forged, quiet)
    assert not Organisation.objects.exists()
    told: list[str] = []
    restore_backup(forged, told.append, despite_breaks=True)
    assert any(sentence.startswith("Loggen stämmer inte") for sentence in told)
    assert Annotation.objects.filter(text__startswith="Årtalet är rätt").exists()


def test_a_chain_that_was_cut_with_its_rows_is_found_by_the_anchors(filled: Granvik, backup: Path) -> None:
    def shorter(parts: dict[str, bytes]) -> None:
        events = [json.loads(line) for line in parts[EVENTS].splitlines()]
        last = max(event["id"] for event in events)
        for path in (path for path in parts if path.startswith("rader/register.Event")):
            kept = [
                line
                for line in parts[path].splitlines(keepends=True)
                if json.loads(line).get("event_id", json.loads(line)["id"]) != last
            ]
            parts[path] = b"".join(kept)
            resummed(parts, path)

    cut = altered(backup, shorter)
    empty_the_database()
    with pytest.raises(TrailBrokenError):
        restore_backup(cut, quiet)


def test_anchors_of_another_key_are_told_of_and_kept_beside(
    filled: Granvik, backup: Path, settings: Settings, tmp_path: Path
) -> None:
    empty_the_database()
    elsewhere = tmp_path / "annan"
    settings.ANCHOR_KEY, settings.ANCHOR_FILE = elsewhere / "anchor.key", elsewhere / "anchors.jsonl"
    told: list[str] = []
    restore_backup(backup, told.append)
    assert any("undertecknade med en annan nyckel" in sentence for sentence in told)
    assert not settings.ANCHOR_FILE.exists()
    [kept] = elsewhere.glob("anchors-*.jsonl")
    assert verify(anchor_file=kept, public_key=_public_key(backup)).is_whole


def _public_key(backup: Path) -> str:
    found: list[str] = []

    def look(parts: dict[str, bytes]) -> None:
        assert ANCHORS in parts
        found.append(json.loads(parts[MANIFEST])["public_key"])

    altered(backup, look)
    return found[0]


def test_a_chain_that_cannot_be_anchored_hinders_no_backup(
    filled: Granvik, settings: Settings, tmp_path: Path
) -> None:
    settings.ANCHOR_FILE = tmp_path  # a folder
    told: list[str] = []
    write_backup(tmp_path / "utan-ankare.zip", told.append)
    assert told[0].startswith("Ankras inte:")
    settings.ANCHOR_FILE = tmp_path / "nya.jsonl"
    empty_the_database()
    restore_backup(tmp_path / "utan-ankare.zip", quiet)
    assert Organisation.objects.exists()
