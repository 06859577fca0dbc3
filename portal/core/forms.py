"""One way to show a form: label, hint, error, field, and a summary with links on top."""

from django import forms
from django.core.validators import RegexValidator
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Deze tekst is te lang. Kort hem in tot %d tekens.")
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"
SELECT = "utrecht-select utrecht-select--html-select"
TEXT_TYPES = {"text", "email", "search", "tel", "number", "url"}
MOMENT_TYPES = {"date", "time", "datetime-local"}


def widget_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return TEXTAREA
    if type(widget) is forms.Select:
        return SELECT
    kind = getattr(widget, "input_type", "")
    if kind in MOMENT_TYPES:
        return f"{TEXTBOX} field--short"
    return TEXTBOX if kind in TEXT_TYPES else ""


class PortalRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def posted(request) -> QueryDict | None:
    """The data of a POST, also an empty one; None for a form that is only shown."""
    return request.POST if request.method == "POST" else None


def wants_json(request) -> bool:
    """Asked by autosave.js, which stays on the page."""
    return "application/json" in request.headers.get("Accept", "")


class PortalFormMixin:
    """Gives every field the house's classes, and clear words for the common mistakes."""

    default_renderer = PortalRenderer
    required_message = _("Vul dit in.")

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            if classes := widget_class(field.widget):
                field.widget.attrs.setdefault("class", classes)
            if getattr(field, "max_length", None):
                field.error_messages.setdefault("max_length", TOO_LONG % field.max_length)
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = self.required_messages().get(name, self.required_message)

    def required_messages(self) -> dict[str, str]:
        """Per field: what to do when it is empty."""
        return {}


class Form(PortalFormMixin, forms.Form):
    pass


class ModelForm(PortalFormMixin, forms.ModelForm):
    pass


def email_field(label: str, hint: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=hint,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Dit e-mailadres klopt niet. Vul het zo in: naam@gemeente.nl"),
        },
    )


def upload_field(hint: str) -> forms.FileField:
    return forms.FileField(
        label=_("Voeg een bestand toe"),
        help_text=hint,
        allow_empty_file=True,
        max_length=None,
        error_messages={
            "required": _("Kies eerst een bestand. Klik daarna op ‘Voeg toe’."),
            "invalid": _("Kies eerst een bestand. Klik daarna op ‘Voeg toe’."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt"}),
    )


no_links = RegexValidator(
    r"://|www\.|[<>]", _("Vul hier alleen een naam in, zonder adres van een website."), inverse_match=True
)


class CodeField(forms.CharField):
    """A number or code people write with spaces and in any case: "gm 0479" is GM0479."""

    def to_python(self, value) -> str:
        return "".join(super().to_python(value).split()).upper()


class WholeNumberField(forms.IntegerField):
    """A whole number the Dutch way: "112.800" and "112 800" are 112800."""

    def to_python(self, value) -> int | None:
        if isinstance(value, str):
            value = value.replace(".", "").replace(" ", "")
        return super().to_python(value)
