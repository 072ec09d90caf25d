"""Forms and words about secrecy that pages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iaktta.register.actions.secrecy import Decision, Ground, Passage
from iaktta.register.models import Marking, SecrecyCheck, SourceDocument, Subject, SubjectKind
from iaktta.register.permissions import Act
from iaktta.register.queries import secrecy as queries
from iaktta.register.queries.sentences import Sentence
from iaktta.web.forms import DateInput, Form
from iaktta.web.scope import Scope

OTHER = "annan"
PROVISIONS = (
    ("OSL 18 kap. 8 § p. 3", gettext_lazy("OSL 18:8 p. 3, it-system och behörigheter")),
    ("OSL 18 kap. 8 § p. 4", gettext_lazy("OSL 18:8 p. 4, skydd mot intrång")),
    ("OSL 18 kap. 13 §", gettext_lazy("OSL 18:13, risk- och sårbarhetsanalyser")),
    ("OSL 15 kap. 2 §", gettext_lazy("OSL 15:2, totalförsvar")),
    ("OSL 26 kap. 1 §", gettext_lazy("OSL 26:1, enskilda i socialtjänsten")),
    (OTHER, gettext_lazy("Annan bestämmelse")),
)
"""Those that items of internal control most often rest on (domain.md 1.3); any other can be written."""


def kind_word(kind: str) -> str:
    """What an item is called."""
    return str(SubjectKind(kind).label) if kind in SubjectKind.values else _("Dokument")


def item_url(org: str, kind: str, item: Any) -> str:
    """The page of an item; an occasion stands on that of its control."""
    if kind == "occasion":
        return reverse("control", kwargs={"org": org, "pk": item.control_id})
    return reverse(kind, kwargs={"org": org, "pk": item.pk})


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What the page of an item says of secrecy, in `secrecy/of_item.html`."""

    markings: list[Marking]
    may_mark: bool
    may_read: bool
    url: str


def secrecy_of(scope: Scope, item: Subject | SourceDocument) -> Secrecy:
    """The markings on an item and on what it stands under, and whether the user may mark it."""
    if isinstance(item, SourceDocument):
        kind, found = "document", queries.of_document(scope.see, item)
    else:
        kind, found = str(item._meta.model_name), queries.of_subject(scope.see, item)
    kwargs = {"org": scope.organisation.slug, "kind": kind, "pk": item.pk}
    return Secrecy(
        found,
        scope.see.may(Act.MARK_SECRET, item),
        scope.see.may(Act.READ_SECRETS, item),
        reverse("mark_secret", kwargs=kwargs),
    )


class MarkForm(Form):
    """What is marked, how far, and on what ground."""

    degree = forms.ChoiceField(
        label=gettext_lazy("Vad ska vara hemligt?"),
        widget=forms.RadioSelect,
        choices=[
            ("content", gettext_lazy("Innehållet. Raden står kvar med hänglås och grund.")),
            (
                "existence",
                gettext_lazy("Att uppgiften finns. Den syns och räknas bara för den som har rätt."),
            ),
        ],
        initial="content",
        error_messages={"required": gettext_lazy("Välj vad som ska vara hemligt.")},
    )
    provision = forms.ChoiceField(
        label=gettext_lazy("Bestämmelse"),
        choices=[("", gettext_lazy("Välj bestämmelse")), *PROVISIONS],
        error_messages={"required": gettext_lazy("Välj vilken bestämmelse markeringen grundas på.")},
    )
    other = forms.CharField(
        label=gettext_lazy("Annan bestämmelse"),
        help_text=gettext_lazy("Fyll i bara om du valde Annan bestämmelse, till exempel OSL 21 kap. 7 §."),
        required=False,
        max_length=200,
    )
    date = forms.DateField(
        label=gettext_lazy("Datum för markeringen"),
        widget=DateInput(),
        initial=timezone.localdate,
        error_messages={
            "required": gettext_lazy("Ange dagen då markeringen görs."),
            "invalid": gettext_lazy("Ange dagen som ett datum, till exempel 2026-03-31."),
        },
    )
    authority = forms.CharField(
        label=gettext_lazy("Myndighet"),
        help_text=gettext_lazy("Den nämnd eller styrelse som gör markeringen."),
        max_length=200,
        error_messages={"required": gettext_lazy("Ange vilken myndighet som gör markeringen.")},
    )
    passages = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka meningar?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Texten har ändrats. Välj meningarna igen.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy("Läses bara av den som får läsa det hemliga."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(),
    )

    def __init__(self, *args: Any, sentences: Sequence[Sentence] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["passages"]
        field.choices = [(sentence.key, sentence.text) for sentence in sentences]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("provision") == OTHER and not str(data.get("other", "")).strip():
            self.add_error("other", _("Skriv vilken bestämmelse markeringen grundas på."))
        if data.get("degree") == "existence" and data.get("passages"):
            self.add_error("degree", _("Ta bort valet av meningar när också att uppgiften finns ska döljas."))
        return data

    @property
    def ground(self) -> list[Any]:
        """The fields that state the ground, as the page draws them."""
        return [self[name] for name in ("provision", "other", "date", "authority")]

    @property
    def chosen(self) -> list[str]:
        """The sentences that are ticked."""
        return list(self["passages"].value() or [])

    @property
    def asked(self) -> tuple[Marking.Degree, Ground]:
        """The degree and the ground, of a form that is valid."""
        data = self.cleaned_data
        provision = data["other"] if data["provision"] == OTHER else data["provision"]
        return Marking.Degree(data["degree"]), Ground(provision, data["date"], data["authority"])

    @property
    def details(self) -> dict[str, Any]:
        """The passages and the reason."""
        chosen = [Sentence.place_of(key) for key in self.cleaned_data["passages"]]
        return {"passages": [Passage(*place) for place in chosen], "why": self.cleaned_data["why"]}


class RemoveForm(Form):
    """The decision that a marking no longer holds."""

    why = forms.CharField(
        label=gettext_lazy("Varför hävs markeringen?"),
        max_length=5_000,
        widget=forms.Textarea(),
        error_messages={"required": gettext_lazy("Skriv varför markeringen hävs.")},
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Beslutat av"),
        help_text=gettext_lazy("Nämnd, styrelse eller den som har delegation."),
        required=False,
        max_length=200,
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Beslutsdag"),
        required=False,
        widget=DateInput(),
        error_messages={"invalid": gettext_lazy("Ange dagen som ett datum, till exempel 2026-03-31.")},
    )
    paragraph = forms.CharField(label=gettext_lazy("Paragraf"), required=False, max_length=20)

    @property
    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["why"], data["decided_by"], data["decided_on"], data["paragraph"])


class CheckForm(Form):
    """What trying a document's secrecy came to."""

    result = forms.ChoiceField(
        label=gettext_lazy("Vad kom prövningen fram till?"),
        widget=forms.RadioSelect,
        choices=SecrecyCheck.Result.choices,
        error_messages={"required": gettext_lazy("Välj vad prövningen kom fram till.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Motivering"),
        help_text=gettext_lazy("Läses bara av den som får läsa det hemliga."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(),
    )
