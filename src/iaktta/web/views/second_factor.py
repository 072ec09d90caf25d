"""The second factor: authenticator app, passkeys and recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa import models
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from iaktta.register.models import User
from iaktta.register.queries import people
from iaktta.web.sign_in import forms, state
from iaktta.web.views.sign_in import FORM, Refuses

HERE = reverse_lazy("mfa_index")


class SecondFactor(base.IndexView):
    """What the user has, and what can be added or removed."""

    template_name = "account/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = context["authenticators"]
        kinds = models.Authenticator.Type
        user: User = self.request.user
        has_one = any(kind in found for kind in state.FACTORS)
        return {
            **context,
            "app": found.get(kinds.TOTP),
            "keys": [key.instance for key in found.get(kinds.WEBAUTHN, [])],
            "codes": found.get(kinds.RECOVERY_CODES),
            "has_one": has_one,
            "demanded": not has_one and people.needs_second_factor(user),
        }


class EnterCode(base.AuthenticateView):
    """After the password: a code from the app, a recovery code, or a passkey."""

    template_name = "account/enter_code.html"
    form_class = forms.CodeForm

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(), status=422)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        kinds = set(models.Authenticator.objects.filter(user=user).values_list("type", flat=True))
        return {
            **super().get_context_data(**kwargs),
            "by_app": models.Authenticator.Type.TOTP in kinds,
            "by_key": models.Authenticator.Type.WEBAUTHN in kinds,
        }


class ShowAgainByCode(Refuses, base.ReauthenticateView):
    template_name = FORM
    form_class = forms.ShowAgainByCodeForm
    extra_context = {
        "title": _("Bekräfta att det är du"),
        "lede": _("Skriv koden från appen, eller en av dina reservkoder."),
        "button": _("Fortsätt"),
    }


class AddApp(Refuses, totp.ActivateTOTPView):
    """The secret as a picture to photograph and as text to write."""

    template_name = "account/add_app.html"
    form_class = forms.AddAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret: str = context["form"].secret
        return {
            **context,
            "picture": _picture(context["totp_svg"]),
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        }


def _picture(svg: str) -> SafeString:
    """The QR code as part of the page: what qrcode drew of our own text, without its XML head."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308


class RemoveApp(Refuses, totp.DeactivateTOTPView):
    template_name = "account/remove.html"
    form_class = forms.RemoveAppForm
    extra_context = {
        "title": _("Ta bort kodappen"),
        "lede": _("Appens koder fungerar inte längre när du har tagit bort den."),
        "button": _("Ta bort"),
        "back": HERE,
    }


class RecoveryCodes(codes.ViewRecoveryCodesView):
    template_name = "account/recovery_codes.html"


class NewRecoveryCodes(Refuses, codes.GenerateRecoveryCodesView):
    template_name = "account/remove.html"
    extra_context = {
        "title": _("Nya reservkoder"),
        "lede": _("De gamla koderna slutar att gälla."),
        "button": _("Skapa nya koder"),
        "back": reverse_lazy("mfa_view_recovery_codes"),
    }


@method_decorator(require_safe, name="dispatch")
class RecoveryCodesFile(codes.DownloadRecoveryCodesView):
    """The codes as a text file."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = HttpResponse("\n".join(context["unused_codes"]) + "\n", content_type="text/plain")
        response["Content-Disposition"] = 'attachment; filename="iaktta-reservkoder.txt"'
        return response


class AddKey(Refuses, webauthn.AddWebAuthnView):
    """A passkey. The browser makes it, so this page needs script."""

    template_name = "account/add_key.html"
    form_class = forms.KeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # The view leaves out the form, and asks for a key that needs the password beside it.
        context["form"] = kwargs.get("form") or self.get_form()
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context


class RenameKey(Refuses, webauthn.EditWebAuthnView):
    template_name = FORM
    form_class = forms.RenameKeyForm
    success_url = HERE
    extra_context = {"title": _("Byt namn på nyckeln"), "button": _("Spara"), "back": HERE}


class RemoveKey(webauthn.RemoveWebAuthnView):
    template_name = "account/remove.html"
    success_url = HERE
    extra_context = {
        "title": _("Ta bort nyckeln"),
        "lede": _("Du kan inte längre logga in med den. Ta också bort den i telefonen eller datorn."),
        "button": _("Ta bort"),
        "back": HERE,
    }


class SignInWithKey(webauthn.LoginWebAuthnView):
    """Without e-mail and password: GET gives the browser its question, POST takes the answer."""


class ShowAgainWithKey(Refuses, webauthn.ReauthenticateWebAuthnView):
    template_name = "account/show_again_with_key.html"
