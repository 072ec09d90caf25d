"""People from a spreadsheet: read, checked row by row against the register, and taken in once accepted."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from iaktta.errors import IakttaError
from iaktta.register.access import Sight
from iaktta.register.actions.people_rows import set_role
from iaktta.register.models import Body, Membership, User
from iaktta.register.permissions import Act, Held, fits
from iaktta.rules.files.judging import Use, judge
from iaktta.rules.files.kinds import FileKind
from iaktta.rules.files.limits import Limits
from iaktta.rules.names import basic_name

COLUMNS = ("namn", "e-post", "roll", "nämnd", "från", "till")
MOST_BYTES, MOST_ROWS = 2_000_000, 2_000
_LIMITS = Limits(unpacked_bytes=50_000_000, members=200)
PEOPLE = Use(
    "people",
    frozenset({FileKind.XLSX}),
    "Spara listan som Excel (.xlsx) med kolumnerna i mallen och skicka in den i stället.",
)


class PeopleListError(IakttaError):
    """The file as a whole cannot be used."""


class Change(StrEnum):
    """What accepting a row does."""

    NEW_PERSON = "new_person"
    NEW_ROLE = "new_role"
    NEW_DAYS = "new_days"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Stated:
    """One row of the file, as text; `number` is the row in the file, from 1."""

    number: int
    name: str
    email: str
    role: str
    body: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row beside the register: what would change, or why it cannot be taken."""

    stated: Stated
    change: Change = Change.NONE
    wrong: str = ""
    role: str = ""
    body: Body | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    before: Membership | None = None


