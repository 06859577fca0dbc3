"""What finance fills in about payments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.algorithms.matching import Split
from membership.algorithms.money import euros
from membership.forms.money import EurosField
from membership.models import BankEntry, Invoice
from portal.core.forms import TEXTBOX, Form
from portal.core.templatetags.portal import day

MOST_BYTES = 5 * 1024 * 1024


class RefundPaidForm(Form):
    """The money went back, by a transfer or in Stripe's own screen."""

    reference = forms.CharField(
        label=_("Kenmerk van de overboeking"),
        help_text=_("Zo vindt u de terugbetaling later terug. Bijvoorbeeld: TERUG-2027-014."),
        max_length=140,
        error_messages={"required": _("Vul het kenmerk van de overboeking in.")},
    )

    def clean_reference(self) -> str:
        return " ".join(self.cleaned_data["reference"].split())


class StatementForm(Form):
    upload = forms.FileField(
        label=_("Bestand van de bank"),
        help_text=_("Een CAMT.053-bestand (xml). U haalt het op bij internetbankieren."),
        allow_empty_file=True,
        error_messages={"required": _("Kies eerst een bestand. Klik daarna op ‘Lees in’.")},
        widget=forms.FileInput(attrs={"accept": ".xml"}),
    )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot. Haal bij de bank een kortere periode op."))
        return upload


class EntryForm(Form):
    """Which invoice an entry pays, by its number."""

    number = forms.CharField(
        label=_("Factuurnummer"),
        help_text=_("Bijvoorbeeld: 2027-0012."),
        max_length=20,
        error_messages={"required": _("Vul een factuurnummer in.")},
    )

    def clean_number(self) -> str:
        number = "".join(self.cleaned_data["number"].split())
        self.invoice = Invoice.objects.sent().invoices().filter(number=number.replace("\x00", "")).first()
        if self.invoice is None:
            raise forms.ValidationError(_("Deze factuur bestaat niet. Kijk het nummer na."))
        return number


class SplitForm(Form):
    """How much of an entry goes to each open invoice of an organisation; together what came in.

    When valid `parts` are these, in cents.
    """

    def __init__(self, *args, entry: BankEntry, invoices: list[Invoice], split: Split | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.invoices = entry, invoices
        proposed = dict(split.parts) if split else {}
        for invoice in invoices:
            self.fields[f"part_{invoice.pk}"] = EurosField(
                label=_("Factuur %s") % invoice.number,
                help_text=_("%(day)s. Open: %(amount)s.")
                % {"day": day(invoice.issued_on), "amount": euros(invoice.open_cents)},
                required=False,
                initial=proposed.get(invoice.pk),
                widget=forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def parts(self) -> list[tuple[Invoice, int]]:
        found = ((invoice, self.cleaned_data.get(f"part_{invoice.pk}") or 0) for invoice in self.invoices)
        return [(invoice, cents) for invoice, cents in found if cents]

    def clean(self) -> dict:
        data = super().clean() or {}
        if not self.errors and (cents := sum(cents for _invoice, cents in self.parts)) != self.entry.amount_cents:
            words = _("U verdeelt %(parts)s. Er kwam %(whole)s binnen. Verander een bedrag.")
            self.add_error(None, words % {"parts": euros(cents), "whole": euros(self.entry.amount_cents)})
        return data


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Waarom is dit geen betaling van een factuur?"),
        max_length=200,
        error_messages={"required": _("Schrijf kort op wat dit is.")},
    )


class NoteForm(Form):
    note = forms.CharField(
        label=_("Wat deed u?"), max_length=200, error_messages={"required": _("Schrijf kort op wat u deed.")}
    )
