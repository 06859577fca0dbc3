"""Texts are looked up in a few catalogues instead of one for each app.

Django 6.1 means to join catalogues with the same plural forms, but compares a code object with a function. So every
text was looked for in eighteen, and ours, which are Dutch in the source and stand in none, always in all of them:
hundreds of times on a page.

What others translated says "je". The house says "u", also on their screens: to editors, staff and who logs in.
"""

import re

from django.conf import settings
from django.utils.translation import trans_real

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)
#: In this order. What is left of "je" at the end says whose something is: "je wachtwoord".
FORMAL = [
    (re.compile(rf"\b(?:{familiar})\b", re.IGNORECASE), formal)
    for familiar, formal in (
        ("maak je geen zorgen", "maakt u zich geen zorgen"),
        ("je (?:kan|kunt?)", "u kunt"),
        ("(?<!u )(?:kan|kunt?) je", "kunt u"),
        ("je heb", "u hebt"),
        ("(wil|heb|ben|krijg|voeg|maak|upload|voorkom|herken) je", r"\1t u"),
        ("(weet|moet|mag|mocht|bent|wordt|meld|registreer|sturen) je", r"\1 u"),
        ("(dat|zodat|die|als|waar|waarmee|voordat|zoals) je", r"\1 u"),
        ("je (wilt?|wilde|hebt|bent|moet|mag|staat|ontvangt?|bekijkt|krijgt|gaat)", r"u \1"),
        ("je (nog|later|dan|momenteel|opnieuw|zonder|registreren|aan te|aanmelden)", r"u \1"),
        ("jezelf", "uzelf"),
        ("jij|jou", "u"),
        ("je|jouw", "uw"),
    )
]


def formal(text: str) -> str:
    """The same Dutch sentence with "u" and "uw", and a capital where it had one."""
    if FAMILIAR.search(text):
        for familiar, instead in FORMAL:
            text = familiar.sub(lambda found, instead=instead: _as_large(found.expand(instead), found[0]), text)
    return text


def _as_large(word: str, example: str) -> str:
    return word[0].upper() + word[1:] if example[0].isupper() else word


def join_catalogues() -> None:
    """Call when every app is loaded. The newest text still comes first."""
    catalogue = trans_real.translation(settings.LANGUAGE_CODE)._catalog
    texts, plurals = catalogue._catalogs[:1], catalogue._plurals[:1]
    for older, plural in zip(catalogue._catalogs[1:], catalogue._plurals[1:], strict=True):
        if plural.__code__ == plurals[-1].__code__:
            texts[-1] = older | texts[-1]
        else:
            texts.append(older)
            plurals.append(plural)
    formally = [{key: formal(text) for key, text in part.items()} for part in texts]
    catalogue._catalogs, catalogue._plurals = formally, plurals
