"""Who of the network reads a plan, and who better does not."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from implementation_plans.forms.writing import normal
from implementation_plans.operations import Colleague
from portal.accounts.models import User
from portal.core.forms import Form


class ReaderForm(Form):
    """Ask one of these colleagues, who have least to read first."""

    reader = forms.TypedChoiceField(
        label=_("Wie wilt u vragen?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": _("Kies een collega."),
            "invalid_choice": _("Deze collega kan dit plan niet lezen. Kies een ander."),
        },
    )

    def __init__(self, *args, colleagues: list[Colleague], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [(c.user.pk, _with_load(c)) for c in colleagues]


class ConflictForm(Form):
    """`person` is asked only of who may say it for a colleague."""

    person = forms.TypedChoiceField(
        label=_("Wie heeft het belang?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": _("Kies wie het belang heeft.")},
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Bijvoorbeeld: ik werkte tot vorig jaar bij deze organisatie. Eén zin is genoeg."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf in één zin waarom.")},
    )

    def __init__(self, *args, user: User, colleagues: list[Colleague] | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if colleagues is None:
            del self.fields["person"]
        else:
            others = [(c.user.pk, str(c.user)) for c in colleagues if c.user != user]
            self.fields["person"].choices = [(user.pk, _("Ikzelf")), *others]
            self.fields["person"].initial = user.pk

    def clean_reason(self) -> str:
        return normal(self.cleaned_data["reason"])


def _with_load(colleague: Colleague) -> str:
    load = ngettext("leest nu %s plan", "leest nu %s plannen", colleague.load) % colleague.load
    return f"{colleague.user}, {load if colleague.load else _('leest nu geen plan')}"
