import logging

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from portal.core.forms import TEXTBOX, Form, PortalFormMixin, email_field

logger = logging.getLogger("portal.accounts")
PASSKEY_REFUSED = _("Dit is niet gelukt. Probeer het nog een keer, of gebruik een code.")


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


class AnswerOfPasskey(PortalFormMixin):
    """The answer of a browser to the question for a passkey.

    It is parsed by libraries that fail in many ways on hostile bytes; each of these is a refusal, none an accident.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["credential"]
        field.label = _("Passkey")
        field.error_messages |= {"required": PASSKEY_REFUSED, "invalid": PASSKEY_REFUSED}

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except DatabaseError:
            raise
        except Exception as error:
            logger.info("the answer of a passkey was refused (%s)", type(error).__name__)
            self.add_error("credential", PASSKEY_REFUSED)


class AddPasskeyForm(AnswerOfPasskey, AddWebAuthnForm):
    """Name and answer; a passkey here always asks finger, face or PIN."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.initial["name"] = ""  # not allauth's "Hoofdsleutel": one knows a device by a name of one's own
        self.fields["name"] = forms.CharField(
            label=_("Naam van dit apparaat"),
            help_text=_("Bijvoorbeeld: laptop van het werk."),
            required=False,
            max_length=60,
            widget=forms.TextInput(attrs={"class": TEXTBOX}),
        )

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or str(_("Mijn passkey"))

    def clean(self) -> dict:
        self.cleaned_data["passwordless"] = True
        return super().clean()


class PasskeyLoginForm(AnswerOfPasskey, LoginWebAuthnForm):
    pass


class PasskeySecondStepForm(AnswerOfPasskey, AuthenticateWebAuthnForm):
    pass


class NewAddressForm(Form):
    email = email_field(_("Uw nieuwe e-mailadres"), _("Daar sturen wij een e-mail heen. Die opent u om te bevestigen."))

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].strip().lower()
        if address == self.user.email:
            raise forms.ValidationError(_("Met dit adres logt u nu al in. Vul uw nieuwe adres in."))
        return address
