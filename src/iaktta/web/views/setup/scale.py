"""The organisation's own scale for risk values: any number of levels, named by those who use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from iaktta.errors import IakttaError
from iaktta.register.actions.scales import MOST_LEVELS, set_scale
from iaktta.register.models import Scale
from iaktta.register.permissions import Act
from iaktta.register.queries.scale import scale_of, stated
from iaktta.report import Band, Level
from iaktta.report import Scale as Stated
from iaktta.web.forms import Form
from iaktta.web.scope import Scope, signed_in
from iaktta.web.views.setup.ground import form_page, manager_scope

MOST_BANDS = 5
STARTS: dict[int, tuple[tuple[str | Promise, ...], tuple[str | Promise, ...]]] = {
    3: (
        (gettext_lazy("Liten"), gettext_lazy("Medel"), gettext_lazy("Stor")),
        (gettext_lazy("Lindrig"), gettext_lazy("Kännbar"), gettext_lazy("Allvarlig")),
    ),
    4: (
        (
            gettext_lazy("Osannolik"),
            gettext_lazy("Mindre sannolik"),
            gettext_lazy("Möjlig"),
            gettext_lazy("Sannolik"),
        ),
        (
            gettext_lazy("Försumbar"),
            gettext_lazy("Lindrig"),
            gettext_lazy("Kännbar"),
            gettext_lazy("Allvarlig"),
        ),
    ),
    5: (
        (
            gettext_lazy("Mycket osannolik"),
            gettext_lazy("Osannolik"),
            gettext_lazy("Möjlig"),
            gettext_lazy("Sannolik"),
            gettext_lazy("Mycket sannolik"),
        ),
        (
            gettext_lazy("Försumbar"),
            gettext_lazy("Lindrig"),
            gettext_lazy("Kännbar"),
            gettext_lazy("Allvarlig"),
            gettext_lazy("Mycket allvarlig"),
        ),
    ),
}
"""Names to begin with; whoever sets the scale changes them."""


class ScaleForm(Form):
    """Levels of both axes, and up to five bands that may be left empty."""

    from_year = forms.IntegerField(
        label=gettext_lazy("Gäller från och med år"),
        min_value=1990,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        error_messages={
            "required": gettext_lazy("Ange från vilket år skalan gäller."),
            "invalid": gettext_lazy("Ange året med fyra siffror."),
            "min_value": gettext_lazy("Ange ett år från 1990."),
            "max_value": gettext_lazy("Ange ett år till och med 2100."),
        },
    )
    rows = forms.ChoiceField(
        label=gettext_lazy("På matrisens rader"), choices=Scale.Axis.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, sizes: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sizes = sizes
        for axis, size in zip(Scale.Axis, sizes, strict=True):
            for value in range(1, size + 1):
                self._add_level(axis, value)
        for number in range(1, MOST_BANDS + 1):
            self._add_band(number)

    def _add_level(self, axis: Scale.Axis, value: int) -> None:
        told = {"axis": axis.label, "value": value}
        self.fields[f"{axis}_{value}"] = forms.CharField(
            label=_("%(axis)s %(value)s") % told,
            max_length=80,
            error_messages={"required": _("Ge nivån %(axis)s %(value)s en benämning.") % told},
        )
        heard = _("Förklaring av %(axis)s %(value)s") % told
        self.fields[f"{axis}_{value}_means"] = forms.CharField(
            label=_("Förklaring"),
            max_length=300,
            required=False,
            widget=forms.TextInput(attrs={"aria-label": heard}),
        )

    def _add_band(self, number: int) -> None:
        told = {"number": number}
        self.fields[f"band_{number}"] = forms.CharField(
            label=_("Risknivå %(number)s") % told, max_length=80, required=False
        )
        ends = (
            ("from", _("Från"), _("Från, risknivå %(number)s")),
            ("to", _("Till"), _("Till, risknivå %(number)s")),
        )
        for end, label, heard in ends:
            self.fields[f"band_{number}_{end}"] = forms.IntegerField(
                label=label,
                min_value=1,
                max_value=MOST_LEVELS**2,
                required=False,
                widget=forms.NumberInput(attrs={"class": "w-s", "aria-label": heard % told}),
                error_messages={
                    "invalid": _("Ange riskvärdet som ett heltal."),
                    "min_value": _("Det lägsta riskvärdet är 1."),
                    "max_value": _("Riskvärdet är högre än skalan räcker."),
                },
            )

    def axes(self) -> Iterator[tuple[str | Promise, list[tuple[Any, Any]]]]:
        """For the page: each axis with its levels, highest first, as (name, explanation)."""
        for axis, size in zip(Scale.Axis, self.sizes, strict=True):
            names = (f"{axis}_{value}" for value in range(size, 0, -1))
            yield axis.label, [(self[name], self[f"{name}_means"]) for name in names]

    def bands(self) -> list[tuple[Any, Any, Any]]:
        """For the page: name, lowest and highest of each band."""
        names = [f"band_{number}" for number in range(1, MOST_BANDS + 1)]
        return [(self[name], self[f"{name}_from"], self[f"{name}_to"]) for name in names]

    def clean(self) -> dict[str, Any]:
        """A band is filled in whole, or not at all."""
        for name, parts in self._filled():
            if not all(parts):
                self.add_error(name, _("Ange benämning, lägsta och högsta riskvärde för varje risknivå."))
        return self.cleaned_data

    def _filled(self) -> Iterator[tuple[str, tuple[Any, Any, Any]]]:
        """The bands with anything in them: the field's name, and name, lowest and highest."""
        for name in (f"band_{number}" for number in range(1, MOST_BANDS + 1)):
            label, lowest, highest = (self.cleaned_data.get(f"{name}{end}") for end in ("", "_from", "_to"))
            if label or lowest or highest:
                yield name, (label, lowest, highest)

    def stated(self) -> Stated:
        """What was filled in; a band with nothing in it is none."""
        said = self.cleaned_data

        def levels(axis: str, size: int) -> tuple[Level, ...]:
            names = ((value, f"{axis}_{value}") for value in range(1, size + 1))
            return tuple(Level(value, said[name], said[f"{name}_means"] or None) for value, name in names)

        bands = tuple(Band(*parts) for _name, parts in self._filled())
        likelihood, consequence = self.sizes
        return Stated(
            levels(Scale.Axis.LIKELIHOOD, likelihood), levels(Scale.Axis.CONSEQUENCE, consequence), bands
        )


