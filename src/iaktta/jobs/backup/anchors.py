"""The anchors that go with a backup, and what they say of what was put in.

The file of anchors and the public key that checks it are in the backup; the private key never is. A key that
is not this installation's own is told of, so that somebody compares it with the one that was written down.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.jobs.backup.archive import Archive, ArchiveWriter
from iaktta.jobs.backup.errors import TrailBrokenError, speaking_of_the_disk
from iaktta.jobs.preparation import Tell
from iaktta.register.trail.anchor_key import AnchorKey
from iaktta.register.trail.anchors import anchor_heads
from iaktta.register.trail.verifying import verify

ANCHORS = "ankare/anchors.jsonl"
_PIECE = 1 << 20


class Anchored(NamedTuple):
    """What was anchored before a backup: so many bytes of the file, and the key that checks them."""

    size: int
    public_key: str


def anchor_now(tell: Tell) -> Anchored:
    """Sign the heads of the chains that the backup is to hold; what cannot be signed hinders no backup."""
    try:
        for refused in anchor_heads().refused:
            tell(_("Ankras inte: %(why)s") % {"why": refused})
        # What is anchored later is of events that the backup lacks.
        return Anchored(settings.ANCHOR_FILE.stat().st_size, AnchorKey(settings.ANCHOR_KEY).public.text)
    except IakttaError as error:
        tell(_("Ankras inte: %(why)s") % {"why": error})
        return Anchored(0, "")


def write_anchors(archive: ArchiveWriter, anchored: Anchored) -> None:
    """Put the file of anchors into the backup, as it was when the heads had been signed."""
    if not anchored.size:
        return
    with settings.ANCHOR_FILE.open("rb") as file, archive.part(ANCHORS) as part:
        left = anchored.size
        while left and (piece := file.read(min(_PIECE, left))):
            part.write(piece)
            left -= len(piece)


def verify_trail(archive: Archive, tell: Tell, *, despite_breaks: bool) -> None:
    """Check every chain, row and anchor of what was put in.

    Raises:
        TrailBrokenError: Something does not agree; with `despite_breaks` it is told instead.
    """
    tell(_("Kontrollerar händelsekedjorna"))
    own = AnchorKey(settings.ANCHOR_KEY).public.text
    key = archive.manifest.public_key or own
    if key != own:
        tell(
            _(
                "Ankarna i säkerhetskopian är undertecknade med en annan nyckel än den här installationens: "
                "%(key)s. Jämför den med den som ni har antecknat."
            )
            % {"key": key}
        )
    with tempfile.TemporaryDirectory() as folder:
        anchors = Path(folder) / "anchors.jsonl"
        if ANCHORS in archive.parts():
            with archive.open(ANCHORS) as held, anchors.open("wb") as file:
                shutil.copyfileobj(held, file)
        verdict = verify(anchor_file=anchors, public_key=key)
    if verdict.is_whole:
        return
    if not despite_breaks:
        raise TrailBrokenError(verdict.first)
    tell(_("Loggen stämmer inte: %(first)s") % {"first": verdict.first})


def keep_anchors(archive: Archive, tell: Tell) -> None:
    """Keep the backup's anchors: as the installation's own where it has none and the key is its own."""
    if ANCHORS not in archive.parts():
        return
    own = AnchorKey(settings.ANCHOR_KEY).public.text == archive.manifest.public_key
    place: Path = settings.ANCHOR_FILE
    if not own or place.exists():
        day = archive.manifest.made_at[:10]
        place = place.with_name(f"{place.stem}-{day}{place.suffix}")
    if place.exists():
        return
    with speaking_of_the_disk(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
        with os.fdopen(number, "wb") as file, archive.open(ANCHORS) as held:
            shutil.copyfileobj(held, file)
    tell(_("Säkerhetskopians ankare ligger i %(place)s") % {"place": place})
