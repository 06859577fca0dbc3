from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from knowledge.models import Label, ThemePage
from learning_circles.models import Circle
from portal.core.forms import Form, ModelForm


class CircleForm(ModelForm):
    class Meta:
        model = Circle
        fields = ["title", "question", "theme", "roles", "level", "province", "size", "is_open", "is_announced"]
        widgets = {"question": forms.Textarea(attrs={"rows": 2}), "roles": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = ThemePage.objects.live().order_by("path")
        self.fields["roles"].queryset = Label.objects.filter(kind="rol")
        self.fields["roles"].label_from_instance = lambda label: label.name
        for name, text in (("theme", _("Geen thema")), ("province", _("Heel Nederland"))):
            self.fields[name].empty_label = text

    def required_messages(self) -> dict:
        return {"title": _("Vul de naam van de kring in."), "question": _("Vul de vraag van de kring in.")}

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class FacilitatorForm(Form):
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Van iemand met een plek bij een lid, of van een medewerker."),
        error_messages={
            "required": _("Vul het e-mailadres in."),
            "invalid": _("Dit e-mailadres klopt niet. Vul het zo in: naam@gemeente.nl"),
        },
    )

    def clean_email(self):
        """The person; who has no account here cannot run a circle yet."""
        address = self.cleaned_data["email"].strip().lower()
        found = get_user_model().objects.filter(email=address, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Wij kennen dit adres niet. Vraag eerst een plek of een account aan."))
        return found