@require_http_methods(["GET", "HEAD", "POST"])
def scale(request: HttpRequest, org: str) -> HttpResponse:
    """The scale as it stands, to be changed; `?sannolikhet=5&konsekvens=4` begins anew with that many."""
    scope = manager_scope(request, org, Act.MANAGE_ORGANISATION)
    now = scale_of(scope.organisation, timezone.localdate().year)
    sizes, initial = _beginning(request, scope, now)
    form = ScaleForm(request.POST or None, sizes=sizes, initial=initial)
    if request.method == "POST" and form.is_valid():
        year, rows = form.cleaned_data["from_year"], form.cleaned_data["rows"]
        try:
            set_scale(scope.organisation, form.stated(), from_year=year, rows=rows, by=signed_in(request))
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Skalan är sparad."))
            return redirect("setup_scale", org=org)
    earlier = scope.see.of(Scale).order_by("-from_year", "-version")
    context = {
        "now": now,
        "sizes": sizes,
        "earlier": earlier,
        "starts": STARTS,
        "choices": range(2, MOST_LEVELS + 1),
    }
    return form_page(request, scope, "setup/scale.html", form, context)


def _beginning(
    request: HttpRequest, scope: Scope, now: Scale | None
) -> tuple[tuple[int, int], dict[str, Any]]:
    """How many levels each axis has, and what stands in the form to begin with."""
    shape = stated(now) if now else None
    otherwise = (len(shape.likelihood), len(shape.consequence)) if shape else (4, 4)
    asked = request.POST if request.method == "POST" else request.GET
    sizes = (
        _size(asked.get("sannolikhet", ""), otherwise[0]),
        _size(asked.get("konsekvens", ""), otherwise[1]),
    )
    initial: dict[str, Any] = {
        "from_year": now.from_year if now else timezone.localdate().year,
        "rows": now.rows if now else Scale.Axis.LIKELIHOOD,
    }
    if shape and sizes == otherwise:
        initial |= _as_initial(shape)
    else:
        for index, (axis, size) in enumerate(zip(Scale.Axis, sizes, strict=True)):
            for value, label in enumerate(STARTS[size][index] if size in STARTS else (), 1):
                initial[f"{axis}_{value}"] = label
    return sizes, initial


def _size(asked: str, otherwise: int) -> int:
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else otherwise
    return size if 2 <= size <= MOST_LEVELS else otherwise


def _as_initial(shape: Stated) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for axis, levels in zip(Scale.Axis, (shape.likelihood, shape.consequence), strict=True):
        for level in levels:
            initial |= {f"{axis}_{level.value}": level.label, f"{axis}_{level.value}_means": level.definition}
    for number, band in enumerate(reversed(shape.bands), 1):
        initial |= {
            f"band_{number}": band.label,
            f"band_{number}_from": band.lowest,
            f"band_{number}_to": band.highest,
        }
    return initial
