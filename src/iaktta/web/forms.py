"""The ground of every form: the house's fields, errors tied to their fields, and a summary of the errors.

A page with a form includes `parts/form_errors.html` (at the top) and `parts/fields.html` (the fields); a form
that fails is shown again with all that was typed, with status 422.
"""

from __future__ import annotations

from typing import Any

from django import forms

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "textarea"),
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "select"),
    (forms.Widget, "input"),
)


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO dates."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class FilesInput(forms.FileInput):
    """The browser's own way to choose files, several at once."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Where files are chosen. What was chosen is read by `web.receiving`; it is never required here."""

    widget = FilesInput

    def __init__(self, *, camera: bool = False, several: bool = True, **kwargs: Any) -> None:
        attrs: dict[str, Any] = {"multiple": True} if several else {}
        if camera:
            attrs |= {"accept": "image/jpeg,image/png", "capture": "environment"}
        super().__init__(required=False, widget=FilesInput(attrs=attrs), **kwargs)


class BoundField(forms.BoundField):
    """A field as it is drawn: hints and errors are tied to it for those who listen."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        css = next(css for kind, css in _CLASSES if isinstance(widget, kind))
        own = widget.attrs.get("class", "")
        if css and css not in own.split():
            attrs["class"] = f"{css} {own}".strip()
        # The server says in Swedish what is missing; the browser's own bubble would come before it.
        attrs.pop("required", None)
        return attrs

    @property
    def aria_describedby(self) -> str | None:
        """The elements of `parts/field.html` that say more of the field."""
        described = [f"rad-{self.name}"] if self.help_text else []
        described += [f"fel-{self.name}"] if self.errors else []
        return " ".join(described) or None


class Form(forms.Form):
    """A form in the house's look."""

    bound_field_class = BoundField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
