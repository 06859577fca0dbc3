"""Texts are looked up in a few catalogues instead of one for each app.

Django 6.1 means to join catalogues with the same plural forms, but compares a code object with a function. So every
text was looked for in eighteen, and ours, which are Dutch in the source and stand in none, always in all of them:
hundreds of times on a page.
"""

from django.conf import settings
from django.utils.translation import trans_real


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
    catalogue._catalogs, catalogue._plurals = texts, plurals
