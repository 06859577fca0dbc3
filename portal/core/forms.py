"""One way to show a form: label, hint, error, field, and a summary with links on top."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

WIDGET_CLASSES = {
    forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.TextInput: "utrecht-textbox utrecht-textbox--html-input",
}


class PortalRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class PortalFormMixin:
    """Gives every field the house's classes, and clear words for the common mistakes."""

    default_renderer = PortalRenderer
    required_message = _("Vul dit in.")

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            for widget, classes in WIDGET_CLASSES.items():
                if isinstance(field.widget, widget):
                    field.widget.attrs.setdefault("class", classes)
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
            "invalid": _("Vul een e-mailadres in met een @. Bijvoorbeeld: naam@gemeente.nl."),
        },
    )
