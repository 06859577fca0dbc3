"""What is wrong with pages that are online or should be: for the report, and said when a page is published."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex, Revision

from knowledge.access import CLOSED, audience_left
from knowledge.models import FilmPage, InstrumentPage, OutsideLink, PublicationPage
from portal.core.document_facts import why_unread
from portal.core.models import PortalDocument, PortalImage
from portal.core.search import LEVEL_2, MEMBERS, PUBLIC

#: From everybody to the staff alone.
NARROWER = [PUBLIC, MEMBERS, LEVEL_2, CLOSED]
File = PortalDocument | PortalImage
SOON = timedelta(minutes=10)  # the worker looks every half minute


def flaws_of(pages: Iterable[Page], at: datetime | None = None) -> dict[int, list[str]]:
    """By the key of a page what is wrong with it, in Dutch; only pages with a flaw. A fixed number of queries."""
    by_key = {page.pk: page for page in pages}
    found: dict[int, list[str]] = defaultdict(list)
    for flaws in (
        _late(by_key, at or timezone.now()),
        _missing(by_key),
        _licences(by_key),
        _files(by_key),
        _links(by_key),
    ):
        for key, sentence in flaws:
            found[key].append(sentence)
    return dict(found)


def not_online_in_time(at: datetime) -> set[int]:
    """Keys of pages that should have gone online a while ago, and could not."""
    planned = Revision.page_revisions.filter(approved_go_live_at__lt=at - SOON)
    return {int(key) for key in planned.values_list("object_id", flat=True)}


def _late(pages: dict[int, Page], at: datetime):
    for key in not_online_in_time(at) & set(pages):
        yield (
            key,
            _("De pagina kon op de gekozen tijd niet online. Open de pagina en kies Publiceren. Dan leest u waarom."),
        )


def _missing(pages: dict[int, Page]):
    for film in FilmPage.objects.filter(pk__in=pages, live=True).defer_streamfields():
        if film.film_id and not film.captions_id:
            yield film.pk, _("De film heeft geen ondertiteling.")
        if not film.film_id and not film.elsewhere:
            yield film.pk, _("De film is weggegooid.")
    for key in PublicationPage.objects.filter(pk__in=pages, live=True, document=None).values_list("pk", flat=True):
        yield key, _("Het bestand is weggegooid.")


def _licences(pages: dict[int, Page]):
    """Why nobody can take an instrument along: its file stays closed until this is mended."""
    under = InstrumentPage.objects.filter(pk__in=pages, live=True, needs_licence=True)
    for page in under.prefetch_related("versions", "variants__document"):
        if page.newest_version is None or not page.newest_version.licence.strip():
            yield page.pk, _("De nieuwste versie heeft nog geen licentie. Tot dan haalt niemand de bestanden op.")
        if any(v.document and v.document.file_extension.lower() != "pdf" for v in page.variants.all()):
            yield page.pk, _("Onder licentie gaat alleen een pdf mee. Kies voor elke variant een pdf.")


def _links(pages: dict[int, Page]):
    for dead in OutsideLink.objects.filter(page__in=pages).exclude(trouble=""):
        yield dead.page_id, f"{dead.link}: {dead.trouble}"


def _files(pages: dict[int, Page]):
    """Files that others than the readers of the page may open, that some of them may not, or that nobody can read."""
    used = list(_files_in(pages))
    if not used:
        return
    page_rules = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
    file_rules = list(CollectionViewRestriction.objects.select_related("collection").prefetch_related("groups"))
    for key, file in used:
        for_page = audience_left(r for r in page_rules if pages[key].path.startswith(r.page.path))
        for_file = audience_left(r for r in file_rules if file.collection.path.startswith(r.collection.path))
        if NARROWER.index(for_file) < NARROWER.index(for_page):
            sentence = _("“%(file)s” is ook te openen voor wie deze pagina niet mag lezen. Kies een andere collectie.")
            yield key, sentence % {"file": file.title}
        elif for_file != for_page:
            sentence = _("“%(file)s” gaat niet open voor iedereen die deze pagina leest. Kies een andere collectie.")
            yield key, sentence % {"file": file.title}
        if isinstance(file, PortalDocument) and (why := why_unread(file)):
            yield key, f"“{file.title}”: {why}"


def _files_in(pages: dict[int, Page]) -> Iterable[tuple[int, File]]:
    """The documents and pictures of the pages as they stand in the database, each once for a page."""
    for model in (PortalDocument, PortalImage):
        kind = ContentType.objects.get_for_model(model)
        uses = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=map(str, pages),
            to_content_type=kind,
        )
        pairs = set(uses.values_list("object_id", "to_object_id"))
        files = model.objects.select_related("collection").in_bulk({int(file) for _page, file in pairs})
        for page, file in sorted(pairs):
            if int(file) in files:
                yield int(page), files[int(file)]
