from django import forms
from django.utils.translation import gettext_lazy as _

from membership.models import Seat
from portal.core.forms import Form


class JoinForm(Form):
    """Who joins the circle: somebody with a seat, by their address."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Van iemand met een plek bij een lid van het netwerk."),
        error_messages={
            "required": _("Vul het e-mailadres in."),
            "invalid": _("Dit e-mailadres klopt niet. Vul het zo in: naam@gemeente.nl"),
        },
    )

    def seat(self) -> Seat | None:
        """The seat with which they join: of an organisation that is a member now, the first by name."""
        address = self.cleaned_data["email"].strip().lower()
        seats = Seat.objects.current().filter(user__email=address, user__is_active=True)
        return seats.select_related("user", "organisation").order_by("organisation__name_key", "pk").first()
