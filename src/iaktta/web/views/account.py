"""Sign-in and sign-out, and the two choices that a reader makes for the browser: appearance and language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from iaktta.web.appearance import COOKIE, COOKIE_AGE, THEMES


class SignInForm(AuthenticationForm):
    """E-mail and password; the same error whichever of them is wrong."""

    error_messages = {
        "invalid_login": _("E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen."),
        "inactive": _("Kontot är stängt. Vänd dig till den som sköter Iaktta hos er."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username, password = self.fields["username"], self.fields["password"]
        username.label, password.label = _("E-postadress"), _("Lösenord")
        username.error_messages["required"] = _("Ange din e-postadress.")
        password.error_messages["required"] = _("Ange ditt lösenord.")
        username.widget = forms.EmailInput(attrs={"autocomplete": "username", "class": "input"})
        password.widget.attrs.update({"class": "input"})
        if self.is_bound:
            self._mark_errors()

    def _mark_errors(self) -> None:
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs.update(
                    {"aria-invalid": "true", "aria-describedby": f"fel-{name}"}
                )


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignIn(LoginView):
    """The sign-in page; someone who is signed in already goes on."""

    template_name = "account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SignOut(LogoutView):
    """POST signs out; a link cannot."""

    http_method_names = ["post"]


def _back(request: HttpRequest) -> str:
    """Where the person came from, if it is ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("tema", "")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=COOKIE_AGE, samesite="Lax", secure=settings.HTTPS)
    return response


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    return response
