"""Captions of a film: whether a browser shows all that stands in a WEBVTT file."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TIMES = re.compile(r"(?P<start>(\d{2,}:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+(?P<end>(\d{2,}:)?\d{2}:\d{2}\.\d{3})(\s|$)")


def captions_of_vtt(document) -> int:
    """How many captions a WEBVTT file of the library holds.

    Raises ValidationError with the first line that a browser would skip (w3.org/TR/webvtt1): captions that are only
    partly shown are worse than none.
    """
    if document.file_extension.lower() != "vtt":
        raise ValidationError(_("Ondertiteling is een bestand dat eindigt op .vtt."))
    try:
        with document.open_file() as file:
            content = file.read(settings.MAX_DOCUMENT_BYTES)
    except FileNotFoundError as error:
        raise ValidationError(_("Het bestand met de ondertiteling is bij ons weg. Stuur het opnieuw.")) from error
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ValidationError(_("De ondertiteling is niet als UTF-8 bewaard. Bewaar het bestand opnieuw.")) from error
    if not lines or not re.match(r"WEBVTT(\s|$)", lines[0]):
        raise ValidationError(_("De ondertiteling begint niet met WEBVTT. Maak het bestand opnieuw."))
    count = sum(_is_caption(number, line) for number, line in enumerate(lines, start=1))
    if not count:
        raise ValidationError(_("In de ondertiteling staat geen tekst met een tijd erbij."))
    return count


def _is_caption(number: int, line: str) -> bool:
    if "-->" not in line:
        return False
    times = TIMES.match(line)
    if times is None or _seconds(times["start"]) >= _seconds(times["end"]):
        sentence = _("Regel %(number)s van de ondertiteling klopt niet: %(line)s. Schrijf 00:01.000 --> 00:04.000.")
        raise ValidationError(sentence, params={"number": number, "line": line[:60]})
    return True


def _seconds(moment: str) -> float:
    total = 0.0
    for part in moment.split(":"):
        total = total * 60 + float(part)
    return total
