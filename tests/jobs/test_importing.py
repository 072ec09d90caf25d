"""A file is imported: into whose register, in whose name, and whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

import iaktta
from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of, import_file, import_path
from iaktta.register.models import Body, Event, Membership, Organisation, SourceDocument, User
from iaktta.register.outtake import outtake

DEMO = Path(iaktta.__file__).parent / "demo"
FOLLOW_UP = DEMO / "2022-uppfoljande-granskning.txt"


def test_the_organisation_that_the_report_names_is_chosen(granvik: Organisation, board: Body) -> None:
    Organisation.objects.create(slug="lovsta", name="Lövsta kommun")
    imported = import_path(FOLLOW_UP)
    assert imported.organisation == granvik
    assert imported.created
    assert not imported.notes


def test_the_only_organisation_is_chosen_and_another_stated_name_is_a_note(db: None) -> None:
    Organisation.objects.create(slug="lovsta", name="Lövsta kommun")
    imported = import_path(FOLLOW_UP)
    assert imported.organisation.slug == "lovsta"
    assert imported.notes == (
        "Rapporten anger Granviks kommun som organisation. Den har förts in hos Lövsta kommun.",
    )
    assert Organisation.objects.count() == 1


def test_where_nothing_tells_the_choices_are_told(db: None) -> None:
    Organisation.objects.create(slug="lovsta", name="Lövsta kommun")
    Organisation.objects.create(slug="bergvalla", name="Bergvalla kommun")
    with pytest.raises(IakttaError, match=r"bergvalla \(Bergvalla kommun\), lovsta \(Lövsta kommun\)"):
        import_path(FOLLOW_UP)
    assert not SourceDocument.objects.exists()


def test_an_organisation_that_is_asked_for_must_exist(granvik: Organisation) -> None:
    with pytest.raises(IakttaError, match="ingen organisation som heter granvikk"):
        import_path(FOLLOW_UP, organisation_slug="granvikk")


def test_an_empty_register_says_how_to_begin(db: None) -> None:
    with pytest.raises(IakttaError, match="add_organisation"):
        import_path(FOLLOW_UP)


def test_without_a_name_it_is_the_command_line_that_imports(granvik: Organisation) -> None:
    import_path(FOLLOW_UP)
    by = Event.objects.get().by
    assert (by.name, by.kind, by.is_active) == ("Kommandoraden", "built_in", False)
    assert not by.has_usable_password()
    assert account_of(None) == by


def test_somebody_unknown_imports_nothing(granvik: Organisation) -> None:
    with pytest.raises(IakttaError, match=r"okand@granvik\.example"):
        import_path(FOLLOW_UP, by="okand@granvik.example")
    assert not SourceDocument.objects.exists()


def test_the_importers_own_body_holds_the_rows(granvik: Organisation, board: Body, maja: User) -> None:
    auditors = Body.objects.create(organisation=granvik, kind=Body.Kind.AUDITORS, name="Revisorerna")
    auditor = User.objects.create_user("siv@granvik.example", name="Siv Ahl")
    Membership.objects.create(
        organisation=granvik,
        owner=auditors,
        user=auditor,
        body=auditors,
        role=Membership.Role.ELECTED_AUDITOR,
    )
    assert import_path(FOLLOW_UP, by="Maja@granvik.example").reading.owner == board
    assert import_path(FOLLOW_UP, by="siv@granvik.example").reading.owner == auditors


def test_what_was_read_is_what_is_kept(granvik: Organisation, maja: User) -> None:
    imported = import_file(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, by=maja)
    assert outtake(imported.reading, with_secrets=True) == imported.report


def test_the_same_file_again_is_told_and_changes_nothing(granvik: Organisation, maja: User) -> None:
    import_file(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, by=maja)
    again = import_file(FOLLOW_UP.read_bytes(), "annat namn.txt", by=maja)
    assert not again.created
    assert again.notes == ("Filen är redan inläst. Inget har ändrats.",)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t\n",
        b"%PDF-1.7 \x00\x01",
        "Granskning av intern kontroll i nÃ¤mnden\n".encode(),
        b"Granskning\x07 av intern kontroll\n",
        "Recept på pannkakor: tre ägg, mjölk och mjöl.\n".encode(),
    ],
    ids=["empty", "blank", "binary", "doubly decoded", "control character", "no report"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(
    granvik: Organisation, maja: User, content: bytes
) -> None:
    with pytest.raises(IakttaError, match=r"\.$"):
        import_file(content, "fil.txt", by=maja)
    assert not SourceDocument.objects.exists()
    assert not Event.objects.exists()


def test_one_byte_over_the_limit_is_refused(granvik: Organisation, maja: User, settings: object) -> None:
    content = FOLLOW_UP.read_bytes()
    settings.REPORT_MAX_BYTES = len(content) - 1  # type: ignore[attr-defined]
    with pytest.raises(IakttaError, match="Dela upp rapporten"):
        import_file(content, FOLLOW_UP.name, by=maja)
    settings.REPORT_MAX_BYTES = len(content)  # type: ignore[attr-defined]
    assert import_file(content, FOLLOW_UP.name, by=maja).created


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own way to refuse writing")
def test_a_database_that_can_only_be_read_is_told(granvik: Organisation, maja: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        with pytest.raises(IakttaError, match="går bara att läsa"):
            import_file(FOLLOW_UP.read_bytes(), FOLLOW_UP.name, by=maja)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")
    assert not SourceDocument.objects.exists()
