from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import TEXTBOX, PortalFormMixin, email_field


def code_field(label: str, hint: str, *, numeric: bool = True) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "class": f"{TEXTBOX} code-input"}
    if numeric:
        attrs["inputmode"] = "numeric"
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "required": _("Vul de code in."),
            "max_length": _("Deze code is te lang. Typ de 6 cijfers over."),
        },
    )


class RequestCodeForm(PortalFormMixin, RequestLoginCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = email_field(_("E-mailadres van uw werk"), _("Wij sturen u een code. U hebt geen wachtwoord nodig."))
        field.widget.attrs["class"] = TEXTBOX
        self.fields["email"] = field


class ConfirmCodeForm(PortalFormMixin, ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Inlogcode"), _("U kunt de code ook plakken."))


class SecondStepForm(PortalFormMixin, AuthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Open de app op uw telefoon. Een herstelcode mag ook.")
        self.fields["code"] = code_field(_("Code uit de app"), hint, numeric=False)


class ActivateSecondStepForm(PortalFormMixin, ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code uit de app"), _("De 6 cijfers die de app nu laat zien."))
