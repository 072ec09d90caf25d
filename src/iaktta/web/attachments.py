"""What is attached to a thing, with the form for more: a part of the thing's page, and a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iaktta.jobs.receiving import most_bytes
from iaktta.register.actions.attachments import Enclosed
from iaktta.register.models import Subject
from iaktta.register.queries.attachments import Shown, attached_to, attaching_body, is_closed
from iaktta.register.storage import Stored
from iaktta.rules.files import ATTACHMENT, FileKind
from iaktta.rules.files.refusals import megabytes
from iaktta.web.forms import DateInput, FilesField, Form
from iaktta.web.scope import Scope

HELD_SECONDS = 12 * 3600
"""How long a file is held for a form that has to be put right; files without a row are swept after a day."""
FILES = ("filer", "foto")


class AttachForm(Form):
    """Files, and what is said of them."""

    filer = FilesField(
        label=gettext_lazy("Välj filer"),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, bild eller text."),
    )
    foto = FilesField(label=gettext_lazy("Ta foto"), camera=True, several=False)
    titel = forms.CharField(
        label=gettext_lazy("Titel"),
        help_text=gettext_lazy("Annars används filens namn."),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Titeln är för lång. Skriv högst 200 tecken.")},
    )
    datum = forms.DateField(
        label=gettext_lazy("Handlingens datum"),
        required=False,
        widget=DateInput(),
        error_messages={"invalid": gettext_lazy("Ange datumet som 2026-12-31.")},
    )
    anteckning = forms.CharField(
        label=gettext_lazy("Anteckning"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"class": "textarea short"}),
        error_messages={"max_length": gettext_lazy("Anteckningen är för lång. Skriv högst 4 000 tecken.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = {"limit": megabytes(most_bytes(ATTACHMENT))}
        words = _("PDF, Word, Excel, OpenDocument, bild eller text. Högst %(limit)s MB per fil.")
        self.fields["filer"].help_text = words % limit


@dataclass(frozen=True, slots=True)
class Attachments:
    """The attachments of one thing as the user sees them; takes their place in `attachments/part.html`."""

    kind: str
    pk: int
    rows: Sequence[Shown]
    may_attach: bool
    form: AttachForm

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.rows) or self.may_attach


def attachments_on(scope: Scope, kind: str, row: Subject, form: AttachForm | None = None) -> Attachments:
    """What is attached to a subject: `kind` is one of `SUBJECT_KINDS`."""
    closed = is_closed(scope.see, row)
    may_attach = not closed and attaching_body(scope.see, row) is not None
    rows = attached_to(scope.see, kind, row)
    return Attachments(kind, row.pk, rows, may_attach, form or AttachForm())


def held(scope: Scope, file: Enclosed) -> str:
    """A sign that a file lies in its store, for the form that is sent again; nobody else can make one."""
    facts = [file.stored.sha256, file.stored.size, file.storage, file.kind.value, file.name]
    return signing.dumps(facts, salt=_salt(scope))


def let_go(scope: Scope, sign: str) -> Enclosed | None:
    """The file that such a sign stands for, None where it is none, too old or another person's."""
    try:
        sha256, size, storage, kind, name = signing.loads(sign, salt=_salt(scope), max_age=HELD_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Enclosed(Stored(sha256, size), storage, FileKind(kind), name)


def _salt(scope: Scope) -> str:
    return f"iaktta.attachment.{scope.organisation.pk}.{scope.see.user.pk}"


def stated(form: AttachForm) -> Mapping[str, Any]:
    """What the form says of its files, as `attach_file` takes it."""
    data = form.cleaned_data
    return {"title": data["titel"], "note": data["anteckning"], "made_on": data["datum"]}
