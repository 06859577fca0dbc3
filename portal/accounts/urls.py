"""Only the views of allauth that this portal uses: no sign-up, no passwords, no e-mail pages."""

from allauth.account import views as account
from django.urls import path
from django.views.generic import RedirectView

from portal.accounts import views

urlpatterns = [
    path("inloggen/", account.request_login_code, name="account_login"),
    path("inloggen/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/passkey/", views.LoginWithPasskey.as_view(), name="mfa_login_webauthn"),
    # allauth asks for an address to sign up; here that is the application of an organisation
    path("inloggen/nieuw/", RedirectView.as_view(pattern_name="membership:apply"), name="account_signup"),
    path("inloggen/gesloten/", account.account_inactive, name="account_inactive"),
    path("inloggen/tweede-stap/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("inloggen/tweede-stap/instellen/", views.ActivateSecondStep.as_view(), name="mfa_activate_totp"),
    path("inloggen/tweede-stap/passkey/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("inloggen/tweede-stap/herstelcodes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("inloggen/tweede-stap/klaar/", views.after_second_step, name="mfa_index"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("mijn/inloggen/", views.ways_in, name="ways_in"),
    path("mijn/inloggen/adres/", views.address, name="address"),
    path("mijn/inloggen/wegen/<int:pk>/einde/", views.second_step_end, name="second_step_end"),
    path("mijn/inloggen/herstelcodes/", views.recovery_codes_anew, name="recovery_codes_anew"),
    path("mijn/inloggen/apparaten/einde/", views.other_sessions_end, name="other_sessions_end"),
    path("mijn/inloggen/apparaten/<int:pk>/einde/", views.session_end, name="session_end"),
    path("inloggen/adres/bevestigen/<str:token>/", views.address_link, name="address_link"),
    path("inloggen/adres/terug/<str:token>/", views.address_undo, name="address_undo"),
]