def template_file() -> bytes:
    """An empty list with the columns, and a sheet that tells what roles there are."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Personer")
    sheet.write_row(0, 0, COLUMNS, bold)
    sheet.set_column(0, len(COLUMNS) - 1, 28)
    sheet.freeze_panes(1, 0)
    roles = book.add_worksheet("Roller")
    roles.write_row(0, 0, ["roll"], bold)
    roles.set_column(0, 0, 40)
    for number, label in enumerate(Membership.Role.labels, 1):
        roles.write(number, 0, str(label))
    sheet.data_validation(1, 2, MOST_ROWS, 2, {"validate": "list", "source": f"=Roller!$A$2:$A${number + 1}"})
    book.close()
    return file.getvalue()


def read_people(content: bytes) -> list[Stated]:
    """The rows of a spreadsheet; empty ones are left out.

    Raises:
        IakttaError: It is no spreadsheet, columns are missing, or there are too many rows.
    """
    judge(io.BytesIO(content), PEOPLE, most_bytes=MOST_BYTES, limits=_LIMITS)
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError) as error:
        raise PeopleListError(_("Filen går inte att läsa. Spara den på nytt som Excel (.xlsx).")) from error
    texts = [[_text(cell) for cell in row] for row in rows]
    head = next((at for at, row in enumerate(texts) if any(row)), None)
    if head is None:
        raise PeopleListError(_("Listan är tom. Fyll i minst en rad."))
    places = {name: at for at, name in enumerate(_plain(cell) for cell in texts[head]) if name}
    missing = [name for name in COLUMNS[:4] if name not in places]
    if missing:
        raise PeopleListError(
            _("Kolumnen %(columns)s saknas. Använd mallen, eller skriv samma rubriker.")
            % {"columns": ", ".join(missing)}
        )
    found = [
        _stated(number, row, places) for number, row in enumerate(texts[head + 1 :], head + 2) if any(row)
    ]
    if not found:
        raise PeopleListError(_("Listan är tom. Fyll i minst en rad."))
    if len(found) > MOST_ROWS:
        raise PeopleListError(_("Listan har fler än %(most)s rader. Dela upp den.") % {"most": MOST_ROWS})
    return found


def _stated(number: int, row: Sequence[str], places: Mapping[str, int]) -> Stated:
    def cell(name: str) -> str:
        at = places.get(name, len(row))
        return row[at] if at < len(row) else ""

    return Stated(number, *(cell(name) for name in COLUMNS))


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return " ".join(str(cell).split()) if cell is not None else ""


def _plain(head: str) -> str:
    name = head.casefold().strip(" :.*")
    return {"epost": "e-post", "e-postadress": "e-post", "organ": "nämnd", "from": "från", "tom": "till"}.get(
        name, name
    )


def compare(see: Sight, stated: Sequence[Stated]) -> list[Row]:
    """Each row beside the register, as the user may change it. Nothing is written."""
    bodies = {basic_name(body.name): body for body in see.bodies_for(Act.MANAGE_PEOPLE)}
    roles = {str(label).casefold(): value for value, label in Membership.Role.choices}
    emails = {row.email.lower() for row in stated}
    # Only those of this organisation count as known: whether an address has an account elsewhere is not told.
    visible = Membership.objects.filter(organisation=see.organisation, body__in=see.bodies)
    known = set(visible.filter(user__email__in=emails).values_list("user__email", flat=True))
    held: dict[tuple[str, int, str], Membership] = {
        (one.user.email, one.body_id, one.role): one
        for one in Membership.objects.filter(
            organisation=see.organisation, user__email__in=emails, body__in=bodies.values()
        )
        .select_related("user")
        .order_by("starts_on", "pk")
    }
    told = Counter((row.email.lower(), basic_name(row.body), row.role.casefold()) for row in stated)
    return [_compared(row, bodies, roles, known, held, told) for row in stated]


def _compared(
    row: Stated,
    bodies: Mapping[str, Body],
    roles: Mapping[str, str],
    known: Collection[str],
    held: Mapping[tuple[str, int, str], Membership],
    told: Counter[tuple[str, str, str]],
) -> Row:
    email, body, role = row.email.lower(), bodies.get(basic_name(row.body)), roles.get(row.role.casefold())
    try:
        starts_on, ends_on = _days(row)
        _check(row, body, role)
        if told[(email, basic_name(row.body), row.role.casefold())] > 1:
            raise PeopleListError(_("Samma person, roll och nämnd står på fler än en rad."))
    except PeopleListError as error:
        return Row(row, wrong=str(error))
    assert body is not None
    assert role is not None
    before = held.get((email, body.pk, role))
    if email not in known:
        change = Change.NEW_PERSON
    elif before is None:
        change = Change.NEW_ROLE
    else:
        same = (before.starts_on, before.ends_on) == (starts_on or before.starts_on, ends_on)
        change = Change.NONE if same else Change.NEW_DAYS
    return Row(row, change, "", role, body, starts_on, ends_on, before)


def _check(row: Stated, body: Body | None, role: str | None) -> None:
    try:
        validate_email(row.email)
    except ValidationError:
        raise PeopleListError(_("E-postadressen går inte att använda.")) from None
    if not row.name:
        raise PeopleListError(_("Namnet saknas."))
    if role is None:
        raise PeopleListError(_("Rollen finns inte. Välj någon av dem i mallen."))
    if body is None:
        raise PeopleListError(_("Nämnden finns inte, eller så får du inte ge roller i den."))
    if not fits(Held(Membership.Role(role), body)):
        raise PeopleListError(_("Rollen hör inte hemma i det organet."))


def _days(row: Stated) -> tuple[datetime.date | None, datetime.date | None]:
    try:
        days = [datetime.date.fromisoformat(text) if text else None for text in (row.starts_on, row.ends_on)]
    except ValueError:
        raise PeopleListError(_("Skriv dagar som år-månad-dag, till exempel 2027-01-01.")) from None
    starts_on, ends_on = days
    if starts_on and ends_on and ends_on < starts_on:
        raise PeopleListError(_("Till och med ligger före från och med."))
    return starts_on, ends_on


@transaction.atomic
def take_in_people(see: Sight, stated: Sequence[Stated], *, by: User) -> list[Row]:
    """Do what the rows change, all of it or nothing; gives the rows that did.

    Raises:
        PeopleListError: A row cannot be taken any more: somebody has changed the register meanwhile.
    """
    rows = compare(see, stated)
    if any(row.wrong for row in rows):
        raise PeopleListError(_("Registret har ändrats sedan listan lästes. Läs in den igen."))
    return list(_taken(rows, by))


def _taken(rows: Sequence[Row], by: User) -> Iterator[Row]:
    for row in rows:
        if row.change is not Change.NONE and row.body is not None:
            set_role(
                row.stated.email,
                row.stated.name,
                row.body,
                row.role,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                by=by,
            )
            yield row
