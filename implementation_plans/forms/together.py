"""What colleagues fill in for each other: tasks, remarks, and with whom the plan is shared."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementation_plans.forms.writing import normal
from implementation_plans.models import ShareRight
from implementation_plans.operations import LONGEST_SHARE
from membership.models import Seat
from portal.accounts.models import User
from portal.core.forms import TEXTAREA, Form, email_field, no_links


def day_field(label: str, hint: str = "", **kwargs) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Vul een dag in. Bijvoorbeeld: 31-12-2027."),
            "invalid": _("Deze dag klopt niet. Vul hem zo in: 31-12-2027."),
        },
        **kwargs,
    )


class TaskForm(Form):
    """Who writes this section, for when."""

    def __init__(self, *args, seats: list[Seat], **kwargs) -> None:
        self.people = {str(seat.user_id): seat.user for seat in seats}
        initial = kwargs.get("initial") or {}
        if writer := initial.get("writer"):
            kwargs["initial"] = initial | {"writer": str(writer.pk)}
        super().__init__(*args, **kwargs)
        self.fields["writer"].choices = [("", _("Nog niemand")), *((pk, str(who)) for pk, who in self.people.items())]

    writer = forms.ChoiceField(
        label=_("Wie schrijft dit?"),
        required=False,
        error_messages={"invalid_choice": _("Deze collega heeft geen plek meer. Kies een andere collega.")},
    )
    due_on = day_field(_("Voor wanneer?"), required=False)

    def clean_writer(self) -> User | None:
        return self.people.get(self.cleaned_data["writer"])


class RemarkForm(Form):
    remark = forms.CharField(
        label=_("Uw opmerking"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": TEXTAREA}),
        error_messages={"required": _("Schrijf eerst uw opmerking. Klik daarna op ‘Plaats de opmerking’.")},
    )

    def clean_remark(self) -> str:
        return normal(self.cleaned_data["remark"])


class ShareForm(Form):
    name = forms.CharField(
        label=_("Naam"),
        max_length=150,
        validators=[no_links],
        error_messages={"required": _("Vul de naam in van wie mee mag lezen.")},
    )
    email = email_field(_("E-mailadres van het werk"), _("Deze persoon krijgt een link om te beginnen."))
    right = forms.ChoiceField(
        label=_("Wat mag deze persoon?"),
        choices=ShareRight.choices,
        widget=forms.RadioSelect,
        initial=ShareRight.READ,
        error_messages={
            "required": _("Kies wat deze persoon mag."),
            "invalid_choice": _("Kies wat deze persoon mag."),
        },
    )
    last_day = day_field(_("Tot en met welke dag?"), _("Hoogstens een jaar. Eerder stoppen kan altijd."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["required"] = _("Vul het e-mailadres in.")
        self.fields["email"].widget.attrs["autocomplete"] = "off"  # somebody else's address

    def clean_last_day(self) -> date:
        day, today = self.cleaned_data["last_day"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of een dag later."))
        if day + timedelta(days=1) > today + LONGEST_SHARE:
            raise forms.ValidationError(_("Delen kan hoogstens een jaar. Kies een eerdere dag."))
        return day

    def share(self) -> dict:
        """What the operation takes: `until` is the first day without."""
        data = self.cleaned_data
        return {k: data[k] for k in ("name", "email", "right")} | {"until": data["last_day"] + timedelta(days=1)}
