"""Forms about people, and the letter that asks somebody in."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iaktta.jobs.letters import send_letter
from iaktta.register.access import Sight
from iaktta.register.actions.people import Place, may_invite_first_auditor
from iaktta.register.models import Body, Invitation, Membership, User
from iaktta.register.permissions import ROLES, Act, Held, fits
from iaktta.register.queries import people
from iaktta.web.forms import DateInput, Form
from iaktta.web.sign_in.forms import NEW_PASSWORD_REQUIRED, TwiceForm


class PlaceForm(Form):
    """A role in a body from one day to another, among those that the user may give."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Organ"),
        error_messages={"required": _("Välj ett organ."), "invalid_choice": _("Välj ett organ i listan.")},
    )
    role = forms.ChoiceField(
        label=_("Roll"),
        error_messages={"required": _("Välj en roll."), "invalid_choice": _("Välj en roll i listan.")},
    )
    starts_on = forms.DateField(
        label=_("Från och med"),
        required=False,
        widget=DateInput(),
        help_text=_("Tomt betyder från i dag."),
        error_messages={"invalid": _("Skriv datumet så här: 2026-01-31.")},
    )
    ends_on = forms.DateField(
        label=_("Till och med"),
        required=False,
        widget=DateInput(),
        help_text=_("Tomt betyder tills vidare. En sakkunnig måste ha en sista dag."),
        error_messages={"invalid": _("Skriv datumet så här: 2026-01-31.")},
    )

    def __init__(self, see: Sight, *args: Any, also: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [*see.bodies_for(Act.MANAGE_PEOPLE), *([also] if also else [])]
        self.fields["body"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            organisation=see.organisation, pk__in=[body.pk for body in bodies]
        ).order_by("name")
        roles = [role for role in ROLES if any(fits(Held(role, body)) for body in bodies)]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Välj en roll")),
            *((role.value, role.label) for role in roles),
        ]
        self.fields["body"].empty_label = gettext("Välj ett organ")  # type: ignore[attr-defined]

    def place(self) -> Place:
        """What was chosen."""
        data = self.cleaned_data
        starts_on = data["starts_on"] or timezone.localdate()
        return Place(data["body"], Membership.Role(data["role"]), starts_on, data["ends_on"])


class InviteForm(PlaceForm):
    field_order = ("name", "email", "body", "role", "starts_on", "ends_on")
    name = forms.CharField(
        label=_("Namn"), max_length=200, error_messages={"required": _("Skriv personens namn.")}
    )
    email = forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        help_text=_("Hit skickas länken. Adressen blir också personens inloggning."),
        error_messages={
            "required": _("Skriv personens e-postadress."),
            "invalid": _("Skriv hela e-postadressen, till exempel namn@kommunen.se."),
        },
    )

    def __init__(self, see: Sight, *args: Any, **kwargs: Any) -> None:
        super().__init__(see, *args, also=may_invite_first_auditor(see), **kwargs)


class GiveForm(PlaceForm):
    field_order = ("person", "body", "role", "starts_on", "ends_on")
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Person"),
        error_messages={"required": _("Välj en person."), "invalid_choice": _("Välj en person i listan.")},
    )

    def __init__(self, see: Sight, *args: Any, **kwargs: Any) -> None:
        super().__init__(see, *args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people.known(see)
        field.empty_label = gettext("Välj en person")
        field.label_from_instance = lambda user: f"{user.name}, {user.email}"


class EndForm(Form):
    """The last day with a role."""

    last_day_of_role = forms.DateField(
        label=_("Sista dagen"),
        widget=DateInput(),
        required=False,
        help_text=_("Tomt avslutar rollen genast."),
        error_messages={"invalid": _("Skriv datumet så här: 2026-01-31.")},
    )

    def last_day(self) -> datetime.date:
        """The day; yesterday where the role ends at once."""
        stated: datetime.date | None = self.cleaned_data["last_day_of_role"]
        return stated or timezone.localdate() - datetime.timedelta(days=1)

    def clean_last_day_of_role(self) -> datetime.date | None:
        stated: datetime.date | None = self.cleaned_data["last_day_of_role"]
        if stated and stated < timezone.localdate():
            raise ValidationError(gettext("Sista dagen kan inte ha passerat. Välj i dag eller senare."))
        return stated


class NewcomerForm(TwiceForm):
    """Whoever accepts an invitation and has no account: a name and a password."""

    labels = {"password1": _("Lösenord"), "password2": _("Lösenordet en gång till")}
    required = NEW_PASSWORD_REQUIRED
    name = forms.CharField(
        label=_("Ditt namn"), max_length=200, error_messages={"required": _("Skriv ditt namn.")}
    )
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": invitation.name}, **kwargs)
        self.invitation = invitation

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, User(email=self.invitation.email, name=self.data.get("name", "")))
        return password


def send_invitation(invitation: Invitation, link: str) -> None:
    """The letter with the link, in Swedish. Raises LetterNotSentError."""
    with translation.override(settings.LANGUAGE_CODE):
        role = invitation.get_role_display().lower()
        what = {"name": invitation.invited_by.name, "role": role, "body": invitation.body.name}
        organisation = invitation.organisation.name
        day = timezone.localtime(invitation.expires_at).strftime("%Y-%m-%d")
        send_letter(
            invitation.email,
            gettext("Inbjudan till Iaktta: %(organisation)s") % {"organisation": organisation},
            [
                gettext("Hej %(name)s!") % {"name": invitation.name},
                gettext("%(name)s bjuder in dig till Iaktta som %(role)s i %(body)s.") % what,
                gettext("Där följer %(organisation)s intern kontroll och revisionens rekommendationer.")
                % {"organisation": organisation},
                gettext("Öppna länken för att ta emot rollen:\n%(link)s") % {"link": link},
                gettext("Länken gäller till och med %(day)s och kan användas en gång.") % {"day": day},
            ],
        )
