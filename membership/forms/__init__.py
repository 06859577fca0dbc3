import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.models import Duty, InterestKind, Kind, Organisation, Province, Role, Seat, Town, Wish
from membership.models.organisations import kvk_validator, municipality_code_validator, oin_validator
from portal.core.forms import TEXTBOX, CodeField, Form, WholeNumberField, email_field, no_links

NO_RESIDENTS = _("Schrijf geen gegevens van inwoners op.")


def province_field(**kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Provincie"), choices=[("", _("Kies een provincie")), *Province.choices], **kwargs)


def inhabitants_field() -> forms.IntegerField:
    return WholeNumberField(
        label=_("Aantal inwoners"),
        help_text=_("Ongeveer is genoeg. Alleen voor gemeenten en samenwerkingen."),
        required=False,
        min_value=0,
        max_value=20_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Vul een getal in. Bijvoorbeeld: 112800."),
            "min_value": _("Vul een getal in van 0 of meer."),
            "max_value": _("Dit getal is te groot. Vul het aantal inwoners in."),
        },
    )


def kvk_field() -> forms.CharField:
    return CodeField(
        label=_("KVK-nummer"),
        help_text=_("8 cijfers."),
        required=False,
        max_length=20,
        validators=[kvk_validator],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def choice_field(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class ApplicationForm(Form):
    """Step 1: who are you? Five fields, no more."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    organisation_name = forms.CharField(
        label=_("Naam van uw organisatie"),
        max_length=160,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Vul de naam van uw organisatie in.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat voor organisatie is het?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor organisatie het is.")},
    )
    applicant_name = forms.CharField(
        label=_("Uw naam"),
        max_length=150,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    email = email_field(_("E-mailadres van uw werk"), _("Wij sturen u een code en een link. Zo kunt u later verder."))
    phone = forms.CharField(
        label=_("Telefoonnummer"),
        help_text=_("Dan kunnen wij u bellen bij vragen."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {}).setdefault("form_key", uuid.uuid4())
        super().__init__(*args, **kwargs)

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(c.isdigit() for c in phone) < 8:
            raise forms.ValidationError(_("Vul een telefoonnummer in van 10 cijfers. Bijvoorbeeld: 085 000 00 00."))
        return phone


class CodeForm(Form):
    code = forms.CharField(
        label=_("Code uit de e-mail"),
        help_text=_("U kunt de code ook plakken."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": f"{TEXTBOX} code-input",
            }
        ),
        error_messages={"required": _("Vul de 6 cijfers uit de e-mail in.")},
    )


class DetailsForm(Form):
    """Step 3: the organisation and why."""

    province = province_field(error_messages={"required": _("Kies de provincie van uw organisatie.")})
    inhabitants = inhabitants_field()
    kvk = kvk_field()
    motivation = forms.CharField(
        label=_("Waarom wilt u meedoen?"),
        help_text=_("Een paar zinnen is genoeg. Schrijf geen gegevens van inwoners op."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf in een paar zinnen waarom u mee wilt doen.")},
    )

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if kind not in (Kind.MUNICIPALITY, Kind.JOINT_SERVICE):
            del self.fields["inhabitants"]
        if kind == Kind.MUNICIPALITY:
            del self.fields["kvk"]


class InterestForm(Form):
    """Not ready to join, or unable to: who and what for. Five fields; more may be told after the mailed link."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Voor wie vraagt u dit?"),
        choices=[
            *(choice for choice in InterestKind.choices if choice[0] != InterestKind.PERSON),
            (InterestKind.PERSON, _("Voor mijzelf")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies voor wie u dit vraagt.")},
    )
    organisation_name = forms.CharField(
        label=_("Naam van uw organisatie of raad"),
        help_text=_("Vraagt u dit voor uzelf? Dan mag dit leeg blijven."),
        max_length=160,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Vul de naam van uw organisatie of raad in.")},
    )
    name = forms.CharField(
        label=_("Uw naam"),
        max_length=150,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    email = email_field(_("E-mailadres"), _("Wij sturen u een e-mail. Daarin bevestigt u dat dit adres van u is."))
    wish = forms.ChoiceField(
        label=_("Wat wilt u het liefst?"),
        choices=Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u het liefst wilt.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {}).setdefault("form_key", uuid.uuid4())
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("kind") == InterestKind.PERSON:
            self.fields["organisation_name"].required = False


class InterestConfirmationForm(Form):
    message = forms.CharField(
        label=_("Wilt u ons nog iets vertellen?"),
        help_text=_("Een paar zinnen is genoeg."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InterestAnswerForm(Form):
    """Staff close an entry; what they write is mailed."""

    answer = forms.CharField(
        label=_("Uw antwoord"),
        help_text=_("Laat u dit leeg? Dan sturen wij geen e-mail. Zet uw naam er niet onder: dat doen wij."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class OrganisationForm(Form):
    """What admins may change of their own organisation."""

    province = province_field(error_messages={"required": _("Kies de provincie van uw organisatie.")})
    town = forms.ModelChoiceField(
        Town.objects.all(),
        label=_("Plaats"),
        help_text=_("Waar uw mensen vandaan reizen. Zo kiezen leerkringen een plek die voor iedereen te doen is."),
        required=False,
        empty_label=_("Kies een plaats"),
    )
    inhabitants = inhabitants_field()
    kvk = kvk_field()
    oin = CodeField(
        label=_("OIN (Organisatie-identificatienummer)"),
        help_text=_("20 cijfers. Overheden herkennen elkaar hieraan bij digitale berichten."),
        required=False,
        max_length=30,
        validators=[oin_validator],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class ColleagueForm(Form):
    name = forms.CharField(
        label=_("Naam van uw collega"),
        max_length=150,
        validators=[no_links],
        error_messages={"required": _("Vul de naam van uw collega in.")},
    )
    email = email_field(_("E-mailadres van het werk"))
    role = choice_field(_("Wat mag uw collega?"), Role.choices)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["required"] = _("Vul het e-mailadres van uw collega in.")
        self.fields["role"].initial = Role.PROFESSIONAL
        self.fields["role"].error_messages["required"] = _("Kies wat uw collega mag doen.")
        self.fields["role"].choices = [
            (Role.PROFESSIONAL, _("Meelezen en meeschrijven aan het plan")),
            (Role.ADMIN, _("Ook collega’s uitnodigen en het plan versturen")),
        ]


class SeatForm(Form):
    role = choice_field(_("Rol"), Role.choices)
    duties = forms.MultipleChoiceField(
        label=_("Taken"), choices=Duty.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class SeatChoice(forms.ModelChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        return str(seat.user)


class HandOverForm(Form):
    """Who takes over from a seat that closes: its duties, and the management when nobody else has it."""

    successor = SeatChoice(
        label=_("Wie neemt de taken over?"), queryset=Seat.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args, seat: Seat, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Seat.objects.current().filter(organisation=seat.organisation_id, user__is_active=True)
        others = colleagues.exclude(pk=seat.pk).select_related("user").order_by("user__first_name", "pk")
        field = self.fields["successor"]
        field.queryset = others
        field.widget = forms.RadioSelect(choices=field.choices)
        self.last_admin = seat.is_admin and not others.admins().exists()
        self.alone = not others.exists()
        if self.alone or not (self.last_admin or seat.duties):
            field.widget = forms.HiddenInput()
        field.error_messages["invalid_choice"] = _("Deze collega heeft geen plek meer. Kies een andere collega.")


class LeaveForm(HandOverForm):
    """One's own leaving: the last admin has to say who takes over."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.last_admin and not self.alone:
            field = self.fields["successor"]
            field.required = True
            field.label = _("Wie wordt de nieuwe beheerder?")
            field.error_messages["required"] = _("Kies een collega. Er moet altijd een beheerder zijn.")


class JoinForm(Form):
    """Mag ik meedoen? Two fields."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Uw naam"),
        max_length=150,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    email = email_field(_("E-mailadres van uw werk"), _("Uw organisatie herkent u aan dit adres."))

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {}).setdefault("form_key", uuid.uuid4())
        super().__init__(*args, **kwargs)


class WhichOrganisationForm(Form):
    organisation = forms.ModelChoiceField(
        label=_("Namens wie doet u mee?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies uw organisatie."), "invalid_choice": _("Kies uw organisatie.")},
    )

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations
        if organisations.count() == 1:
            field.widget, field.initial = forms.HiddenInput(), organisations.get()


class AppointForm(Form):
    """Staff say who manages an organisation that has nobody."""

    seat = SeatChoice(
        label=_("Wie wordt beheerder?"),
        queryset=Seat.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een collega."), "invalid_choice": _("Deze collega heeft geen plek meer.")},
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.current().filter(organisation=organisation, user__is_active=True)
        self.fields["seat"].queryset = seats.exclude(role=Role.ADMIN).select_related("user").order_by("pk")


class AdminInvitationForm(ColleagueForm):
    """Staff invite somebody new as admin, when nobody is left."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]
        self.fields["name"].label = _("Naam")
        self.fields["name"].error_messages["required"] = _("Vul de naam in.")
        self.fields["email"].error_messages["required"] = _("Vul het e-mailadres in.")


class NetworkFilter(Form):
    is_filter = True  # no "(hoeft niet)" behind every label

    q = forms.CharField(label=_("Naam of plaats"), required=False, max_length=100)
    provincie = forms.ChoiceField(
        label=_("Provincie"), required=False, choices=[("", _("Alle provincies")), *Province.choices]
    )
    niveau = forms.ChoiceField(
        label=_("Niveau"),
        required=False,
        choices=[("", _("Niveau 1 en 2")), ("1", _("Niveau 1")), ("2", _("Niveau 2"))],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.input_type = "search"


class AdmissionDecisionForm(Form):
    """Staff decide, with a reason the applicant reads."""

    verdict = forms.ChoiceField(
        label=_("Wat besluit u?"),
        choices=[("admit", _("Toelaten tot niveau 1")), ("decline", _("Niet toelaten"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies: toelaten of niet toelaten.")},
    )
    province = province_field(error_messages={"required": _("Kies de provincie.")})
    municipality_code = CodeField(
        label=_("Gemeentecode"),
        help_text=_("Alleen voor een gemeente. GM met 4 cijfers."),
        required=False,
        max_length=10,
        validators=[municipality_code_validator],
    )
    reason = forms.CharField(
        label=_("Reden, in uw brief aan de organisatie"),
        help_text=_("De aanvrager leest deze tekst in de e-mail. Zet uw naam er niet onder: dat doen wij."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf een reden. De aanvrager leest die in de e-mail.")},
    )
