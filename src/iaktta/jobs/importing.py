"""A file into the register: read, then taken in, in one transaction a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.jobs.database_errors import speaking_of_the_database
from iaktta.jobs.reading import read_bytes, read_path
from iaktta.register import access, separation
from iaktta.register.actions.organisations import executive_board
from iaktta.register.actions.take_in import TakenIn, take_in
from iaktta.register.models import Body, Committee, Organisation, Proposal, Reading, ReadingDifference, User
from iaktta.register.permissions import Act
from iaktta.report import Kind, Report
from iaktta.rules.names import basic_name

COMMAND_LINE = "kommandoraden@iaktta.invalid"
"""The address of the built-in account, which nobody can sign in with."""


class NoOrganisationError(IakttaError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Registret har ingen organisation ännu. Lägg upp en med iaktta manage add_organisation NAMN, "
                "eller prova med demonstrationen: iaktta demo."
            )
        )


class MayNotImportError(IakttaError):
    """The person has no role that lets it import."""

    def __init__(self, by: User, organisation: Organisation) -> None:
        words = _(
            "%(name)s har ingen roll som får läsa in dokument hos %(organisation)s. "
            "Be administratören om en sådan roll."
        )
        super().__init__(words % {"name": by.email, "organisation": organisation.name})


class MayNotImportAnywhereError(IakttaError):
    """The person has no role in any organisation."""

    def __init__(self, by: User) -> None:
        words = _("%(name)s har ingen roll som får läsa in dokument. Be administratören om en sådan roll.")
        super().__init__(words % {"name": by.email})


class ChooseOrganisationError(IakttaError):
    """Nothing tells which of several organisations a file belongs to."""

    def __init__(self, organisations: Sequence[Organisation], asked_for: str | None = None) -> None:
        choices = ", ".join(f"{it.slug} ({it.name})" for it in organisations)
        if asked_for is None:
            words = _("Det framgår inte vilken organisation rapporten gäller.")
        else:
            words = _("Det finns ingen organisation som heter %(name)s.") % {"name": asked_for}
        super().__init__(f"{words} " + _("Ange en av dessa: %(choices)s.") % {"choices": choices})


class NoSuchAccountError(IakttaError):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("Det finns inget konto med e-postadressen %(email)s. Kontrollera adressen.") % {"email": email}
        )


@dataclass(frozen=True)
class Imported:
    """A file in the register, and what it says. `created` is False where it had been read before."""

    organisation: Organisation
    report: Report
    taken: TakenIn
    notes: tuple[str, ...]

    @property
    def reading(self) -> Reading:
        return self.taken.reading

    @property
    def created(self) -> bool:
        return self.taken.created

    @property
    def proposals(self) -> Sequence[Proposal]:
        return self.taken.proposals

    @property
    def differences(self) -> Sequence[ReadingDifference]:
        return self.taken.differences


def import_path(path: Path | str, *, organisation_slug: str | None = None, by: str | None = None) -> Imported:
    """Import a file on disk for the command line; `by` is an e-mail address. Raises as `import_file`."""
    content = read_path(path, settings.REPORT_MAX_BYTES)
    with speaking_of_the_database():
        account = account_of(by)
    return import_file(content, Path(path).name, organisation_slug=organisation_slug, by=account)


def import_file(content: bytes, name: str, *, organisation_slug: str | None = None, by: User) -> Imported:
    """Import a file's content; it is kept whole, or the register stays as it was.

    Args:
        organisation_slug: Whose register; without it the one that the report names, or the only one there is.
        by: Who imports; the rows are held by the body that this person belongs to, else the executive board.

    Raises:
        IakttaError: The file or the database cannot be read, or the organisation has to be chosen.
    """
    document, report = read_bytes(content, name)
    with speaking_of_the_database(), transaction.atomic():
        organisation = organisation_of(report, organisation_slug, by)
        taken = take_in(
            report,
            content=content,
            name=name,
            media_type=document.media_type,
            text=document.text,
            organisation=organisation,
            owner=holder(organisation, by, report),
            by=by,
        )
    return Imported(organisation, report, taken, (*_notes(report, organisation), *taken.notes))


def organisation_of(report: Report, slug: str | None, by: User) -> Organisation:
    """Whose register a report goes into; a name that a document states never makes a new one.

    A person knows of no other organisations than the person's own.

    Raises:
        NoOrganisationError: There is none.
        MayNotImportAnywhereError: The person has no role in any.
        ChooseOrganisationError: There is none with that slug, or nothing tells which one it is.
    """
    there = access.organisations(by) if by.kind == User.Kind.PERSON else Organisation.objects.order_by("name")
    known = list(there)
    if not known:
        raise MayNotImportAnywhereError(by) if separation.organisations() else NoOrganisationError
    if slug is not None:
        found = [organisation for organisation in known if organisation.slug == slug]
    else:
        found = [it for it in known if report.organisation and _is_named(it, report.organisation)]
        found = found or (known if len(known) == 1 else [])
    if len(found) != 1:
        raise ChooseOrganisationError(known, slug)
    return found[0]


def holder(organisation: Organisation, by: User, report: Report | None = None) -> Body:
    """The body that is to hold what somebody imports.

    A committee's own plan, follow-up or response is held by that committee, where it has people of its own
    and the person may import for it; all else by the person's own body, for the command line the board.

    Raises:
        MayNotImportError: No role lets the person import there.
    """
    committee = _committee_of(organisation, report) if report else None
    if by.kind != User.Kind.PERSON:
        return committee or executive_board(organisation, by=by)
    try:
        see = access.sight(by, organisation.slug)
        own = see.holder(Act.IMPORT_DOCUMENT)
    except (Http404, PermissionDenied):
        raise MayNotImportError(by, organisation) from None
    return committee if committee and see.may(Act.IMPORT_DOCUMENT, committee) else own


_OF_A_COMMITTEE = (Kind.CONTROL_PLAN, Kind.CONTROL_FOLLOW_UP, Kind.AUDIT_RESPONSE)


def _committee_of(organisation: Organisation, report: Report) -> Body | None:
    """The body of the committee that a report is from."""
    if report.kind not in _OF_A_COMMITTEE or not report.body:
        return None
    found = Committee.objects.filter(organisation=organisation, basic_name=basic_name(report.body))
    committee = found.select_related("body").first()
    return committee.body if committee else None


def account_of(email: str | None) -> User:
    """The account with an address; without one the built-in account of the command line.

    Raises:
        NoSuchAccountError: Nobody has that address.
    """
    if email is None:
        built_in = {
            "name": "Kommandoraden",
            "kind": User.Kind.BUILT_IN,
            "is_active": False,
            "password": make_password(None),
        }
        return User.objects.get_or_create(email=COMMAND_LINE, defaults=built_in)[0]
    account = User.objects.filter(email__iexact=email.strip()).first()
    if account is None:
        raise NoSuchAccountError(email)
    return account


def _is_named(organisation: Organisation, name: str) -> bool:
    return basic_name(organisation.name) == basic_name(name)


def _notes(report: Report, organisation: Organisation) -> tuple[str, ...]:
    if report.organisation is None or _is_named(organisation, report.organisation):
        return ()
    note = _("Rapporten anger %(stated)s som organisation. Den har förts in hos %(name)s.")
    return (note % {"stated": report.organisation, "name": organisation.name},)
