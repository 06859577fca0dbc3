from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.models import FarewellReason
from portal.core.forms import Form
from portal.core.templatetags.portal import day


class FarewellForm(Form):
    """Why, and until when. `days`: the first and the last possible last day."""

    reason = forms.ChoiceField(
        label=_("Waarom stopt uw organisatie?"),
        choices=FarewellReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    words = forms.CharField(
        label=_("Wilt u er iets over vertellen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dit mag leeg blijven. Schrijf geen gegevens van inwoners op."),
    )
    last_day = forms.DateField(
        label=_("Wat is uw laatste dag als lid?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Kies uw laatste dag."), "invalid": _("Kies een dag, zoals 31-12-2027.")},
    )

    def __init__(self, *args, days: tuple[date, date], **kwargs) -> None:
        self.days = days
        kwargs.setdefault("initial", {}).setdefault("last_day", days[1])
        super().__init__(*args, **kwargs)
        field = self.fields["last_day"]
        field.widget.attrs |= {"min": days[0].isoformat(), "max": days[1].isoformat()}
        field.help_text = _("Vanaf vandaag tot en met %s. Die dag hoort er nog bij.") % day(days[1])

    def clean_last_day(self) -> date:
        chosen = self.cleaned_data["last_day"]
        if not self.days[0] <= chosen <= self.days[1]:
            raise forms.ValidationError(
                _("Kies een dag van vandaag tot en met %s. Een andere dag? Bel of mail ons.") % day(self.days[1])
            )
        return chosen


class StaffFarewellForm(FarewellForm):
    """For an organisation that asked by phone or mail."""

    because = forms.CharField(
        label=_("Wie vroeg dit, en hoe?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: de beheerder belde op 3 maart. De organisatie leest dit."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Waarom stopt deze organisatie?")
        self.fields["words"].label = _("Wat vertelden zij erover?")
        self.fields["last_day"].label = _("Wat is hun laatste dag als lid?")

    def required_messages(self) -> dict[str, str]:
        return {"because": _("Schrijf op wie dit vroeg, en hoe.")}
