"""Reports sent in from the browser: the worker reads them, and the page tells how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from iaktta.jobs.models import IncomingFile
from iaktta.jobs.receiving import most_bytes
from iaktta.jobs.tasks import send_in, stop
from iaktta.register.permissions import Act
from iaktta.register.queries.read_counts import read_counts
from iaktta.rules.files import REPORT
from iaktta.rules.files.refusals import megabytes
from iaktta.web.forms import FilesField, Form
from iaktta.web.navigation import page
from iaktta.web.receiving import Incoming, take_each
from iaktta.web.scope import Scope, scope_of, signed_in
from iaktta.web.uploads import takes_files

State = IncomingFile.State
_SHOWN = 20


class ReportsForm(Form):
    """Which files."""

    filer = FilesField(label=gettext_lazy("Välj en eller flera filer"))


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that the person has sent in, and in words what was read from it."""

    file: IncomingFile
    found: str

    @property
    def document(self) -> int | None:
        return self.file.reading.document_id if self.file.reading else None


@takes_files(REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def add_documents(request: HttpRequest, org: str) -> HttpResponse:
    """Send in reports, and see how the reading of them goes."""
    scope = scope_of(request, org)
    scope.see.require(Act.IMPORT_DOCUMENT)
    form = ReportsForm(request.POST if request.method == "POST" else None)
    form.fields["filer"].help_text = _("Text (.txt eller .md), högst %(limit)s MB per fil.") % {
        "limit": megabytes(most_bytes(REPORT))
    }
    if request.method == "POST" and _took(request, scope, form):
        return HttpResponseRedirect(f"{reverse('add_documents', kwargs={'org': org})}#inlasningar")
    sent = _sent(scope)
    context = {
        "form": form,
        "sent": sent,
        "told": _told(sent),
        "is_going_on": any(one.file.state in IncomingFile.UNSETTLED for one in sent),
    }
    return page(request, scope, "documents", "documents/add.html", context, 422 if form.errors else 200)


def _took(request: HttpRequest, scope: Scope, form: ReportsForm) -> bool:
    """Send in what can be; whether that was all. What was refused is told by the form."""
    form.full_clean()
    owner, by = scope.see.holder(Act.IMPORT_DOCUMENT), signed_in(request)

    def take(incoming: Incoming) -> None:
        send_in(incoming.file, incoming.name, owner=owner, by=by)

    taken, refused = take_each(request, ["filer"], REPORT, take)
    for one in refused:
        form.add_error("filer", one.sentence)
    if not taken and not refused:
        form.add_error("filer", _("Välj minst en fil."))
    return not form.errors


def _sent(scope: Scope) -> list[Sent]:
    """The person's newest, newest first."""
    mine = scope.see.of(IncomingFile).filter(by=scope.see.user).select_related("reading")
    files = list(mine.order_by("-pk")[:_SHOWN])
    counts = read_counts(scope.see, [one.reading_id for one in files if one.reading_id])
    return [Sent(one, _in_words(counts.get(one.reading_id or 0, {}))) for one in files]


def _in_words(counts: dict[str, int]) -> str:
    words = {
        "audits": lambda n: ngettext("%(n)s granskning", "%(n)s granskningar", n),
        "recommendations": lambda n: ngettext("%(n)s rekommendation", "%(n)s rekommendationer", n),
        "risks": lambda n: ngettext("%(n)s risk", "%(n)s risker", n),
        "controls": lambda n: ngettext("%(n)s kontroll", "%(n)s kontroller", n),
        "problems": lambda n: ngettext("%(n)s sak stämmer inte", "%(n)s saker stämmer inte", n),
    }
    return ", ".join(words[name](n) % {"n": n} for name, n in counts.items())


def _told(sent: Sequence[Sent]) -> str:
    """One sentence on how far all of it has come."""
    states = Counter(one.file.state for one in sent)
    waiting, reading = states[State.WAITING], states[State.READING]
    parts = []
    if waiting:
        parts.append(ngettext("%(n)s fil väntar", "%(n)s filer väntar", waiting) % {"n": waiting})
    if reading:
        parts.append(ngettext("%(n)s fil läses", "%(n)s filer läses", reading) % {"n": reading})
    return ", ".join(parts) + "." if parts else _("Allt är läst.") if sent else ""


@require_POST
def stop_incoming(request: HttpRequest, org: str) -> HttpResponse:
    """Call off the reading of a file that still waits (`fil`: its key)."""
    scope = scope_of(request, org)
    scope.see.require(Act.IMPORT_DOCUMENT)
    key = request.POST.get("fil", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    mine = scope.see.of(IncomingFile).filter(by=scope.see.user)
    found = mine.filter(pk=int(key)).first()
    if found is None:
        raise Http404
    if stop(found):
        messages.success(request, _("%(name)s läses inte in.") % {"name": found.name})
    else:
        messages.warning(
            request, _("%(name)s är redan läst eller håller på att läsas.") % {"name": found.name}
        )
    return HttpResponseRedirect(reverse("add_documents", kwargs={"org": org}))
