"""A form ties its hints and errors to its fields, and says what is missing in Swedish."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string

from iaktta.web.forms import DateInput, Form


class Meeting(Form):
    day = forms.DateField(label="Dag", help_text="Nämndens sammanträde", widget=DateInput())
    note = forms.CharField(label="Anteckning", widget=forms.Textarea(), required=False)
    kind = forms.ChoiceField(
        label="Slag", choices=[("a", "Ordinarie"), ("b", "Extra")], widget=forms.RadioSelect
    )


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    drawn = render_to_string("parts/fields.html", {"form": Meeting({"day": "i morgon", "kind": "a"})})
    assert 'aria-describedby="rad-day fel-day"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="fel-day"' in drawn
    assert 'type="date"' in drawn
    assert 'value="i morgon"' in drawn, "what was typed is still there"


def test_only_what_need_not_be_filled_in_is_marked() -> None:
    drawn = render_to_string("parts/fields.html", {"form": Meeting()})
    assert drawn.count("(valfritt)") == 1
    assert "required" not in drawn


def test_the_summary_leads_to_each_field() -> None:
    form = Meeting({})
    drawn = render_to_string("parts/form_errors.html", {"form": form})
    assert 'href="#id_day"' in drawn
    assert 'href="#id_kind"' in drawn
    assert "2 saker behöver rättas" in drawn
    assert 'id="id_kind"' in render_to_string("parts/fields.html", {"form": form})
