"""After an upgrade the register's own files are read again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import iaktta
from iaktta.jobs.importing import import_file
from iaktta.jobs.reading import read_document
from iaktta.jobs.reading_again import read_again
from iaktta.register.actions.take_in import take_in
from iaktta.register.models import Body, Event, Organisation, Reading, User
from iaktta.register.outtake import outtake

FOLLOW_UP = Path(iaktta.__file__).parent / "demo" / "2022-uppfoljande-granskning.txt"


def read_long_ago(organisation: Organisation, owner: Body, by: User, content: bytes) -> Reading:
    """The follow-up as an older reader, which missed its author, took it in."""
    document, report = read_document(FOLLOW_UP)
    assert report.source is not None
    older = dataclasses.replace(
        report, author=None, source=dataclasses.replace(report.source, reader="text/0")
    )
    return take_in(
        older,
        content=content,
        name=FOLLOW_UP.name,
        media_type=document.media_type,
        text=document.text,
        organisation=organisation,
        owner=owner,
        by=by,
    ).reading


def test_what_an_older_reader_read_is_read_again_from_the_kept_file(
    granvik: Organisation, board: Body, maja: User
) -> None:
    old = read_long_ago(granvik, board, maja, FOLLOW_UP.read_bytes())
    again = read_again(old.document, by=maja)
    assert again.created
    assert [row.field for row in again.differences] == ["author"]
    assert outtake(again.reading, with_secrets=True) == read_document(FOLLOW_UP)[1]
    assert not read_again(old.document, by=maja).created
    assert Event.objects.count() == 2


def test_the_command_reads_all_and_tells_what_it_cannot_read(
    granvik: Organisation, board: Body, maja: User, capsys: pytest.CaptureFixture[str]
) -> None:
    read_long_ago(granvik, board, maja, FOLLOW_UP.read_bytes())
    read_long_ago(granvik, board, maja, b"%PDF-1.7")
    with pytest.raises(CommandError, match="1 dokument"):
        call_command("read_again")
    told = capsys.readouterr()
    assert "läst på nytt, 1 skillnader" in told.out
    assert "inte en textfil" in told.err
    readings = Reading.objects.count()
    with pytest.raises(CommandError):
        call_command("read_again")
    assert Reading.objects.count() == readings


def test_the_same_reader_has_nothing_to_add(granvik: Organisation, maja: User) -> None:
    imported = import_file(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, by=maja)
    assert not read_again(imported.reading.document, by=maja).created
