"""Granviks kommun in a test's register: one person who coordinates, and reports when a test asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from iaktta.jobs.importing import Imported, import_file
from iaktta.register.models import Body, Membership, Organisation, User

DEMONSTRATION = Path(__file__).resolve().parents[1] / "src/iaktta/demo"
EMAIL, PASSWORD = "ada.ek@granvik.example", "fyra-lugna-uttrar"


@dataclass(frozen=True)
class Granvik:
    """A municipality with its executive board and one of its officers."""

    organisation: Organisation
    board: Body
    person: User

    def imports(self, name: str) -> Imported:
        path = DEMONSTRATION / name
        return import_file(path.read_bytes(), name, organisation_slug=self.organisation.slug, by=self.person)

    def imports_all(self) -> None:
        for path in sorted(DEMONSTRATION.iterdir()):
            if path.suffix in (".txt", ".md"):
                self.imports(path.name)


def make_granvik() -> Granvik:
    organisation = Organisation.objects.create(slug="granvik", name="Granviks kommun")
    board = Body.objects.create(
        organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen"
    )
    person = User.objects.create_user(EMAIL, PASSWORD, name="Ada Ek")
    Membership.objects.create(
        organisation=organisation, owner=board, user=person, body=board, role=Membership.Role.COORDINATOR
    )
    return Granvik(organisation, board, person)
