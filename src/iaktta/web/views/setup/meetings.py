"""When committees meet: one day at a time, or several lines at once."""

from __future__ import annotations

import datetime
import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.meetings import (
    StatedDay,
    add_meeting_days,
    change_meeting_day,
    remove_meeting_day,
)
from iaktta.register.models import Committee, MeetingDay
from iaktta.register.permissions import Act
from iaktta.web.forms import DateInput, Form
from iaktta.web.scope import Scope, scope_of, signed_in
from iaktta.web.views.setup.ground import form_page, manager_scope

MOST_LINES = 200
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class MeetingForm(Form):
    """One meeting."""

    day = forms.DateField(
        label=gettext_lazy("Sammanträde"),
        widget=DateInput(attrs={"class": "w-m"}),
        error_messages={
            "required": gettext_lazy("Ange sammanträdets dag."),
            "invalid": gettext_lazy("Skriv dagen som år-månad-dag, till exempel 2027-02-15."),
        },
    )
    documents_by = forms.DateField(
        label=gettext_lazy("Sista dag för handlingar"),
        widget=DateInput(attrs={"class": "w-m"}),
        required=False,
        error_messages={"invalid": gettext_lazy("Skriv dagen som år-månad-dag, till exempel 2027-02-05.")},
    )
    note = forms.CharField(label=gettext_lazy("Anteckning"), max_length=200, required=False)

    def stated(self) -> StatedDay:
        """What was filled in."""
        return StatedDay(**self.cleaned_data)


class MeetingsForm(Form):
    """Several meetings of one committee, a line each."""

    committee = forms.ModelChoiceField(
        label=gettext_lazy("Nämnd"),
        queryset=Committee.objects.none(),
        empty_label=gettext_lazy("Välj nämnd"),
        error_messages={"required": gettext_lazy("Välj nämnd.")},
    )
    lines = forms.CharField(
        label=gettext_lazy("Sammanträden, ett på varje rad"),
        help_text=gettext_lazy(
            "Dag, sedan om du vill sista dag för handlingar och en anteckning: "
            "2027-02-15 2027-02-05 Årsredovisning. Rader som är klistrade ur Excel fungerar."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Skriv minst ett sammanträde.")},
    )

    def __init__(self, *args: object, scope: Scope, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["committee"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = scope.see.of(Committee).order_by("name", "pk")

    def clean_lines(self) -> list[StatedDay]:
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Skriv högst %(most)s rader åt gången.") % {"most": MOST_LINES})
        read = [read_line(line) for line in lines]
        wrong = [number for number, day in enumerate(read, 1) if day is None]
        if wrong:
            raise forms.ValidationError(
                ngettext(
                    "Rad %(rows)s går inte att läsa. Börja raden med dagen som år-månad-dag.",
                    "Raderna %(rows)s går inte att läsa. Börja varje rad med dagen som år-månad-dag.",
                    len(wrong),
                )
                % {"rows": ", ".join(map(str, wrong[:10]))}
            )
        return [day for day in read if day is not None]


def read_line(line: str) -> StatedDay | None:
    """A meeting as a line states it: one or two dates and what follows; None where it begins with no date."""
    words = line.replace("\t", " ").replace(";", " ").split()
    dates: list[datetime.date] = []
    while words and len(dates) < 2 and _DATE.fullmatch(words[0]):
        try:
            dates.append(datetime.date.fromisoformat(words.pop(0)))
        except ValueError:
            return None
    if not dates:
        return None
    note = " ".join(words)[:200]
    return StatedDay(dates[0], dates[1] if len(dates) > 1 else None, note)


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, org: str) -> HttpResponse:
    """The coming days, and a form for more."""
    scope = manager_scope(request, org, Act.MANAGE_ORGANISATION)
    form = MeetingsForm(request.POST or None, scope=scope)
    if request.method == "POST" and form.is_valid():
        chosen, lines = form.cleaned_data["committee"], form.cleaned_data["lines"]
        try:
            added = add_meeting_days(chosen, lines, by=signed_in(request))
        except IakttaError as error:
            form.add_error("lines", str(error))
        else:
            words = ngettext("%(n)s sammanträde är tillagt.", "%(n)s sammanträden är tillagda.", len(added))
            messages.success(request, words % {"n": len(added)})
            return redirect("setup_meetings", org=org)
    days = scope.see.of(MeetingDay).select_related("committee").order_by("day", "committee__name")
    return form_page(request, scope, "setup/meetings.html", form, {"days": days})


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One day: change it, or take it away."""
    scope = scope_of(request, org)
    day = scope.see.one(MeetingDay, pk, "committee", to=Act.MANAGE_ORGANISATION)
    initial = {"day": day.day, "documents_by": day.documents_by, "note": day.note}
    remove = "ta-bort" in request.POST
    form = MeetingForm(None if remove else request.POST or None, initial=initial)
    if remove:
        remove_meeting_day(day, by=signed_in(request))
        messages.success(request, _("Sammanträdet är borttaget."))
        return redirect("setup_meetings", org=org)
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting_day(day, form.stated(), by=signed_in(request))
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("setup_meetings", org=org)
    return form_page(request, scope, "setup/meeting.html", form, {"day": day})
