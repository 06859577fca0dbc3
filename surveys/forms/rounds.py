"""Taking part or not, and opening a round."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from surveys.models import Declined


class DeclineForm(Form):
    because = forms.ChoiceField(
        label=_("Waarom niet?"),
        choices=Declined.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom u dit jaar niet meedoet.")},
    )
    words = forms.CharField(label=_("Wilt u er iets bij zeggen?"), required=False, max_length=300)


class EntrustForm(Form):
    user = forms.TypedChoiceField(label=_("Wie zorgt hiervoor?"))

    def __init__(self, *args, colleagues: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.fields["user"].choices = [(pk, str(user)) for pk, user in self.colleagues.items()]
        self.fields["user"].error_messages |= {
            "required": _("Kies een collega."),
            "invalid_choice": _("Kies een collega uit de lijst."),
        }

    def clean_user(self):
        return self.colleagues[self.cleaned_data["user"]]


class RoundForm(Form):
    """`changed`: questions that were asked before in other words, each with its block."""

    year = forms.IntegerField(
        label=_("Over welk jaar?"),
        min_value=2015,
        max_value=2100,
        error_messages={"invalid": _("Vul een jaar in. Bijvoorbeeld: 2026.")},
    )
    closes_on = forms.DateField(
        label=_("Invullen kan tot en met"),
        help_text=_("Vier weken is gewoon."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Deze datum klopt niet. Vul hem zo in: 31-12-2026.")},
    )

    def __init__(self, *args, changed: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.changed = changed
        for place, change in enumerate(changed):
            self.fields[f"change-{place}"] = forms.ChoiceField(
                label=_("Eerst: ‘%(before)s’. Nu: ‘%(now)s’. Is dit dezelfde vraag?")
                % {"before": change["before"], "now": change["now"]},
                choices=[
                    ("same", _("Dezelfde vraag, alleen anders gezegd. De reeks gaat door.")),
                    ("new", _("Een andere vraag. De reeks begint opnieuw.")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies of dit dezelfde vraag is.")},
            )

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        return day

    def renewed(self) -> list[str]:
        return [c["block"] for n, c in enumerate(self.changed) if self.cleaned_data.get(f"change-{n}") == "new"]


class LastDayForm(Form):
    closes_on = RoundForm.base_fields["closes_on"]
    clean_closes_on = RoundForm.clean_closes_on
