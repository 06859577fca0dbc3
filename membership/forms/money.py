"""Forms about tariffs, invoices and payments."""

import re

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from membership.algorithms import money
from membership.algorithms.money import euros
from membership.models import Hold, Invoice, InvoiceProfile, Kind, Organisation
from membership.models.invoices import peppol_validator
from portal.core.forms import TEXTBOX, Form, email_field

VAT_NUMBER = re.compile(r"NL[0-9]{9}B[0-9]{2}|(?!NL)[A-Z]{2}[0-9A-Z+*]{2,12}")
PROFILE_FIELDS = (
    "legal_name",
    "department",
    "street",
    "postcode",
    "town",
    "email",
    "vat_number",
    "peppol_id",
    "needs_order_number",
)


def text_field(label: str, *, most: int, required: bool = True, hint: str = "", fill: str = "off") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": fill})
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint, widget=widget)


class InvoiceProfileForm(Form):
    """Where invoices go, and what must stand on them."""

    legal_name = text_field(_("Naam op de factuur"), most=160, fill="organization")
    department = text_field(
        _("Afdeling of naam van uw contactpersoon"), most=120, required=False, hint=_("Bijvoorbeeld: Crediteuren.")
    )
    street = text_field(_("Straat en nummer, of postbus"), most=120, fill="street-address")
    postcode = text_field(_("Postcode"), most=12, fill="postal-code")
    town = text_field(_("Plaats"), most=80, fill="address-level2")
    email = email_field(_("E-mailadres voor facturen"), _("Hierheen sturen wij de pdf en de e-factuur."))
    vat_number = text_field(_("Btw-nummer"), most=20, required=False, hint=_("Alleen als het op de factuur moet."))
    peppol_id = forms.CharField(
        label=_("Peppol-adres"),
        max_length=30,
        required=False,
        validators=[peppol_validator],
        help_text=_("Laat leeg als u dit niet kent. Dan nemen wij uw OIN of KVK-nummer."),
    )
    needs_order_number = forms.BooleanField(
        label=_("Stuur de factuur pas als ons inkoopnummer bekend is"), required=False
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        known = InvoiceProfile.objects.filter(organisation=organisation).first()
        start = model_to_dict(known, fields=PROFILE_FIELDS) if known else {"legal_name": organisation.name}
        super().__init__(*args, initial=start, **kwargs)

    def required_messages(self) -> dict[str, str]:
        return {
            "legal_name": _("Vul de naam in die op de factuur moet staan."),
            "street": _("Vul de straat en het nummer in."),
            "postcode": _("Vul de postcode in."),
            "town": _("Vul de plaats in."),
        }

    def clean_vat_number(self) -> str:
        number = "".join(self.cleaned_data["vat_number"].split()).upper()
        if number and not VAT_NUMBER.fullmatch(number):
            raise forms.ValidationError(_("Dit btw-nummer klopt niet. Een voorbeeld: NL004495445B01."))
        return number


class OrderNumberForm(Form):
    """One field. Empty is an answer too when it is sent by the other button."""

    number = text_field(
        _("Uw inkoopnummer"), most=60, required=False, hint=_("Het staat op uw bestelling. Bijvoorbeeld: 4500012345.")
    )

    def clean(self) -> dict:
        data = super().clean() or {}
        if "none" not in self.data and not data.get("number"):
            self.add_error("number", _("Vul het nummer in. Of kies: wij hebben geen nummer nodig."))
        return data


class RenewalForm(Form):
    """Do you stay? Whoever leaves says why, so that the network learns from it."""

    stays = forms.ChoiceField(
        label=_("Blijft uw organisatie lid?"),
        choices=[("yes", _("Ja, wij blijven")), ("no", _("Nee, wij stoppen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee.")},
    )
    number = text_field(
        _("Inkoopnummer voor de factuur"), most=60, required=False, hint=_("Mag ook later. Wij vragen het nog.")
    )
    reason = forms.CharField(
        label=_("Stopt u? Vertel ons waarom"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Schrijf geen gegevens van inwoners op."),
    )

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("stays") == "no" and not data.get("reason"):
            self.add_error("reason", _("Vertel kort waarom u stopt. Dat helpt ons."))
        return data


class EurosField(forms.CharField):
    """Cents, written and shown as euros the Dutch way: "1.250,50" is 125050."""

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole:,}".replace(",", ".") + f",{rest:02d}"

    def clean(self, value) -> int:
        text = super().clean(value).replace("€", "").replace(" ", "").replace(".", "")
        if not text and not self.required:
            return 0
        if not re.fullmatch(r"[0-9]{1,8}(,[0-9]{2})?", text):
            raise forms.ValidationError(_("Vul een bedrag in. Bijvoorbeeld: 1.250,00."))
        whole, _comma, rest = text.partition(",")
        return int(whole) * 100 + int(rest or 0)

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CreditForm(Form):
    """Take back a sent invoice: all of it, or so many euros of some lines. When valid `lines` is None for all of it."""

    reason = text_field(_("Waarom? Dit staat op de creditfactuur"), most=300)
    extent = forms.ChoiceField(
        label=_("Wat neemt u terug?"),
        choices=[("whole", _("De hele factuur")), ("part", _("Een deel"))],
        initial="whole",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, invoice: Invoice, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.of_lines = list(invoice.lines.all()) if invoice.is_sent else []
        for line in self.of_lines:
            self.fields[f"line_{line.pk}"] = EurosField(
                label=_("Terug van: %s") % line.text,
                help_text=_("Alleen bij een deel. Hoogstens %s, zonder btw.") % euros(line.net_cents),
                required=False,
                widget=forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def lines(self) -> list[money.Line] | None:
        if self.cleaned_data.get("extent") != "part":
            return None
        taken = ((line, self.cleaned_data.get(f"line_{line.pk}") or 0) for line in self.of_lines)
        return [
            money.Line(line.text, cents, line.vat_category, line.vat_rate, exemption=line.exemption)
            for line, cents in taken
            if cents
        ]

    def clean(self) -> dict:
        data = super().clean() or {}
        amounts = {line.pk: data.get(f"line_{line.pk}") or 0 for line in self.of_lines}
        for line in self.of_lines:
            if amounts[line.pk] > line.net_cents:
                self.add_error(f"line_{line.pk}", _("Deze regel is %s, zonder btw.") % euros(line.net_cents))
        if data.get("extent") == "part" and not any(amounts.values()):
            self.add_error("extent", _("Vul bij een regel in hoeveel u terugneemt."))
        elif data.get("extent") != "part" and any(amounts.values()):
            self.add_error("extent", _("U vulde een bedrag in. Kies ‘Een deel’, of maak dat bedrag leeg."))
        return data


class HoldForm(Form):
    kind = forms.ChoiceField(label=_("Waarom niet herinneren?"), choices=Hold.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Notitie"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Voor collega’s. Schrijf geen gegevens van inwoners op."),
    )


class JointServiceForm(Form):
    """Does this organisation take part by way of another member, that has the tariff for it?"""

    joint_service = forms.ModelChoiceField(
        label=_("Doet mee via"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Doet zelf mee"),
        error_messages={"invalid_choice": _("Kies een samenwerking uit de lijst.")},
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        services = Organisation.objects.filter(kind=Kind.JOINT_SERVICE).exclude(pk=organisation.pk)
        self.fields["joint_service"].queryset = services.by_name()


class TariffForm(WagtailAdminModelForm):
    amount_cents = EurosField(label=_("Bedrag per jaar in euro, zonder btw"))
