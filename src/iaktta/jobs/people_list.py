"""People from a spreadsheet: read, checked row by row against the register, and taken in once accepted."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from iaktta.errors import IakttaError
from iaktta.register.access import Sight
from iaktta.register.actions.people import Place, end_role, give_role, invite
from iaktta.register.models import Body, Invitation, Membership, User
from iaktta.register.permissions import Act
from iaktta.register.queries import people as queries
from iaktta.rules.files.judging import Use, judge
from iaktta.rules.files.kinds import FileKind
from iaktta.rules.files.limits import Limits
from iaktta.rules.names import basic_name

COLUMNS = ("namn", "e-post", "roll", "nämnd", "från", "till")
MOST_BYTES, MOST_ROWS = 2_000_000, 500
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

    INVITE = "invite"
    NEW_ROLE = "new_role"
    NEW_END = "new_end"
    INVITED = "invited"
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
    place: Place | None = None
    before: Membership | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked in, and the token of the link that goes with the letter."""

    invitation: Invitation
    token: str


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


@dataclass(frozen=True, slots=True)
class _Known:
    """What the register holds that rows are compared with, as the user may know it."""

    bodies: Mapping[str, Body]
    people: Mapping[str, User]
    held: Mapping[tuple[str, int, str], Membership]
    invited: Collection[tuple[str, int, str]]
    told: Counter[tuple[str, str, str]]


def compare(see: Sight, stated: Sequence[Stated]) -> list[Row]:
    """Each row beside the register, as the user may change it. Nothing is written."""
    today = timezone.localdate()
    bodies = {basic_name(body.name): body for body in see.bodies_for(Act.MANAGE_PEOPLE)}
    emails = {row.email.lower() for row in stated}
    lasting = queries.memberships(see).filter(user__email__in=emails).exclude(ends_on__lt=today)
    known = _Known(
        bodies,
        # Whether an address has an account elsewhere is not told: it is asked in as any other.
        {user.email: user for user in queries.known(see).filter(email__in=emails)},
        {(one.user.email, one.body_id, one.role): one for one in lasting.order_by("starts_on", "pk")},
        {(one.email, one.body_id, one.role) for one in queries.open_invitations(see)},
        Counter(_key(row) for row in stated),
    )
    return [_compared(row, known) for row in stated]


def _key(row: Stated) -> tuple[str, str, str]:
    return row.email.lower(), basic_name(row.body), row.role.casefold()


_ROLES = {str(role.label).casefold(): role for role in Membership.Role}


def _compared(row: Stated, known: _Known) -> Row:
    try:
        place = _place(row, known)
        email = row.email.lower()
        key = (email, place.body.pk, str(place.role))
        before = known.held.get(key)
        if before is None:
            place.check()
        elif place.starts_on not in (None, before.starts_on):
            raise PeopleListError(_("Rollen är redan given. Dess första dag kan inte ändras här."))
    except IakttaError as error:
        return Row(row, wrong=str(error))
    if before is not None:
        change = Change.NEW_END if place.ends_on not in (None, before.ends_on) else Change.NONE
    elif email in known.people:
        change = Change.NEW_ROLE
    else:
        change = Change.INVITED if key in known.invited else Change.INVITE
    return Row(row, change, "", place, before)


def _place(row: Stated, known: _Known) -> Place:
    """The role that a row asks for. Raises PeopleListError."""
    body, role = known.bodies.get(basic_name(row.body)), _ROLES.get(row.role.casefold())
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
    if known.told[_key(row)] > 1:
        raise PeopleListError(_("Samma person, roll och nämnd står på fler än en rad."))
    try:
        days = [datetime.date.fromisoformat(day) if day else None for day in (row.starts_on, row.ends_on)]
    except ValueError:
        raise PeopleListError(_("Skriv dagar som år-månad-dag, till exempel 2027-01-01.")) from None
    return Place(body, role, *days)


@transaction.atomic
def take_in_people(see: Sight, stated: Sequence[Stated], *, days: int) -> tuple[int, list[Asked]]:
    """Do what the rows change, all of it or nothing; gives how many did, and whom to send a letter.

    Args:
        days: How many days the link of an invitation works.

    Raises:
        IakttaError: A row cannot be taken any more: somebody has changed the register meanwhile.
    """
    rows = compare(see, stated)
    if any(row.wrong for row in rows):
        raise PeopleListError(_("Registret har ändrats sedan listan lästes. Läs in den igen."))
    people = {user.email: user for user in queries.known(see)}
    asked, changed = [], 0
    for row in rows:
        if row.place is None or row.change in (Change.NONE, Change.INVITED):
            continue
        changed += 1
        if row.change is Change.INVITE:
            asked.append(
                Asked(*invite(see, row.place, email=row.stated.email, name=row.stated.name, days=days))
            )
        elif row.change is Change.NEW_ROLE:
            give_role(see, row.place, people[row.stated.email.lower()])
        elif row.before is not None and row.place.ends_on is not None:
            end_role(see, row.before, last_day=row.place.ends_on)
    return changed, asked
