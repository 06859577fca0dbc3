"""Only the views of allauth that this portal uses: no sign-up, no passwords, no e-mail pages."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("inloggen/", account.request_login_code, name="account_login"),
    path("inloggen/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/gesloten/", account.account_inactive, name="account_inactive"),
    path("inloggen/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("inloggen/tweede-stap/instellen/", views.ActivateSecondStep.as_view(), name="mfa_activate_totp"),
    path("inloggen/tweede-stap/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("inloggen/tweede-stap/klaar/", views.after_second_step, name="mfa_index"),
    path("inloggen/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("inloggen/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("uitloggen/", account.logout, name="account_logout"),
]
