"""Files attached to one thing: sent in, handed out, shown, and removed with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iaktta.errors import IakttaError
from iaktta.jobs.database_errors import speaking_of_the_database
from iaktta.jobs.receiving import judge_file
from iaktta.register import storage
from iaktta.register.actions.attachments import Enclosed, attach_file, remove_attachment
from iaktta.register.models import Attachment, Body, SourceDocument, Subject
from iaktta.register.permissions import Act
from iaktta.register.queries.attachments import SUBJECTS, attaching_body, is_closed, is_secret
from iaktta.rules.files import ATTACHMENT, FileKind
from iaktta.web.attachments import FILES, AttachForm, attachments_on, held, let_go, stated
from iaktta.web.files import file_response, spoken
from iaktta.web.forms import Form
from iaktta.web.navigation import page
from iaktta.web.receiving import Incoming, take_each
from iaktta.web.scope import Scope, scope_of, signed_in
from iaktta.web.uploads import takes_files

_SECTION = {"audit": "audits", "recommendation": "audits", "risk": "risks"}


@takes_files(ATTACHMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, org: str, kind: str, pk: int) -> HttpResponse:
    """The attachments of one thing, and the form that brings more."""
    scope = scope_of(request, org)
    row, owner = _thing(scope, kind, pk)
    form = AttachForm(request.POST if request.method == "POST" else None)
    kept: list[tuple[str, str]] = []
    if request.method == "POST":
        came = _Came(scope, request, row, owner, form)
        came.take()
        if not form.errors:
            words = ngettext("%(n)s fil är bifogad.", "%(n)s filer är bifogade.", came.attached)
            messages.success(request, words % {"n": came.attached})
            return HttpResponseRedirect(_url_of(org, kind, row))
        kept = came.kept
    context = {
        "row": row,
        "kind": kind,
        "attachments": attachments_on(scope, kind, row, form),
        "back": _url_of(org, kind, row),
        "kept": kept,
        "form": form,
    }
    here = _SECTION.get(kind, "controls")
    return page(request, scope, here, "attachments/page.html", context, 422 if form.errors else 200)


def _thing(scope: Scope, kind: str, pk: int) -> tuple[Subject, Body]:
    """A thing that the person may attach files to, and the body that is to hold them."""
    if kind not in SUBJECTS:
        raise Http404
    row: Subject = scope.see.one(SUBJECTS[kind], pk, "owner")
    owner = attaching_body(scope.see, row)
    if owner is None or is_closed(scope.see, row):
        raise PermissionDenied
    return row, owner


class _Came:
    """What a form brought: attached where all is well, else held in its store until the rest is put right."""

    def __init__(
        self, scope: Scope, request: HttpRequest, row: Subject, owner: Body, form: AttachForm
    ) -> None:
        self._scope, self._request, self._row, self._owner, self._form = scope, request, row, owner, form
        self.attached = 0
        self.kept: list[tuple[str, str]] = []

    def take(self) -> None:
        """Take every file; what could not be is told by the form."""
        self._form.is_valid()
        again = [let_go(self._scope, sign) for sign in self._request.POST.getlist("kvar")]
        for file in again:
            if file is not None:
                self._take_again(file)
        taken, refused = take_each(self._request, FILES, ATTACHMENT, self._keep)
        for one in refused:
            self._form.add_error(one.field, one.sentence)
        if not taken and not refused and not any(again):
            self._form.add_error("filer", _("Välj minst en fil."))

    def _take_again(self, file: Enclosed) -> None:
        try:
            if not storage.store_at(file.storage).exists(self._row.organisation_id, file.stored.sha256):
                raise storage.FileGoneError
            with speaking_of_the_database():
                self._attach(file)
        except IakttaError as error:
            self._form.add_error("filer", f"{file.name}: {spoken(error)}")

    def _keep(self, incoming: Incoming) -> None:
        stored = storage.keep(self._row.organisation_id, incoming.file)
        self._attach(Enclosed(stored, storage.storage_in_use(), incoming.judged.kind, incoming.name))

    def _attach(self, file: Enclosed) -> None:
        if not self._form.is_valid():
            self.kept.append((file.name, held(self._scope, file)))
            return
        attach_file(
            self._row,
            file,
            owner=self._owner,
            by=signed_in(self._request),
            is_secret=is_secret(self._row),
            **stated(self._form),
        )
        self.attached += 1


def _url_of(org: str, kind: str, row: Any) -> str:
    """The page on which the attachments of a thing are shown; an occasion's are on that of its control."""
    if kind == "occasion":
        return reverse("attach", kwargs={"org": org, "kind": kind, "pk": row.pk})
    return reverse(kind, kwargs={"org": org, "pk": row.pk}) + "#bilagor"


def _attachment(scope: Scope, pk: int, *, to: Act = Act.READ) -> Attachment:
    """An attachment that is there and open to the person, on a thing that the person may know of."""
    found = scope.see.one(Attachment, pk, "owner", to=to)
    about = scope.see.one(SUBJECTS[found.about_kind], found.about.pk)
    is_gone = found.removed_at is not None or found.storage == SourceDocument.Storage.DISPOSED
    if is_gone or is_closed(scope.see, about):
        raise Http404
    return found


@require_safe
def attachment_file(request: HttpRequest, org: str, pk: int) -> HttpResponseBase:
    """The file, to keep."""
    found = _attachment(scope_of(request, org), pk)
    return file_response(storage.open_content(found), found.title, FileKind(found.kind))


@require_safe
def attachment_image(request: HttpRequest, org: str, pk: int) -> HttpResponseBase:
    """A picture, shown by the browser: judged anew, since a file is only ever what its bytes are."""
    found = _attachment(scope_of(request, org), pk)
    if not FileKind(found.kind).is_image:
        raise Http404
    file = storage.open_content(found)
    kind = judge_file(file, ATTACHMENT).kind
    if not kind.is_image:
        file.close()
        raise Http404
    return file_response(file, found.title, kind, inline=True)


class RemovalForm(Form):
    """Why an attachment is taken away."""

    skal = forms.CharField(
        label=gettext_lazy("Varför tas bilagan bort?"),
        help_text=gettext_lazy("Skälet visas i listan och sparas i loggen."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"class": "textarea short"}),
        error_messages={"required": gettext_lazy("Skriv varför bilagan tas bort.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Take an attachment away, with the reason."""
    scope = scope_of(request, org)
    found = _attachment(scope, pk, to=Act.ATTACH_FILE)
    back = _url_of(org, found.about_kind, found.about)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        remove_attachment(found, why=form.cleaned_data["skal"], by=signed_in(request))
        messages.success(request, _("Bilagan är borttagen."))
        return HttpResponseRedirect(back)
    context = {"attachment": found, "form": form, "back": back}
    here = _SECTION.get(found.about_kind, "controls")
    return page(request, scope, here, "attachments/remove.html", context, 422 if form.errors else 200)
