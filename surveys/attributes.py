"""What is frozen of an organisation when a round opens, and how those groups are named. No answer decides any of it."""

from django.utils.translation import gettext_lazy as _

from membership.models import Organisation, Province

#: Inhabitants below which a municipality is in this class; the last has no end.
SIZES = [("1", 25_000), ("2", 50_000), ("3", 100_000), ("4", None)]
NO_SIZE = "-"
SIZE_NAMES = {
    "1": _("Minder dan 25.000 inwoners"),
    "2": _("25.000 tot 50.000 inwoners"),
    "3": _("50.000 tot 100.000 inwoners"),
    "4": _("100.000 inwoners of meer"),
    NO_SIZE: _("Aantal inwoners niet bekend of niet van toepassing"),
}
COARSE_SIZES = {"1": "small", "2": "small", "3": "large", "4": "large", NO_SIZE: NO_SIZE}
COARSE_SIZE_NAMES = {
    "small": _("Minder dan 50.000 inwoners"),
    "large": _("50.000 inwoners of meer"),
    NO_SIZE: SIZE_NAMES[NO_SIZE],
}
REGIONS = {
    **dict.fromkeys([Province.GRONINGEN, Province.FRYSLAN, Province.DRENTHE], "noord"),
    **dict.fromkeys([Province.OVERIJSSEL, Province.FLEVOLAND, Province.GELDERLAND], "oost"),
    **dict.fromkeys([Province.UTRECHT, Province.NOORD_HOLLAND, Province.ZUID_HOLLAND, Province.ZEELAND], "west"),
    **dict.fromkeys([Province.NOORD_BRABANT, Province.LIMBURG], "zuid"),
}
REGION_NAMES = {"noord": _("Noord"), "oost": _("Oost"), "west": _("West"), "zuid": _("Zuid")}
TITLES = {
    "level": _("Niveau"),
    "kind": _("Soort organisatie"),
    "size": _("Aantal inwoners"),
    "size2": _("Aantal inwoners"),
    "province": _("Provincie"),
    "landsdeel": _("Deel van het land"),
}
LEVEL_NAMES = {"1": _("Niveau 1"), "2": _("Niveau 2")}


def size_of(organisation: Organisation) -> str:
    if organisation.inhabitants is None:
        return NO_SIZE
    return next(code for code, below in SIZES if below is None or organisation.inhabitants < below)


def of(asked) -> dict[str, str]:
    """Of a participation, by the names the algorithms have for them."""
    return {
        "level": str(asked.level),
        "kind": asked.kind,
        "size": asked.size,
        "size2": COARSE_SIZES[asked.size],
        "province": asked.province,
        "landsdeel": REGIONS[asked.province],
    }
