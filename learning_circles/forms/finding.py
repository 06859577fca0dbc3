from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from knowledge.models import Label, ThemePage
from membership.models import Province
from portal.core.forms import Form
from portal.core.page_cache import keep


class CircleFilter(Form):
    """Choices of a list. A value nobody offered chooses nothing."""

    is_filter = True
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    regio = forms.ChoiceField(label=_("Regio"), required=False)
    niveau = forms.ChoiceField(label=_("Niveau"), required=False)
    rol = forms.ChoiceField(label=_("Voor wie"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thema"].choices = [("", _("Alle thema’s")), *keep("circle themes", _themes)]
        self.fields["regio"].choices = [("", _("Heel Nederland")), *Province.choices]
        self.fields["niveau"].choices = [("", _("Alle niveaus")), ("1", _("Niveau 1 en 2")), ("2", _("Niveau 2"))]
        self.fields["rol"].choices = [("", _("Iedereen")), *keep("circle roles", _roles)]

    def wanted(self) -> dict[str, object]:
        """Fields of a circle with the values they must have."""
        chosen = self.cleaned_data if self.is_valid() else {}
        fields = {"theme__slug": chosen.get("thema"), "province": chosen.get("regio"), "level": chosen.get("niveau")}
        fields["roles__slug"] = chosen.get("rol")
        return {name: value for name, value in fields.items() if value}

    @property
    def is_in_use(self) -> bool:
        return bool(self.wanted())

    @property
    def shown(self) -> SafeString:
        """The fields in HTML; while nothing is asked they are the same for everybody, and made once."""
        if self.fields.keys() & self.data.keys():
            return self.render()
        return keep("circle filter", self.render)

    @property
    def query(self) -> str:
        """As it stands in the address, without the page."""
        kept = self.data.copy()
        kept.pop("pagina", None)
        return kept.urlencode()


def _roles() -> list[tuple[str, str]]:
    return list(Label.objects.filter(kind="rol").values_list("slug", "name"))


def _themes() -> list[tuple[str, str]]:
    return list(ThemePage.objects.live().public().order_by("path").values_list("slug", "title"))
