"""The addresses under /konto/. Those of allauth that are not here do not exist: nobody signs up alone.

The names are allauth's, which looks its pages up by them.
"""

from django.urls import path

from iaktta.identity_providers import OIDC
from iaktta.web import converters as converters  # registers what addresses hold
from iaktta.web.views import account, invitation, providers, second_factor, sign_in, tokens

urlpatterns = [
    path("konto/", account.account, name="account"),
    path("konto/utseende/", account.choose_theme, name="theme"),
    path("konto/sprak/", account.choose_language, name="language"),
    path("konto/logga-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("konto/logga-in/kod/", second_factor.EnterCode.as_view(), name="mfa_authenticate"),
    path("konto/logga-in/nyckel/", second_factor.SignInWithKey.as_view(), name="mfa_login_webauthn"),
    path("konto/logga-ut/", sign_in.SignOut.as_view(), name="account_logout"),
    path("konto/stangt/", sign_in.Closed.as_view(), name="account_inactive"),
    path("konto/bekrafta/", sign_in.ShowAgain.as_view(), name="account_reauthenticate"),
    path("konto/bekrafta/kod/", second_factor.ShowAgainByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "konto/bekrafta/nyckel/",
        second_factor.ShowAgainWithKey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("konto/losenord/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("konto/losenord/valj/", sign_in.SetPassword.as_view(), name="account_set_password"),
    path("konto/losenord/glomt/", sign_in.ForgottenPassword.as_view(), name="account_reset_password"),
    path("konto/losenord/skickat/", sign_in.LinkSent.as_view(), name="account_reset_password_done"),
    path(
        "konto/losenord/nytt/<base36:uidb36>-<str:key>/",
        sign_in.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "konto/losenord/bytt/", sign_in.PasswordIsNew.as_view(), name="account_reset_password_from_key_done"
    ),
    path("konto/inbjudan/<str:token>/", invitation.accept, name="accept_invitation"),
    path("konto/tva-steg/", second_factor.SecondFactor.as_view(), name="mfa_index"),
    path("konto/tva-steg/app/", second_factor.AddApp.as_view(), name="mfa_activate_totp"),
    path("konto/tva-steg/app/ta-bort/", second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("konto/tva-steg/nyckel/", second_factor.AddKey.as_view(), name="mfa_add_webauthn"),
    path("konto/tva-steg/nyckel/<int:pk>/", second_factor.RenameKey.as_view(), name="mfa_edit_webauthn"),
    path(
        "konto/tva-steg/nyckel/<int:pk>/ta-bort/",
        second_factor.RemoveKey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("konto/tva-steg/koder/", second_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "konto/tva-steg/koder/nya/",
        second_factor.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/tva-steg/koder/fil/",
        second_factor.RecoveryCodesFile.as_view(),
        name="mfa_download_recovery_codes",
    ),
    path("konto/inloggningar/", account.sessions, name="usersessions_list"),
    path("konto/inloggningar/avsluta/", account.end_sessions, name="end_sessions"),
    path("konto/nycklar/", tokens.tokens, name="tokens"),
    path("konto/nycklar/ny/", tokens.new_token, name="new_token"),
    path("konto/nycklar/<int:pk>/avsluta/", tokens.end, name="end_token"),
    path("konto/koppling/", providers.Connections.as_view(), name="socialaccount_connections"),
    path("konto/koppling/avbruten/", providers.cancelled, name="socialaccount_login_cancelled"),
    path("konto/koppling/fel/", providers.failed, name="socialaccount_login_error"),
    path("konto/oidc/", providers.oidc, {"provider_id": OIDC}, name="openid_connect_login"),
    path(
        "konto/oidc/svar/",
        providers.oidc_answer,
        {"provider_id": OIDC},
        name="openid_connect_callback",
    ),
    path("konto/<saml:organization_slug>/", providers.saml, name="saml_login"),
    path("konto/<saml:organization_slug>/svar/", providers.saml_answer, name="saml_acs"),
    path("konto/<saml:organization_slug>/klar/", providers.saml_finish, name="saml_finish_acs"),
    path("konto/<saml:organization_slug>/ut/", providers.saml_out, name="saml_sls"),
    path("konto/<saml:organization_slug>/metadata/", providers.saml_metadata, name="saml_metadata"),
]
