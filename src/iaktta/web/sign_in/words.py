"""What allauth would say in words of its own, said in ours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACCOUNT_ERRORS = {
    "email_password_mismatch": _(
        "E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen."
    ),
    "enter_current_password": _("Lösenordet stämmer inte. Skriv det lösenord som du har i dag."),
    "incorrect_password": _("Lösenordet stämmer inte. Försök igen."),
    "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod i appen och försök igen."),
    "invalid_password_reset": _("Länken gäller inte längre."),
    "too_many_login_attempts": _(
        "Det har blivit för många felaktiga försök. Vänta en stund och försök igen."
    ),
    "rate_limited": _("Det har blivit för många försök. Vänta en stund och försök igen."),
}

SECOND_FACTOR_ERRORS = {
    "cannot_delete_authenticator": _(
        "Din organisation kräver tvåstegsinloggning. Lägg till ett annat sätt innan du tar bort det här."
    ),
    "cannot_generate_recovery_codes": _(
        "Lägg till en kodapp eller en nyckel först. Reservkoderna hör ihop med den."
    ),
    "incorrect_code": _("Det stämmer inte. Försök igen, och kontrollera att klockan i telefonen går rätt."),
    "unverified_email": _("Din e-postadress är inte bekräftad."),
    "add_email_blocked": _("Adressen kan inte läggas till medan tvåstegsinloggning är på."),
}

PROVIDER_ERRORS = {
    "connected_other": _("Den inloggningen hör redan till ett annat konto i Iaktta."),
    "no_password": _("Välj ett lösenord först. Annars kan du inte logga in när kopplingen är borta."),
    "disconnect_last": _("Det är ditt enda sätt att logga in och kan därför inte tas bort."),
    "invalid_token": _("Svaret från inloggningen gick inte att läsa. Försök igen."),
    "email_taken": _("Det finns redan ett konto med den e-postadressen."),
    "no_verified_email": _("Din e-postadress är inte bekräftad."),
}

MESSAGES = {
    "account/messages/password_changed.txt": _("Ditt lösenord är bytt."),
    "account/messages/password_set.txt": _("Ditt lösenord är valt."),
    "mfa/messages/totp_activated.txt": _("Kodappen är tillagd."),
    "mfa/messages/totp_deactivated.txt": _("Kodappen är borttagen."),
    "mfa/messages/webauthn_added.txt": _("Nyckeln är tillagd."),
    "mfa/messages/webauthn_removed.txt": _("Nyckeln är borttagen."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har nya reservkoder. Spara dem innan du går vidare."),
    "socialaccount/messages/account_connected.txt": _("Inloggningen är kopplad till ditt konto."),
    "socialaccount/messages/account_connected_updated.txt": _("Inloggningen är kopplad till ditt konto."),
    "socialaccount/messages/account_connected_other.txt": _(
        "Den inloggningen hör redan till ett annat konto i Iaktta."
    ),
    "socialaccount/messages/account_disconnected.txt": _(
        "Inloggningen är inte längre kopplad till ditt konto."
    ),
}
"""What is said on the next page after a change; of what is not here nothing is said."""

NEWS = {
    "account/email/password_changed": _("Lösenordet till ditt konto i Iaktta är bytt."),
    "account/email/password_reset": _("Du har valt ett nytt lösenord till ditt konto i Iaktta."),
    "account/email/password_set": _("Ditt konto i Iaktta har fått ett lösenord."),
    "mfa/email/totp_activated": _("En kodapp är tillagd för inloggning i Iaktta."),
    "mfa/email/totp_deactivated": _("Kodappen för inloggning i Iaktta är borttagen."),
    "mfa/email/webauthn_added": _("En nyckel är tillagd för inloggning i Iaktta."),
    "mfa/email/webauthn_removed": _("En nyckel för inloggning i Iaktta är borttagen."),
    "mfa/email/recovery_codes_generated": _("Du har fått nya reservkoder för inloggning i Iaktta."),
    "socialaccount/email/account_connected": _("En inloggning är kopplad till ditt konto i Iaktta."),
    "socialaccount/email/account_disconnected": _(
        "En inloggning är inte längre kopplad till ditt konto i Iaktta."
    ),
}
"""What is written to somebody whose way of signing in was changed, in case somebody else did it."""
