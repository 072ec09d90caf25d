"""Signing in and out, and passwords: allauth's views with our forms and pages."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from iaktta.web.sign_in import forms
from iaktta.web.sign_in.providers import buttons

FORM = "account/form.html"
"""A page with a heading, a sentence, one form and one button."""


class Refuses:
    """A form that is sent back says so: 422."""

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        response: HttpResponse = self.render_to_response(context, status=422)  # type: ignore[attr-defined]
        return response


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignIn(Refuses, account.LoginView):
    """The sign-in page; someone who is signed in already goes on."""

    template_name = "account/sign_in.html"
    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(providers=buttons(), **kwargs)


class SignOut(account.LogoutView):
    """POST signs out; a link cannot."""

    http_method_names = ["post"]


class ShowAgain(Refuses, account.ReauthenticateView):
    """Before something that changes how one signs in."""

    template_name = FORM
    form_class = forms.ShowAgainForm
    extra_context = {
        "title": _("Bekräfta att det är du"),
        "lede": _("Du ska ändra något som skyddar ditt konto. Skriv ditt lösenord först."),
        "button": _("Fortsätt"),
    }


class ChangePassword(Refuses, account.PasswordChangeView):
    template_name = FORM
    form_class = forms.ChangePasswordForm
    extra_context = {
        "title": _("Byt lösenord"),
        "lede": _("Alla andra inloggningar avslutas när du byter."),
        "button": _("Byt lösenord"),
        "back": reverse_lazy("account"),
    }


class SetPassword(Refuses, account.PasswordSetView):
    template_name = FORM
    form_class = forms.SetPasswordForm
    extra_context = {
        "title": _("Välj ett lösenord"),
        "lede": _("Ditt konto har inget lösenord. Med ett kan du logga in också utan kommunens inloggning."),
        "button": _("Spara lösenordet"),
        "back": reverse_lazy("account"),
    }


class ForgottenPassword(Refuses, account.PasswordResetView):
    template_name = FORM
    form_class = forms.ForgottenPasswordForm
    extra_context = {
        "title": _("Glömt lösenordet"),
        "lede": _("Vi skickar en länk som du väljer ett nytt lösenord med."),
        "button": _("Skicka länken"),
        "back": reverse_lazy("account_login"),
    }


class LinkSent(account.PasswordResetDoneView):
    template_name = "account/said.html"
    extra_context = {
        "title": _("Titta i din e-post"),
        "lede": _(
            "Om adressen hör till ett konto med lösenord har vi skickat en länk. Den gäller i tre dygn. "
            "Kommer inget brev kan det ligga i skräpposten, eller så loggar du in med kommunens inloggning."
        ),
        "onward": reverse_lazy("account_login"),
        "onward_text": _("Till inloggningen"),
    }


class NewPassword(Refuses, account.PasswordResetFromKeyView):
    """From the link in the letter."""

    template_name = "account/new_password.html"
    form_class = forms.NewPasswordForm
    extra_context = {
        "title": _("Välj ett nytt lösenord"),
        "lede": _("Alla inloggningar som pågår avslutas när du sparar."),
        "button": _("Spara lösenordet"),
    }


class PasswordIsNew(account.PasswordResetFromKeyDoneView):
    template_name = "account/said.html"
    extra_context = {
        "title": _("Lösenordet är bytt"),
        "lede": _("Logga in med det nya lösenordet."),
        "onward": reverse_lazy("account_login"),
        "onward_text": _("Logga in"),
    }


class Closed(account.AccountInactiveView):
    template_name = "account/said.html"
    extra_context = {
        "title": _("Kontot är stängt"),
        "lede": _("Vänd dig till den som sköter Iaktta hos er."),
        "onward": reverse_lazy("account_login"),
        "onward_text": _("Till inloggningen"),
    }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **{"status": 403, **kwargs})
        return response
