"""The open pages: written here, read by everybody."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.open_pages import LONGEST, write_open_page
from iaktta.register.permissions import Act
from iaktta.register.queries.open_pages import newest, versions
from iaktta.web.default_pages import SLUGS, TITLES, default_text
from iaktta.web.forms import Form
from iaktta.web.light_text import light_html
from iaktta.web.scope import signed_in
from iaktta.web.views.setup.ground import form_page, manager_scope


class PageForm(Form):
    """The text of a page."""

    text = forms.CharField(
        label=gettext_lazy("Sidans text"),
        help_text=gettext_lazy(
            "## gör en rubrik, - en punkt i en lista, **så här** fet text och [ord](https://…) en länk. "
            "En tom rad skiljer stycken."
        ),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "lang": "sv"}),
        error_messages={"required": gettext_lazy("Sidan är tom. Skriv det som ska stå på den.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write_page(request: HttpRequest, org: str, page: str) -> HttpResponse:
    """The text as it stands, with how it looks and its earlier versions."""
    scope = manager_scope(request, org, Act.MANAGE_ORGANISATION)
    kind = SLUGS.get(page)
    if kind is None:
        raise Http404
    written = newest(scope.organisation, kind)
    text = written.text if written else default_text(kind, scope.organisation.name)
    form = PageForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        try:
            write_open_page(scope.organisation, kind, form.cleaned_data["text"], by=signed_in(request))
        except IakttaError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _("Sidan är sparad och syns för alla."))
            return redirect(f"setup_{kind}", org=org)
    context = {
        "title": TITLES[kind],
        "open_name": kind,
        "shown": light_html(text),
        "versions": list(versions(scope.organisation, kind)[:20]),
    }
    return form_page(request, scope, "setup/page.html", form, context)
