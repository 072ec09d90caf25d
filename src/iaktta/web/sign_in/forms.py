"""allauth's forms with our words and the house's look."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as provider
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iaktta.web.forms import Form
from iaktta.web.sign_in import guessing


class HouseForm(Form):
    """The house's form with our labels; allauth's own texts are taken away."""

    labels: dict[str, Any] = {}
    required: dict[str, Any] = {}
    """What is said of a field that is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            if name in self.required:
                field.error_messages["required"] = self.required[name]


NEW_PASSWORD = {"password1": _("Nytt lösenord"), "password2": _("Nytt lösenord en gång till")}
NEW_PASSWORD_REQUIRED = {
    "password1": _("Skriv ett nytt lösenord."),
    "password2": _("Skriv lösenordet en gång till."),
}


def _shortest() -> int:
    for validator in get_default_password_validators():
        if isinstance(validator, MinimumLengthValidator):
            return int(validator.min_length)
    return 1


class TwiceForm(HouseForm):
    """A new password, written twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext("Minst %(n)s tecken. Några ord efter varandra är lätta att minnas, svåra att gissa.")
        self.fields["password1"].help_text = hint % {"n": _shortest()}

    def clean(self) -> Any:
        data = forms.Form.clean(self)
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("De två lösenorden är olika. Skriv samma i båda fälten."))
        return data


class SignInForm(HouseForm, account.LoginForm):
    """E-mail and password; the same error whichever of them is wrong."""

    labels = {"login": _("E-postadress"), "password": _("Lösenord")}
    required = {"login": _("Ange din e-postadress."), "password": _("Ange ditt lösenord.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.error_messages["invalid"] = _("Skriv hela e-postadressen, till exempel namn@kommunen.se.")
        login.widget.attrs["autocomplete"] = "username"


class ShowAgainForm(HouseForm, account.ReauthenticateForm):
    labels = {"password": _("Lösenord")}
    required = {"password": _("Ange ditt lösenord.")}


class ChangePasswordForm(TwiceForm, account.ChangePasswordForm):
    labels = {"oldpassword": _("Lösenordet som du har i dag"), **NEW_PASSWORD}
    required = {"oldpassword": _("Ange lösenordet som du har i dag."), **NEW_PASSWORD_REQUIRED}


class SetPasswordForm(TwiceForm, account.SetPasswordForm):
    labels, required = NEW_PASSWORD, NEW_PASSWORD_REQUIRED


class NewPasswordForm(TwiceForm, account.ResetPasswordKeyForm):
    labels, required = NEW_PASSWORD, NEW_PASSWORD_REQUIRED


class ForgottenPasswordForm(HouseForm, account.ResetPasswordForm):
    labels = {"email": _("E-postadress")}
    required = {"email": _("Ange din e-postadress.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["invalid"] = _(
            "Skriv hela e-postadressen, till exempel namn@kommunen.se."
        )


class _Code:
    """A code: says how long to wait after too many wrong ones."""

    labels = {"code": _("Kod")}
    required = {"code": _("Skriv koden.")}

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError as error:
            if error.code not in ("too_many_login_attempts", "rate_limited"):
                raise
            from allauth.core import context

            user = self.user  # type: ignore[attr-defined]
            raise guessing.refusal(context.request, f"mfa-auth-user-{user.pk}") from None


class CodeForm(_Code, HouseForm, second_factor.AuthenticateForm):
    pass


class ShowAgainByCodeForm(_Code, HouseForm, second_factor.ReauthenticateForm):
    pass


class AddAppForm(_Code, HouseForm, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class RemoveAppForm(HouseForm, totp.DeactivateTOTPForm):
    pass


class KeyForm(HouseForm, webauthn.AddWebAuthnForm):
    """A new passkey; it always asks for finger, face or PIN, so that it is enough by itself."""

    labels = {"name": _("Vad du vill kalla nyckeln")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("Till exempel Tjänstetelefonen eller Datorn på kontoret.")
        self.fields["name"].widget.attrs["maxlength"] = "60"
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = True
        self.fields["credential"].error_messages["required"] = _(
            "Webbläsaren lämnade ingen nyckel. Tryck på knappen igen och följ det som webbläsaren visar."
        )

    def clean_passwordless(self) -> bool:
        """Always, whatever was sent."""
        return True


class RenameKeyForm(HouseForm, webauthn.EditWebAuthnForm):
    labels = {"name": _("Vad du vill kalla nyckeln")}
    required = {"name": _("Skriv ett namn.")}


class DisconnectForm(HouseForm, provider.DisconnectForm):
    pass
